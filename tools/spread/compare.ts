import { type OtherRuns, readFigure } from '../../lib/experiments/other-runs';
import type { Notebook } from '../notebooks/notebook';
import { figuresOf, isBesideCell } from './figures';
import { type PrintedNumber, printedNumbers } from './printed-numbers';

/** The outputs of a lesson's runs. */
export interface Outputs {
  /** Each with a seed of its own. */
  readonly runs: readonly Notebook[];
  /** With the lesson's seed, and several sets of kernels. */
  readonly sameSeed: readonly Notebook[];
}

/** The numbers that are not the same in all runs, each with its values in those of {@link Outputs.runs}. */
function differingNumbers({ runs, sameSeed }: Outputs): OtherRuns['numbers'] {
  const [all, ofSeed] = [runs, sameSeed].map((notebooks) =>
    notebooks.map((notebook) => new Map(numbersOf(notebook).map((number) => [number.key, number]))),
  );
  const labels = new Map([...all, ...ofSeed].flatMap((numbers) => [...numbers]));
  return [...labels.values()].flatMap(({ key, cell, of }) => {
    const [values, bySeed] = [all, ofSeed].map((maps) =>
      maps.map((numbers) => numbers.get(key)?.value ?? null),
    );
    const isSame = (found: readonly (number | null)[]) => new Set(found).size <= 1;
    if (isSame([...values, ...bySeed])) return [];
    return [{ key, cell, of, values, isOfSeed: isSame(bySeed) }];
  });
}

const numbersOf = (notebook: Notebook): PrintedNumber[] =>
  printedNumbers(notebook).filter(({ cell }) => !isBesideCell(cell));

/** What the runs found, in the form that is kept. */
export function otherRunsOf(
  about: Pick<OtherRuns, 'code' | 'processor' | 'runs'>,
  outputs: Outputs,
): OtherRuns {
  const figures = outputs.runs.map(figuresOf);
  const names = Object.keys(figures[0] ?? {});
  return {
    ...about,
    figures: Object.fromEntries(
      names.map((name) => [name, figures.map((of) => readFigure(of[name]).value)]),
    ),
    numbers: differingNumbers(outputs),
  };
}
