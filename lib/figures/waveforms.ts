import type { CanvasRenderingContext2D } from 'canvas';

import { requirePositive } from '../check';
import { type Sound, durationOf, requireSounds } from '../sound/sound';
import { AXIS_HEIGHT, AXIS_WIDTH, drawAxes } from './axes';
import { COLOURS, GRID_LINE } from './palette';
import { PANEL_GAP, drawEach, openPanels } from './panels';
import { DENSITY, type Picture, chartPicture } from './picture';

/** How to draw sounds, in panels of one size. */
export interface SoundPanelOptions {
  /** What the picture shows, for those who cannot see it. */
  readonly alt: string;
  /** Above each panel. Default: the sounds' names. */
  readonly names?: readonly string[];
  /** Panels in a row, an integer. Default: at most 4. */
  readonly columns?: number;
  /** Of a panel, in CSS pixels. Default 190. */
  readonly width?: number;
  /** Of a panel, in CSS pixels. Default 110; 70 for waveforms. */
  readonly height?: number;
}

/** CSS pixels for the numbers beside a wave: -1 to 1. */
const WAVE_AXIS = 28;

/** Where in {@link drawWaveform}'s picture each sound has its column, with its axis. */
export function waveformPlaces(width: number) {
  return { left: PANEL_GAP, width: WAVE_AXIS + width, gap: PANEL_GAP };
}

/**
 * Sounds as waves: the pressure over time, from −1 to 1, with seconds below. All have the time axis of the longest.
 *
 * @throws RangeError when there is no sound, one is empty, or an option is out of its range
 */
export function drawWaveform(sounds: readonly Sound[], options: SoundPanelOptions): Picture {
  requireSounds(sounds);
  const { width = 190, height = 70 } = options;
  const panels = openSoundPanels(sounds, options, { width, height, left: WAVE_AXIS });
  const seconds = Math.max(...sounds.map(durationOf));
  drawEach(panels, (context, i) => {
    drawWave(context, sounds[i], { width, height, seconds });
    const ticks = [-1, 0, 1].map((at) => ({ at, text: String(at).replace('-', '−') }));
    drawAxes(context, { width, height }, { x: timeAxis(seconds), y: { domain: [-1, 1], ticks } });
  });
  return chartPicture(panels.context.canvas, options.alt);
}

/**
 * Panels for sounds, with room for their axes: `left` CSS pixels for the numbers beside them, and `right` for a legend.
 */
export function openSoundPanels(
  sounds: readonly Sound[],
  options: SoundPanelOptions,
  room: {
    readonly width: number;
    readonly height: number;
    readonly left?: number;
    readonly right?: number;
  },
) {
  const { width, height, left = AXIS_WIDTH, right } = room;
  const names = options.names ?? sounds.map(({ name }) => name);
  const columns = options.columns ?? Math.min(4, sounds.length);
  return openPanels({
    ...{ count: sounds.length, columns, right },
    width: requirePositive('width', width),
    height: requirePositive('height', height),
    names: names.some((name) => name !== '') ? names : undefined,
    margin: { left, bottom: AXIS_HEIGHT },
  });
}

/** Seconds below a panel. */
export function timeAxis(seconds: number) {
  return { domain: [0, seconds] as const, unit: 's' };
}

/** An upright line for each column of pixels, from the lowest to the highest sample in it. */
function drawWave(
  context: CanvasRenderingContext2D,
  { samples, sampleRate }: Sound,
  { width, height, seconds }: { width: number; height: number; seconds: number },
): void {
  const numColumns = Math.round(width * DENSITY);
  const perColumn = (seconds * sampleRate) / numColumns;
  const yOf = (sample: number) => ((1 - Math.min(1, Math.max(-1, sample))) / 2) * height;
  context.fillStyle = GRID_LINE;
  context.fillRect(0, yOf(0) - 0.25, width, 0.5);
  context.fillStyle = COLOURS[0];
  for (let column = 0; column < numColumns; column++) {
    const from = Math.floor(column * perColumn);
    if (from >= samples.length) break;
    const [low, high] = extremes(samples, from, Math.floor((column + 1) * perColumn));
    const [top, bottom] = [yOf(high), yOf(low)];
    context.fillRect(column / DENSITY, top - 0.25, 1 / DENSITY, bottom - top + 0.5);
  }
}

/** The lowest and the highest of some samples, and of the one after them, so that columns touch each other. */
function extremes(samples: Float32Array, from: number, to: number): [number, number] {
  let [low, high] = [Infinity, -Infinity];
  for (let i = from; i <= Math.min(to, samples.length - 1); i++) {
    low = Math.min(low, samples[i]);
    high = Math.max(high, samples[i]);
  }
  return [low, high];
}
