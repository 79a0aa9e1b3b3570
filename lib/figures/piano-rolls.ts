import type { CanvasRenderingContext2D } from 'canvas';

import { requirePositive } from '../check';
import { type Note, type Song, type Track, requireSong } from '../sound/song';
import { AXIS_HEIGHT, AXIS_WIDTH, type Tick, drawAxes } from './axes';
import { colourSign, drawLegend, legendHeight } from './legend';
import { COLOURS, FRAME, GRID_LINE } from './palette';
import { PANEL_GAP, drawEach, openPanels } from './panels';
import { type Picture, chartPicture } from './picture';

/** How to draw piano rolls. */
export interface PianoRollOptions {
  /** What the picture shows, for those who cannot see it. */
  readonly alt: string;
  /** Above each roll. Default: the songs' names. */
  readonly names?: readonly string[];
  /** Rolls in a row, an integer. Default 2; 1 for one song. */
  readonly columns?: number;
  /** Of a roll, in CSS pixels. Default 330; 560 for one song. */
  readonly width?: number;
  /** Of a semitone, or a drum, in CSS pixels. Default 4. */
  readonly rowHeight?: number;
}

/** Beats of a bar, at which upright lines are darker. */
const BEATS_PER_BAR = 4;
/** CSS pixels between the tones and the drums below them. */
const DRUM_GAP = 6;
/** A drum's row is higher than a semitone's, since it is not between others that sound with it. */
const DRUM_ROW = 1.5;
const C = 12; // semitones from one C to the next

/** The rows of all rolls, so that they can be compared. */
interface Rows {
  /** Lowest and highest semitone; undefined when no track has tones. */
  readonly tones: readonly [low: number, high: number] | undefined;
  /** From below. */
  readonly drums: readonly number[];
  readonly rowHeight: number;
}

/**
 * Songs as piano rolls: time from left to right in beats, pitch upwards, each track in its colour, and drums in rows of
 * their own below. Light lines are beats and the C of each octave (C4 is the middle one, 60 in MIDI), darker ones bars
 * of four beats.
 *
 * @param songs at least 1, of at most 6 tracks; tracks of one name have one colour
 * @throws RangeError when there are others, a note is outside its song, or an option is out of its range
 */
export function drawPianoRoll(songs: readonly Song[], options: PianoRollOptions): Picture {
  if (songs.length === 0) throw new RangeError('expected at least 1 song, but got 0');
  songs.forEach(requireSong);
  const tracks = [...new Set(songs.flatMap((song) => song.tracks.map(({ name }) => name)))];
  if (tracks.length > COLOURS.length) {
    throw new RangeError(`expected at most ${COLOURS.length} tracks, but got ${tracks.length}`);
  }
  const { columns = Math.min(2, songs.length), alt } = options;
  const width = requirePositive('width', options.width ?? (songs.length === 1 ? 560 : 330));
  const rows = rowsOf(songs, requirePositive('rowHeight', options.rowHeight ?? 4));
  const height = heightOf(rows);
  const names = options.names ?? songs.map(({ name }) => name);
  const legend = tracks.map((name, i) => colourSign(name, COLOURS[i]));
  const across = Math.min(columns, songs.length) * (width + AXIS_WIDTH);
  const panels = openPanels({
    ...{ count: songs.length, columns, width, height, head: legendHeight(legend, across) },
    names: names.some((name) => name !== '') ? names : undefined,
    margin: { left: AXIS_WIDTH, bottom: AXIS_HEIGHT },
  });
  drawLegend(panels.context, legend, { left: panels.places[0].left, top: 8, width: across });
  drawEach(panels, (context, i) => drawRoll(context, songs[i], { rows, tracks, width, height }));
  return chartPicture(panels.context.canvas, alt);
}

/** Where in the picture of one song the roll lies. */
export function pianoRollPlaces(width: number) {
  return { left: PANEL_GAP + AXIS_WIDTH, width, gap: PANEL_GAP };
}

function rowsOf(songs: readonly Song[], rowHeight: number): Rows {
  const pitchesOf = (isDrums: boolean) =>
    songs.flatMap(({ tracks }) =>
      tracks
        .filter(({ instrument }) => (instrument === 'drums') === isDrums)
        .flatMap(({ notes }) => notes.map(({ pitch }) => pitch)),
    );
  const [tones, drums] = [false, true].map((isDrums) => [...new Set(pitchesOf(isDrums))]);
  return {
    tones: tones.length > 0 ? [Math.min(...tones) - 1, Math.max(...tones) + 1] : undefined,
    drums: drums.sort((a, b) => a - b),
    rowHeight,
  };
}

