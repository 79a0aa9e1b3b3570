import { randomUUID } from 'node:crypto';
import { join } from 'node:path';

import type { Precision } from './backend/precision';
import type { Picture, Replay } from './figures';
import { REPLAY_MIME } from './replay-mime';
import type { Song, Sound } from './sound';
import {
  type MidiDisplayOptions,
  type SoundDisplayOptions,
  type SoundOutput,
  songOutput,
  soundOutputs,
} from './sound-outputs';
import { type TableRow, tableHtml } from './table-html';
import type { Progress } from './training/loop';

export { REPLAY_MIME } from './replay-mime';

// The only file that knows the notebook's kernel, tslab.

/** A part of the output that can be overwritten. */
export interface LiveDisplay {
  /** Takes the place of what was shown before. */
  show(picture: Picture): void;
}

/**
 * Shows a picture under the cell, with its alternative text.
 *
 * @throws Error outside a notebook: there, write `picture.data` to a file
 */
export function display(picture: Picture): void {
  writeNew(pictureBundle(picture));
}

/**
 * A place under the cell whose picture can be overwritten while a cell runs; the page keeps the last one. The place is
 * taken by the first picture, and a new one by the first of each other run of a cell.
 */
export function openDisplay(): LiveDisplay {
  const write = overwriting();
  return { show: (picture) => write(pictureBundle(picture)) };
}

/**
 * Shows a replay of a training: in the course's pages with a slider over its frames, in a notebook as a film.
 *
 * @throws Error outside a notebook
 */
export function displayReplay({ film, data }: Replay): void {
  const { data: pictures, metadata } = pictureBundle(film);
  writeNew({ data: { ...pictures, [REPLAY_MIME]: data }, metadata });
}

/**
 * Shows rows as a table, columns of numbers flush right. A first column of words names the rows.
 *
 * @param rows all with the same columns, which stand in the order of the first row; numbers are shown in full,
 *   so round them
 * @throws RangeError when there is no row, or one has other columns; Error outside a notebook
 */
export function displayTable(rows: readonly TableRow[]): void {
  writeNew({ data: { 'text/html': tableHtml(rows) }, metadata: {} });
}

/**
 * A player for a sound under the picture of its wave, which plays in a notebook and in the course's pages. Where sound
 * cannot be played, the picture and the sound's name are left. A second takes 8 KB at 8,000 samples a second; a
 * lesson's sounds have 60 KB at most.
 *
 * @throws RangeError when the sound is empty, or an option is out of its range; Error outside a notebook
 */
export function displaySound(
  sound: Sound,
  options: Omit<SoundDisplayOptions, 'columns'> = {},
): void {
  soundOutputs([sound], { width: 400, ...options }).forEach(writeSounds);
}

/**
 * Players for several sounds, each under the picture of its wave, row by row: see {@link displaySound}.
 *
 * @throws RangeError when there is no sound, one is empty, or an option is out of its range; Error outside a notebook
 */
export function displaySounds(sounds: readonly Sound[], options: SoundDisplayOptions = {}): void {
  soundOutputs(sounds, options).forEach(writeSounds);
}

/**
 * A song as a piano roll, with a player for the course's synthesiser and a MIDI file to take away.
 *
 * @throws RangeError when the song has more than 6 tracks, a note is outside it, or an option is out of its range;
 *   Error outside a notebook
 */
export function displayMidi(song: Song, options: MidiDisplayOptions = {}): void {
  writeSounds(songOutput(song, options));
}

/** First the picture, which every program shows, then the players, of which some leave the names alone. */
function writeSounds({ picture, html, text }: SoundOutput): void {
  display(picture);
  writeNew({ data: { 'text/html': html, 'text/plain': text }, metadata: {} });
}

/**
 * A line under the cell that follows a training: give its result to `trainGan` as `onProgress`.
 *
 * `step 46,850 of 93,700 · epoch 50.0 of 100 · 310 steps/s · 2:31 gone, 2:31 left`
 */
export function openProgress(): (progress: Progress) => void {
  const write = overwriting();
  return (progress) => write({ data: { 'text/plain': progressLine(progress) }, metadata: {} });
}

