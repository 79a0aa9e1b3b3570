import { type Cell, type Notebook, codeCellsOf } from '../notebooks/notebook';

/** How a run of a lesson differs from the lesson. */
export interface Change {
  /** Literals of the lesson's options, by name, such as `{ seed: '2' }`. */
  readonly set: Readonly<Record<string, string>>;
  /** The last cell that runs. Default: the lesson's last. */
  readonly until?: string;
  /** The exercise whose solution's code runs at the end. */
  readonly exercise?: number;
}

/**
 * The lesson with other options.
 *
 * @throws RangeError when there is no such option, cell or exercise
 */
export function variantOf(notebook: Notebook, { set, until, exercise }: Change): Notebook {
  const cells = notebook.cells.slice(0, endOf(notebook, until));
  const options = optionsCell(notebook);
  const changed = Object.entries(set).reduce(withOption, options.source);
  const added = exercise === undefined ? [] : [solutionCell(notebook, exercise)];
  return {
    ...notebook,
    cells: [
      ...cells.map((cell): Cell => (cell.id === options.id ? { ...cell, source: changed } : cell)),
      ...added,
    ],
  };
}

/** What the lesson's options say of one, such as its seed. */
export function optionOf(notebook: Notebook, name: string): string {
  const { source } = optionsCell(notebook);
  return optionIn(source, name)[2];
}

function optionsCell(notebook: Notebook): Cell {
  const cell = codeCellsOf(notebook).find(({ id }) => id.endsWith('-setup-options'));
  if (cell) return cell;
  throw new RangeError('expected a code cell …-setup-options with the options, but found none');
}

const withOption = (source: string, [name, value]: [string, string]) => {
  const [whole, before] = optionIn(source, name);
  return source.replace(whole, () => before + value);
};

/** `name: value` in the source of the options: the whole, what is before the value, and the value. */
function optionIn(source: string, name: string): RegExpMatchArray {
  const found = [...source.matchAll(new RegExp(`(\\b${name}: )([^,}\\n]+?)(?=\\s*[,}\\n])`, 'g'))];
  if (found.length === 1) return found[0];
  throw new RangeError(`expected one ${name}: … in the options, but found ${found.length}`);
}

function endOf({ cells }: Notebook, until: string | undefined): number {
  if (until === undefined) return cells.length;
  const last = cells.findIndex(({ id }) => id === until);
  if (last >= 0) return last + 1;
  throw new RangeError(`expected the id of a cell, but got ${until}`);
}

/** The code in the solution of an exercise, as a cell. */
function solutionCell({ cells }: Notebook, exercise: number): Cell {
  const text = cells.find(({ id }) => id.endsWith('-exercises'))?.source ?? '';
  const own = text
    .split(/^(?=### \d+\.|\d+\. )/m)
    .find((part) => /\d+/.exec(part)?.[0] === String(exercise));
  const source = own && /```ts\n([^]*?)```/.exec(own)?.[1];
  if (source === undefined) {
    throw new RangeError(`expected code in the solution of exercise ${exercise}, but found none`);
  }
  const id = `exercise-${exercise}`;
  return { cell_type: 'code', id, metadata: {}, source, execution_count: null, outputs: [] };
}
