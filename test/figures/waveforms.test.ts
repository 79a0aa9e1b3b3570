import assert from 'node:assert/strict';

import { drawWaveform } from '../../lib/figures';
import { COLOURS } from '../../lib/figures/palette';
import { assertClose } from '../assert-close';
import { placesOf } from './picture-pixels';

/** A panel of 100 × 50 CSS pixels without names begins at 12 + 28 from the left, and 12 from above. */
const OPTIONS = { alt: 'waves', width: 100, height: 50 };
const [LEFT, TOP] = [2 * (12 + 28), 2 * 12];

describe('drawWaveform', () => {
  it('draws a wave between its lowest and highest samples', () => {
    // A square wave of ±½ fills the middle half.
    const places = placesOf(drawWaveform([square(0.5, 1000)], OPTIONS), COLOURS[0]);
    assertClose(Math.min(...places.map(([, y]) => y)), TOP + 25, 1);
    assertClose(Math.max(...places.map(([, y]) => y)), TOP + 75, 1);
    assertClose(places.length, 200 * 50, 400);
  });

  it('ends where the sound ends, on the time axis of the longest', () => {
    const picture = drawWaveform([square(1, 1000), square(1, 500)], { ...OPTIONS, columns: 1 });
    const places = placesOf(picture, COLOURS[0]);
    const second = places.filter(([, y]) => y > picture.height); // the lower half, in pixels of the file
    assertClose(Math.max(...second.map(([x]) => x)), LEFT + 100, 2);
    assertClose(Math.max(...places.map(([x]) => x)), LEFT + 200, 2);
  });

  it('cuts off what is louder than 1', () => {
    const places = placesOf(drawWaveform([square(3, 1000)], OPTIONS), COLOURS[0]);
    assertClose(Math.min(...places.map(([, y]) => y)), TOP, 1);
    assertClose(Math.max(...places.map(([, y]) => y)), TOP + 99, 1);
  });

  it('makes room for names when there are any', () => {
    const heightOf = (names?: string[]) =>
      drawWaveform([square(1, 10)], { ...OPTIONS, names }).height;
    assert.equal(heightOf(['hat']) - heightOf(), 16 + 3);
  });

  it('refuses no sound', () => {
    assert.throws(() => drawWaveform([], OPTIONS), /^RangeError: expected at least 1 sound/);
  });
});

function square(amplitude: number, length: number) {
  const samples = Float32Array.from({ length }, (_, i) => (i % 2 === 0 ? amplitude : -amplitude));
  return { name: '', samples, sampleRate: 1000 };
}