function heightOf(rows: Rows): number {
  const drums = drumsHeight(rows);
  const tones = tonesHeight(rows);
  return Math.max(4 * rows.rowHeight, tones + drums + (tones > 0 && drums > 0 ? DRUM_GAP : 0));
}

function tonesHeight({ tones, rowHeight }: Rows): number {
  return tones ? (tones[1] - tones[0] + 1) * rowHeight : 0;
}

function drumsHeight({ drums, rowHeight }: Rows): number {
  return drums.length * rowHeight * DRUM_ROW;
}

/** What one roll depends on beside its song. */
interface Roll {
  readonly rows: Rows;
  /** Names, in the order of their colours. */
  readonly tracks: readonly string[];
  readonly width: number;
  readonly height: number;
}

function drawRoll(context: CanvasRenderingContext2D, song: Song, roll: Roll): void {
  const { rows, tracks, width, height } = roll;
  const octaves = octavesOf(rows);
  drawGrid(context, song, roll, octaves);
  for (const track of song.tracks) {
    context.fillStyle = COLOURS[tracks.indexOf(track.name)];
    for (const note of track.notes) drawNote(context, note, track, song, roll);
  }
  const beats = song.numSteps / song.stepsPerBeat;
  // an axis in pixels from below: its words know what stands there
  const y = { domain: [0, height] as const, ticks: octaves };
  drawAxes(context, { width, height }, { x: { domain: [0, beats], ticks: barTicks(beats) }, y });
  if (rows.tones && rows.drums.length > 0) {
    context.fillStyle = FRAME;
    context.fillRect(0, height - drumsHeight(rows) - DRUM_GAP / 2, width, 1);
  }
}

/** The C of each octave, with its place from below. */
function octavesOf(rows: Rows): Tick[] {
  if (!rows.tones) return [];
  const [low, high] = rows.tones;
  const floor = rows.drums.length > 0 ? drumsHeight(rows) + DRUM_GAP : 0;
  const first = Math.ceil(low / C);
  return Array.from({ length: Math.max(0, Math.floor(high / C) - first + 1) }, (_, i) => ({
    at: floor + ((first + i) * C - low + 0.5) * rows.rowHeight,
    text: `C${first + i - 1}`,
  }));
}

/** Beats at which bars begin, counted from 0, and the end. */
function barTicks(beats: number): Tick[] {
  const bars = Math.floor(beats / BEATS_PER_BAR + 1e-9);
  return Array.from({ length: bars + 1 }, (_, i) => ({
    at: i * BEATS_PER_BAR,
    text: String(i * BEATS_PER_BAR),
  }));
}

function drawGrid(
  context: CanvasRenderingContext2D,
  { numSteps, stepsPerBeat }: Song,
  { width, height }: Roll,
  octaves: readonly Tick[],
): void {
  context.fillStyle = GRID_LINE;
  for (const { at } of octaves) context.fillRect(0, height - at - 0.5, width, 1);
  const beats = numSteps / stepsPerBeat;
  for (let beat = 1; beat < beats; beat++) {
    context.fillStyle = beat % BEATS_PER_BAR === 0 ? FRAME : GRID_LINE;
    context.fillRect((beat / beats) * width - 0.5, 0, 1, height);
  }
}

/**
 * A bar with a little room after it, so that notes of one pitch stay apart; a drum's is as long as a step, whatever it
 * is.
 */
function drawNote(
  context: CanvasRenderingContext2D,
  { pitch, start, length }: Note,
  { instrument }: Track,
  { numSteps }: Song,
  { rows, width, height }: Roll,
): void {
  const step = width / numSteps;
  const [left, across] = [start * step, (instrument === 'drums' ? 1 : length) * step];
  const { rowHeight, drums, tones } = rows;
  if (instrument === 'drums') {
    const row = drums.indexOf(pitch);
    const tall = rowHeight * DRUM_ROW;
    context.fillRect(left, height - (row + 1) * tall + 0.5, Math.max(1, across - 1), tall - 1);
    return;
  }
  const top = (tones![1] - pitch) * rowHeight; // a pitched track's notes made the range
  context.fillRect(left, top, Math.max(1, across - 1), rowHeight);
}
