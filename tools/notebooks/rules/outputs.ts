import { load } from 'cheerio';
import type { ReplayData } from '../../../lib/figures';
import { REPLAY_MIME } from '../../../lib/replay-mime';
import type { Finding } from '../findings';
import { loadsFromElsewhere } from '../html-loads';
import { isColourPng } from '../png-colours';
import { codeCellsOf, serialiseNotebook } from '../notebook';
import type { CodeCell, DisplayOutput, JsonObject, NamedNotebook, Output } from '../notebook';

export const MAX_IMAGE_BYTES = 100 * 1024;
/** Of grids of pictures in colour, which have three times as many numbers. */
export const MAX_COLOUR_IMAGE_BYTES = 250 * 1024;
/** Of one sound: seven and a half seconds as displaySound writes them. */
export const MAX_SOUND_BYTES = 60 * 1024;
/** An animation holds some twenty pictures, so it may weigh as much as four. */
export const MAX_GIF_BYTES = 400 * 1024;
export const MAX_NOTEBOOK_BYTES = 1024 * 1024;
/** Where sounds or films need it. */
export const MAX_MEDIA_NOTEBOOK_BYTES = 1.5 * 1024 * 1024;

type Found = Omit<Finding, 'notebook'>;

/** Whether the lesson was run from top to bottom, and its outputs are fit to be read. */
export function checkOutputs(lesson: NamedNotebook): Finding[] {
  const { name, notebook } = lesson;
  const cells = codeCellsOf(notebook);
  if (cells.every((cell) => cell.execution_count === null)) {
    return [{ notebook: name, message: 'has not been run' }];
  }
  const found: Found[] = [...checkRun(cells), ...cells.flatMap(checkCellOutputs)];
  if (cells.every(({ outputs }) => outputs.length === 0))
    found.push({ message: 'no cell has an output' });
  const bytes = Buffer.byteLength(serialiseNotebook(notebook));
  const limit = cells.some(hasMedia) ? MAX_MEDIA_NOTEBOOK_BYTES : MAX_NOTEBOOK_BYTES;
  if (bytes > limit) {
    found.push({
      message: `the notebook has ${kilobytes(bytes)}: the limit is ${kilobytes(limit)}`,
    });
  }
  return found.map((finding) => ({ notebook: name, ...finding }));
}

/** Whether a cell shows a film or plays a sound. */
function hasMedia({ outputs }: CodeCell): boolean {
  return outputs.some((output) => {
    if (!('data' in output)) return false;
    return 'image/gif' in output.data || String(output.data['text/html']).includes('<audio');
  });
}

function checkRun(cells: readonly CodeCell[]): Found[] {
  const waiting = cells.filter((cell) => cell.execution_count === null);
  if (waiting.length > 0)
    return waiting.map(({ id }) => ({ cell: id, message: 'the cell has not been run' }));
  const wrong = cells.findIndex((cell, i) => cell.execution_count !== i + 1);
  if (wrong < 0) return [];
  const { id, execution_count: count } = cells[wrong];
  return [
    {
      cell: id,
      message: `expected execution count ${wrong + 1}, but got ${count}: the cells were not run once in order`,
    },
  ];
}

/** What is wrong with the outputs of one cell, whether or not the others have run. */
export function checkCellOutputs({ id, outputs }: CodeCell): Found[] {
  return outputs.flatMap(checkOutput).map((message) => ({ cell: id, message }));
}

function checkOutput(output: Output): string[] {
  if (output.output_type === 'error') return [`failed with ${output.ename}: ${output.evalue}`];
  if (output.output_type === 'stream') {
    return output.name === 'stderr'
      ? [`writes to stderr: ${firstLines(output.text)}`]
      : checkText(output.text);
  }
  return Object.keys(output.data).flatMap((mime) => {
    if (mime === REPLAY_MIME) return checkReplay(output);
    const text = String(output.data[mime]);
    const html = /^(text\/html|image\/svg\+xml)$/.test(mime)
      ? [...checkLoads(text), ...checkSounds(text)]
      : [];
    return [...html, ...(mime.startsWith('image/') ? checkImage(output, mime) : checkText(text))];
  });
}

/** The pages stand alone, and tell nobody who reads them. */
function checkLoads(html: string): string[] {
  return loadsFromElsewhere(load(html, null, false)).map(
    ({ tag, address }) => `an output's <${tag}> with ${address} needs the network`,
  );
}

/** Each sound is heard about before it is heard, and small. */
function checkSounds(html: string): string[] {
  const $ = load(html, null, false);
  return $('audio')
    .toArray()
    .flatMap((element) => {
      const { src = '', 'aria-label': label = '' } = element.attribs;
      const bytes = Buffer.from(src.slice(src.indexOf(',') + 1), 'base64').length;
      const name = label.trim() === '' ? ['a sound has no name'] : [];
      const found = `the sound ${label} has ${kilobytes(bytes)}: the limit is ${kilobytes(MAX_SOUND_BYTES)}`;
      return bytes > MAX_SOUND_BYTES ? [...name, found] : name;
    });
}

/** Without scripts, and outside the pages, readers see the film. */
function checkReplay({ data }: DisplayOutput): string[] {
  const found: string[] = [];
  if (!('image/gif' in data)) found.push('the replay has no film beside it');
  // displayReplay, the only writer of this type, writes nothing else
  const { sheet } = data[REPLAY_MIME] as unknown as ReplayData;
  const bytes = Buffer.from(sheet, 'base64').length;
  if (bytes > MAX_IMAGE_BYTES) {
    found.push(
      `the replay's sheet has ${kilobytes(bytes)}: the limit is ${kilobytes(MAX_IMAGE_BYTES)}`,
    );
  }
  return found;
}

function checkImage({ data, metadata }: DisplayOutput, mime: string): string[] {
  const found: string[] = [];
  const alt = (metadata[mime] as JsonObject | undefined)?.alt;
  if (typeof alt !== 'string' || alt.trim() === '')
    found.push(`the ${mime} output has no alt text`);
  const bytes = Buffer.from(String(data[mime]), mime === 'image/svg+xml' ? 'utf8' : 'base64');
  const limit = imageLimit(bytes, mime);
  if (bytes.length > limit)
    found.push(
      `the ${mime} output has ${kilobytes(bytes.length)}: the limit is ${kilobytes(limit)}`,
    );
  return found;
}

function imageLimit(bytes: Buffer, mime: string): number {
  if (mime === 'image/gif') return MAX_GIF_BYTES;
  return isColourPng(bytes) ? MAX_COLOUR_IMAGE_BYTES : MAX_IMAGE_BYTES;
}

/** A path of the machine that ran the lesson says nothing to a reader, and changes with the machine. */
function checkText(text: string): string[] {
  const path =
    /(?:^|[\s'"`(=:])((?:\/(?:home|root|Users|tmp|private|var|mnt)\/|file:\/\/\/)\S*)/.exec(
      text,
    )?.[1];
  return path === undefined ? [] : [`prints an absolute path: ${path}`];
}

function firstLines(text: string): string {
  return text.trim().split('\n').slice(0, 3).join(' | ').slice(0, 300);
}

export function kilobytes(bytes: number): string {
  return `${Math.ceil(bytes / 1024)} KB`;
}
