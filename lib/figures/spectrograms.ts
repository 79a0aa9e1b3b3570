import type { CanvasRenderingContext2D } from 'canvas';

import { requirePositive } from '../check';
import { type Sound, durationOf, requireSounds } from '../sound/sound';
import { type Spectrogram, type SpectrogramWindow, spectrogramOf } from '../sound/spectrogram';
import { drawAxes } from './axes';
import { partsOf } from './colour-mix';
import { FRAME, INK } from './palette';
import { drawEach } from './panels';
import { DENSITY, type Picture, chartPicture } from './picture';
import { type Lettering, writeText } from './sheet';
import { type SoundPanelOptions, openSoundPanels, timeAxis } from './waveforms';

/** How to draw spectrograms. */
export interface SpectrogramOptions extends SoundPanelOptions, SpectrogramWindow {
  /** Decibels from the darkest shade, which the loudest of all sounds has, to white. Default 70. */
  readonly range?: number;
  /** Upper end of the frequencies, in kHz. Default: half of the sample rate, beyond which there is nothing. */
  readonly maxKilohertz?: number;
}

/** From silence to the loudest, each darker than the one before. */
const RAMP = ['#ffffff', '#c3ddf0', '#5aa2d1', '#0b5a94', '#0a1626'].map(partsOf);
/** Steps of the ramp: two decibels each, which nobody sees. */
const NUM_SHADES = 36;
const LETTERS: Lettering = { size: 10, colour: INK };
/** CSS pixels: from the last panel to the legend, its width, and room for its numbers. */
const LEGEND = { gap: 4, width: 10, numbers: 46 };

/**
 * Sounds as spectrograms: how loud each frequency is at each moment, on a scale of decibels. Time is below, in seconds,
 * frequency beside, in kHz; all have the axes of the longest and of the highest rate, and the same shades.
 *
 * @throws RangeError when there is no sound, one is empty, or an option is out of its range
 */
export function drawSpectrogram(sounds: readonly Sound[], options: SpectrogramOptions): Picture {
  requireSounds(sounds);
  const { width = 190, height = 110, alt } = options;
  const range = requirePositive('range', options.range ?? 70);
  const highest = Math.max(...sounds.map(({ sampleRate }) => sampleRate)) / 2000;
  const kilohertz = requirePositive('maxKilohertz', options.maxKilohertz ?? highest);
  const spectrograms = sounds.map((sound) => spectrogramOf(sound, options));
  const right = LEGEND.gap + LEGEND.width + LEGEND.numbers;
  const panels = openSoundPanels(sounds, options, { width, height, right });
  const seconds = Math.max(...sounds.map(durationOf));
  // round numbers for the legend
  const loudest = 10 * Math.ceil(Math.max(...spectrograms.map(maximumOf)) / 10);
  const scale = { seconds, kilohertz, loudest, range };
  const { context, places } = panels;
  const pixels = context.getImageData(0, 0, context.canvas.width, context.canvas.height);
  spectrograms.forEach((one, i) => {
    shadePanel(new Uint32Array(pixels.data.buffer), one, {
      ...scale,
      stride: pixels.width,
      corner: [places[i].left * DENSITY, places[i].top * DENSITY],
      size: [Math.round(width * DENSITY), Math.round(height * DENSITY)],
    });
  });
  context.putImageData(pixels, 0, 0);
  drawEach(panels, (_, i) => {
    const y = { domain: [0, kilohertz] as const, unit: 'kHz' };
    drawAxes(context, { width, height }, { x: timeAxis(seconds), y });
    if (i === 0) drawLegend(context, { ...scale, left: legendPlace(places) + width, height });
  });
  return chartPicture(context.canvas, alt);
}

/** From the first panel's left edge to that of the last in its row. */
function legendPlace(places: readonly { readonly left: number; readonly top: number }[]): number {
  const row = places.filter(({ top }) => top === places[0].top);
  return row[row.length - 1].left - row[0].left;
}

/** Which part of a spectrogram goes where. */
interface PanelShading {
  readonly seconds: number;
  readonly kilohertz: number;
  readonly loudest: number;
  readonly range: number;
  /** Width of the canvas, upper left corner and size of the panel, in pixels of the file. */
  readonly stride: number;
  readonly corner: readonly [left: number, top: number];
  readonly size: readonly [width: number, height: number];
}

/** Every pixel takes the shade of the window and frequency that it lies in. */
function shadePanel(
  pixels: Uint32Array,
  { decibels, numFrames, numBins, secondsPerFrame, hertzPerBin }: Spectrogram,
  { seconds, kilohertz, loudest, range, stride, corner, size }: PanelShading,
): void {
  const [width, height] = size;
  const framesPerPixel = seconds / secondsPerFrame / width;
  const binsPerPixel = (kilohertz * 1000) / hertzPerBin / height;
  for (let y = 0; y < height; y++) {
    const bin = Math.round((height - 0.5 - y) * binsPerPixel);
    if (bin >= numBins) continue;
    const start = (corner[1] + y) * stride + corner[0];
    for (let x = 0; x < width; x++) {
      const frame = Math.round((x + 0.5) * framesPerPixel);
      if (frame >= numFrames) break;
      const level = (decibels[frame * numBins + bin] - loudest) / range + 1;
      pixels[start + x] = SHADES[shadeOf(level)];
    }
  }
}

/** Place among the shades of a level from 0, white, to 1, darkest. */
function shadeOf(level: number): number {
  return Math.round(Math.min(1, Math.max(0, level)) * (NUM_SHADES - 1));
}

/** 0xAABBGGRR, as canvases keep it. */
const SHADES = Array.from({ length: NUM_SHADES }, (_, i) => {
  const place = (i / (NUM_SHADES - 1)) * (RAMP.length - 1);
  const below = Math.min(RAMP.length - 2, Math.floor(place));
  const [red, green, blue] = RAMP[below].map((part, k) =>
    Math.round(part + (place - below) * (RAMP[below + 1][k] - part)),
  );
  return ((0xff << 24) | (blue << 16) | (green << 8) | red) >>> 0;
});

/** The shades with their decibels, right of a panel whose upper left corner is the origin. */
function drawLegend(
  context: CanvasRenderingContext2D,
  scale: { loudest: number; range: number; left: number; height: number },
): void {
  const { loudest, range, height } = scale;
  const left = scale.left + LEGEND.gap + 8;
  for (let shade = 0; shade < NUM_SHADES; shade++) {
    const [red, green, blue] = [0, 8, 16].map((bits) => (SHADES[shade] >> bits) & 255);
    context.fillStyle = `rgb(${red}, ${green}, ${blue})`;
    const top = Math.round((1 - (shade + 1) / NUM_SHADES) * height * DENSITY) / DENSITY;
    context.fillRect(left, top, LEGEND.width, Math.ceil(height / NUM_SHADES + 0.5));
  }
  context.lineWidth = 1;
  context.strokeStyle = FRAME;
  context.strokeRect(left - 0.5, -0.5, LEGEND.width + 1, height + 1);
  const ticks = [loudest, loudest - range / 2, loudest - range].map(Math.round);
  ticks.forEach((decibels, i) => {
    const text = `${decibels}`.replace('-', '−') + (i === 0 ? ' dB' : '');
    const y = ((loudest - decibels) / range) * height;
    writeText(context, text, { x: left + LEGEND.width + 4, y, align: 'left' }, LETTERS);
  });
}

function maximumOf({ decibels }: Spectrogram): number {
  return decibels.reduce((most, value) => Math.max(most, value), -Infinity);
}
