import { load } from 'cheerio';

import { type Notebook, type Output, codeCellsOf } from '../notebooks/notebook';

/** A number that a cell printed. */
export interface PrintedNumber {
  /** The same in each run of the lesson: cell, output, line or row, and place in it. */
  readonly key: string;
  readonly cell: string;
  /** What it is of: the line around it, or row and column. */
  readonly of: string;
  /** As printed, such as `−1,234.5`. */
  readonly text: string;
  readonly value: number;
}

const NUMBER = /(?<![\w.])[-−+]?\d[\d,]*(?:\.\d+)?(?:e[-+]?\d+)?/gi;
/** Times on the clock say nothing of a training's result. */
const CLOCK = /\b(minutes?|seconds?|steps\/s|ms)\b/i;

/** The numbers in a text, as written. */
export const numbersIn = (text: string): string[] => text.match(NUMBER) ?? [];

/** A number without what is only for the eye: `−1,234.50` → `-1234.50`. */
export const plainNumber = (text: string): string =>
  text.replaceAll(',', '').replace('−', '-').replace('+', '');

/** All numbers that the cells of a notebook printed as text or in tables, but for times. */
export function printedNumbers(notebook: Notebook): PrintedNumber[] {
  return codeCellsOf(notebook).flatMap(({ id, outputs }) =>
    outputs.flatMap((output, i) =>
      textsOf(output).flatMap(({ key, of, text }) =>
        CLOCK.test(of)
          ? []
          : numbersIn(text).map((number, n) => ({
              key: [id, i, key, n].join('/'),
              cell: id,
              of,
              text: number,
              value: Number(plainNumber(number)),
            })),
      ),
    ),
  );
}

interface Text {
  readonly key: string;
  readonly of: string;
  readonly text: string;
}

function textsOf(output: Output): Text[] {
  if (output.output_type === 'stream') {
    return output.text
      .split('\n')
      .map((text, line) => ({ key: `${line}`, of: wordsOf(text), text }));
  }
  const html = output.output_type === 'error' ? undefined : output.data['text/html'];
  return typeof html === 'string' ? tableTexts(html) : [];
}

/** A line with a dot for each number. */
const wordsOf = (line: string) => line.replace(NUMBER, '·').trim().slice(0, 80);

/** The rows of an HTML table as lists of texts, the head first. */
export function tableRows(html: string): string[][] {
  const $ = load(html);
  return $('tr')
    .toArray()
    .map((row) =>
      $(row)
        .children()
        .toArray()
        .map((cell) => $(cell).text()),
    );
}

function tableTexts(html: string): Text[] {
  const [head, ...rows] = tableRows(html);
  return rows.flatMap(([name, ...cells], r) =>
    cells.map((text, c) => ({ key: `${r}/${c}`, of: `${name} · ${head[c + 1]}`, text })),
  );
}
