import { type OtherRuns, besideOtherRuns } from '../../../lib/experiments/other-runs';
import { expectedRange } from '../../../lib/metrics/estimate';
import { tableHtml } from '../../../lib/table-html';
import { besideCellOf, figuresOf, tableOf } from '../../spread/figures';
import { numbersIn, plainNumber, printedNumbers } from '../../spread/printed-numbers';
import type { Finding } from '../findings';
import { fingerprintOf } from '../freshness';
import { type Cell, type NamedNotebook, type Notebook, codeCellsOf } from '../notebook';
import type { PublicFace } from '../public-face';

/** A sentence that says so may state what only the lesson's own outputs show. */
const MARK = /\bkept run\b/i;

type Found = Omit<Finding, 'notebook'>;

/**
 * What a lesson says of its training beside what other runs found (`npm run spread`): whether they are of the same code, whether
 * the table shows them, and whether each number that is another in another run is said to be of the kept run.
 */
export function checkKeptRun(
  { name, notebook }: NamedNotebook,
  others: OtherRuns | undefined,
  face: PublicFace,
): Finding[] {
  const lesson = name.slice(0, 2);
  const cell = besideCellOf(notebook);
  if (!cell) return [];
  const again = `run npm run spread -- ${lesson}`;
  if (!others) {
    return [{ notebook: name, cell: cell.id, message: `no other runs to stand beside: ${again}` }];
  }
  if (others.code !== fingerprintOf(notebook, face).code) {
    const message = `the code has changed since the other runs were made: ${again}`;
    return [{ notebook: name, cell: cell.id, message }];
  }
  const table = tableHtml(besideOtherRuns(lesson, figuresOf(notebook), others));
  const isStale = tableOf(notebook) !== table;
  const message = `shows other numbers than data/spread/${lesson}.json: run npm run notebooks -- ${lesson}`;
  return [
    ...(isStale ? [{ cell: cell.id, message }] : []),
    ...unmarkedNumbers(notebook, others),
  ].map((found) => ({ notebook: name, ...found }));
}

/** Numbers of the text that another run prints otherwise, in paragraphs that do not say so. */
function unmarkedNumbers(notebook: Notebook, { numbers }: OtherRuns): Found[] {
  const ofRun = new Map(
    numbers.filter(({ isOfSeed }) => !isOfSeed).map((number) => [number.key, number]),
  );
  const printed = printedNumbers(notebook);
  const differing = new Map(
    printed.flatMap(({ key, text }) => {
      const number = ofRun.get(key);
      return number ? [[plainNumber(text), number] as const] : [];
    }),
  );
  const certain = printed.filter(({ key }) => !ofRun.has(key)).map(({ text }) => text);
  const inCode = codeCellsOf(notebook).flatMap(({ source }) => numbersIn(source));
  for (const text of [...certain, ...inCode]) differing.delete(plainNumber(text));
  const texts = notebook.cells.filter(({ cell_type }) => cell_type === 'markdown');
  return texts.flatMap((cell) =>
    paragraphsOf(cell)
      .filter(({ text }) => !MARK.test(text))
      .flatMap(({ line, text }) =>
        numbersIn(text)
          .filter((number) => significantDigits(number) > 1)
          .flatMap((number) => {
            const of = differing.get(plainNumber(number));
            return of ? [{ cell: cell.id, line, message: messageOf(number, of) }] : [];
          }),
      ),
  );
}

/** A number of one digit is often a chance: ½, 1, 0.8. */
const significantDigits = (text: string) =>
  text.replace(/e.*/i, '').replace(/\D/g, '').replace(/^0+/, '').length;

function messageOf(text: string, { cell, of, values }: OtherRuns['numbers'][number]): string {
  const found = values.filter((value): value is number => value !== null);
  const { low, high } = expectedRange(found);
  const short = (value: number) => String(Number(value.toPrecision(3)));
  return (
    `${text} is of this run only (${cell}, ${of}: other runs ${short(Math.min(...found))} to ` +
    `${short(Math.max(...found))}, expected ${short(low)} to ${short(high)}): give the range, or say "in the kept run"`
  );
}

/** Paragraphs and items of lists, with the line at which each begins, from 1. */
function paragraphsOf({ source }: Cell): { line: number; text: string }[] {
  const found: { line: number; text: string }[] = [];
  let isOpen = false;
  source.split('\n').forEach((text, i) => {
    const isNew = !isOpen || /^\s*([-*]|\d+\.) /.test(text);
    isOpen = text.trim() !== '';
    if (!isOpen) return;
    if (isNew) found.push({ line: i + 1, text });
    else found[found.length - 1].text += `\n${text}`;
  });
  return found;
}
