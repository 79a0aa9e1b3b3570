import { randomUUID } from 'node:crypto';

import type { Picture } from './figures';
import type { Progress } from './training/loop';

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
  writeDisplay(pictureBundle(picture), 'new');
}

/** A place under the cell whose picture can be overwritten while a cell runs; the page keeps the last one. */
export function openDisplay(): LiveDisplay {
  const write = overwriting();
  return { show: (picture) => write(pictureBundle(picture)) };
}

/** Shows rows as a table. Column names are the keys of the first row. */
export function displayTable(rows: readonly Readonly<Record<string, string | number>>[]): void {
  if (rows.length === 0) throw new RangeError('expected at least 1 row, but got 0');
  const names = Object.keys(rows[0]);
  const cells = (tag: string, values: readonly (string | number)[]) =>
    `<tr>${values.map((value) => `<${tag}>${escapeHtml(String(value))}</${tag}>`).join('')}</tr>`;
  const head = cells('th scope="col"', names).replaceAll('</th scope="col">', '</th>');
  const body = rows
    .map((row) =>
      cells(
        'td',
        names.map((name) => row[name]),
      ),
    )
    .join('');
  const html = `<table><thead>${head}</thead><tbody>${body}</tbody></table>`;
  writeDisplay({ data: { 'text/html': html }, metadata: {} }, 'new');
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

/** The text of {@link openProgress}. */
export function progressLine(progress: Progress): string {
  const count = (n: number) => n.toLocaleString('en');
  return [
    `step ${count(progress.step)} of ${count(progress.totalSteps)}`,
    `epoch ${progress.epoch.toFixed(1)} of ${progress.totalEpochs}`,
    `${progress.stepsPerSecond.toFixed(0)} steps/s`,
    `${clock(progress.elapsedMs)} gone, ${clock(progress.remainingMs)} left`,
  ].join(' · ');
}

/** 83,000 ms → `1:23`. */
export function clock(ms: number): string {
  const seconds = Math.round(ms / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

/** What Jupyter's display_data message holds. */
interface Bundle {
  readonly data: Readonly<Record<string, string>>;
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly transient?: { readonly display_id: string };
}

function pictureBundle({ mime, data, alt, width, height }: Picture): Bundle {
  return {
    data: { [mime]: data.toString('base64') },
    metadata: { [mime]: { alt, width, height } },
  };
}

/** Writes first a new output, then in its place. */
function overwriting(): (bundle: Bundle) => void {
  const transient = { display_id: randomUUID() };
  let mode: 'new' | 'update' = 'new';
  return (bundle) => {
    writeDisplay({ ...bundle, transient }, mode);
    mode = 'update';
  };
}

function writeDisplay(bundle: Bundle, mode: 'new' | 'update'): void {
  // tslab's public display has no metadata, so a picture would lose its alternative text; this is what lies under it. A
  // kernel started anywhere in the course runs the course's own tslab (its main.js looks for it), so this is the instance.
  // Loaded here, since loading it outside a kernel would cost a second.
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- what is needed at the moment it is needed
  const { lastWriteDisplayData } = require('tslab/dist/jupyter') as {
    lastWriteDisplayData: ((bundle: Bundle, update: boolean) => void) | null;
  };
  if (!lastWriteDisplayData) {
    throw new Error(
      'there is no notebook to display in: write the data of the picture to a file instead.',
    );
  }
  lastWriteDisplayData({ transient: undefined, ...bundle }, mode === 'update');
}

const escapeHtml = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