/**
 * The text of {@link openProgress}; at the end of the training its last part is the time taken, `in 5:02`. It says when
 * steps are not compiled, or not in float32.
 */
export function progressLine(progress: Progress): string {
  const { step, totalSteps, epoch, totalEpochs, stepsPerSecond, isCompiled, precisions } = progress;
  const count = (n: number) => n.toLocaleString('en');
  const gone = clock(progress.elapsedMs);
  return [
    `step ${count(step)} of ${count(totalSteps)}`,
    `epoch ${epoch.toFixed(1)} of ${totalEpochs}`,
    `${stepsPerSecond.toFixed(stepsPerSecond < 10 ? 1 : 0)} steps/s`,
    step < totalSteps ? `${gone} gone, ${clock(progress.remainingMs)} left` : `in ${gone}`,
    ...(isCompiled ? [] : ['not compiled']),
    ...precisionNotes(precisions),
  ].join(' · ');
}

/** What a progress says of numbers that are not float32's, in no words or few. */
export function precisionNotes(precisions: readonly Precision[]): string[] {
  if (precisions.every((precision) => precision === 'float32')) return [];
  const names = precisions.map((name) => (name === 'mixed' ? 'mixed precision' : name));
  return [`${names.join(', then ')}${names.length > 1 ? ": not one run's numbers" : ''}`];
}

/** 83,000 ms → `1:23`; from an hour on `1:01:23`; `?` when it is not known. */
export function clock(ms: number): string {
  if (!Number.isFinite(ms)) return '?';
  const seconds = Math.round(ms / 1000);
  const two = (n: number) => String(n % 60).padStart(2, '0');
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes}:${two(seconds)}`;
  return `${Math.floor(minutes / 60)}:${two(minutes)}:${two(seconds)}`;
}

/** What Jupyter's display_data message holds. */
interface Bundle {
  /** By MIME type: base 64 for a picture, text, or plain data for JSON. */
  readonly data: Readonly<Record<string, string | object>>;
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly transient?: { readonly display_id: string };
}

function pictureBundle({ mime, data, alt, width, height }: Picture): Bundle {
  return {
    data: { [mime]: data.toString('base64') },
    metadata: { [mime]: { alt, width, height } },
  };
}

/**
 * Writes first a new output, then in its place; in another run anew,
 * since the place may be gone with the cell's old outputs.
 */
function overwriting(): (bundle: Bundle) => void {
  let run: Writer | undefined;
  let transient: Bundle['transient'];
  return (bundle) => {
    const writer = currentWriter();
    const isNew = writer !== run;
    if (isNew) transient = { display_id: randomUUID() };
    run = writer;
    writer({ ...bundle, transient }, !isNew);
  };
}

/**
 * What a kernel gives to the cell that runs, a new one to each run: writes an output, or over the one of the same id.
 */
type Writer = (bundle: Bundle, update: boolean) => void;

/** The part of tslab's `dist/jupyter.js` that is used here. */
interface TslabJupyter {
  /** Set by a kernel when a cell runs. */
  readonly lastWriteDisplayData?: Writer | null;
}

const JUPYTER_OF_TSLAB = join('tslab', 'dist', 'jupyter.js');

function writeNew(bundle: Bundle): void {
  currentWriter()({ transient: undefined, ...bundle }, false);
}

/** @throws Error outside a notebook */
function currentWriter(): Writer {
  // tslab's public `display` has no metadata, so a picture would lose its alternative text; this lies under it. The
  // kernel that runs the cell may be the course's tslab or one installed elsewhere:
  // it is the one that is loaded and has a writer.
  for (const [file, module] of Object.entries(require.cache)) {
    if (!file.endsWith(JUPYTER_OF_TSLAB)) continue;
    const { lastWriteDisplayData } = module?.exports as TslabJupyter; // that file's exports
    if (lastWriteDisplayData) return lastWriteDisplayData;
  }
  throw new Error(
    'there is no notebook to display in: write the data of the picture to a file instead',
  );
}
