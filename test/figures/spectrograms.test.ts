import assert from 'node:assert/strict';

import { type SpectrogramOptions, drawSpectrogram } from '../../lib/figures';
import type { Sound } from '../../lib/sound';
import { assertClose } from '../assert-close';
import { decodePng } from './picture-pixels';
import { assertSnapshot } from './snapshot';

/** A panel of 100 × 64 CSS pixels without names begins at 12 + 42 from the left, and 12 from above. */
const OPTIONS = { alt: 'spectrograms', width: 100, height: 64 };
const [LEFT, TOP] = [2 * (12 + 42), 2 * 12];

describe('drawSpectrogram', () => {
  it('is dark where the sound is, high tones above', () => {
    // 1 of 4 kHz is a quarter of 128 pixels from below.
    assertClose(middleOf(darkPlaces([tone(1000)]))[1], TOP + 96, 2);
    assertClose(middleOf(darkPlaces([tone(3000)]))[1], TOP + 32, 2);
  });

  it('shows time from left to right, on the axis of the longest', () => {
    const long = { ...tone(500), samples: new Float32Array(8000) };
    const places = darkPlaces([{ ...tone(500), samples: tone(500).samples.slice(0, 4000) }, long]);
    assertClose(Math.min(...places.map(([x]) => x)), LEFT, 4);
    assertClose(Math.max(...places.map(([x]) => x)), LEFT + 100, 8); // half of it, and a window's half
  });

  it('is white where a sound is quieter than the range', () => {
    const quiet = { ...tone(1000), samples: tone(1000).samples.map((sample) => sample / 100) }; // −40 dB
    const isShown = (range: number) => {
      const { at } = decodePng(
        drawSpectrogram([tone(2000), quiet], { ...OPTIONS, columns: 1, range }).data,
      );
      const top = 2 * (12 + 64 + 18 + 12);
      return at(LEFT + 100, top + 96)[0] < 250;
    };
    assert.deepEqual([isShown(60), isShown(30)], [true, false]);
  });

  it('ends at the frequency that it is told', () => {
    assertClose(middleOf(darkPlaces([tone(1000)], { maxKilohertz: 2 }))[1], TOP + 64, 2);
  });

  it('has axes in seconds and kHz, and a legend in dB', () => {
    const sounds = [tone(500), tone(2500)];
    assertSnapshot('spectrograms', drawSpectrogram(sounds, { ...OPTIONS, names: ['low', 'high'] }));
  });

  it('refuses no sound, and a range of 0', () => {
    assert.throws(() => drawSpectrogram([], OPTIONS), /^RangeError: expected at least 1 sound/);
    assert.throws(() => drawSpectrogram([tone(100)], { ...OPTIONS, range: 0 }), {
      message: 'expected range to be a number above 0, but got 0',
    });
  });
});

function tone(hertz: number): Sound {
  const samples = Float32Array.from({ length: 8000 }, (_, i) =>
    Math.sin((2 * Math.PI * hertz * i) / 8000),
  );
  return { name: '', samples, sampleRate: 8000 };
}

/** Places within the panels that are nearly as dark as the darkest shade. */
function darkPlaces(sounds: readonly Sound[], options: Partial<SpectrogramOptions> = {}) {
  const { at } = decodePng(drawSpectrogram(sounds, { ...OPTIONS, ...options }).data);
  const places: [number, number][] = [];
  for (let y = TOP; y < TOP + 128; y++) {
    for (let x = LEFT; x < LEFT + 200; x++) if (at(x, y)[2] < 110) places.push([x, y]);
  }
  return places;
}

function middleOf(places: readonly (readonly [number, number])[]): number[] {
  return [0, 1].map((axis) => places.reduce((sum, place) => sum + place[axis], 0) / places.length);
}
