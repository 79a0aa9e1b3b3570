import type { OtherRuns } from '../../lib/experiments/other-runs';
import type { Notebook } from '../notebooks/notebook';
import { BESIDE_CELL, figuresOf } from './figures';
import { type PrintedNumber, printedNumbers } from './printed-numbers';

/** The numbers that a lesson and its runs printed. */
interface Printed {
  readonly kept: readonly PrintedNumber[];
  /** With other seeds. */
  readonly runs: readonly (readonly PrintedNumber[])[];
  /** With the lesson's own seed, and several sets of kernels. */
  readonly sameSeed: readonly (readonly PrintedNumber[])[];
}

/** The lesson's numbers that are not the same in all runs, each with its values in the runs. */
function differingNumbers({ kept, runs, sameSeed }: Printed): OtherRuns['numbers'] {
  const [byKey, bySeed] = [runs, sameSeed].map((all) =>
    all.map((numbers) => new Map(numbers.map((number) => [number.key, number.value]))),
  );
  return kept.flatMap(({ key, cell, of, text, value }) => {
    const isSame = (maps: typeof byKey) => maps.every((numbers) => numbers.get(key) === value);
    const isOfSeed = isSame(bySeed);
    if (isOfSeed && isSame(byKey)) return [];
    const values = byKey.map((numbers) => numbers.get(key) ?? null);
    return [{ key, cell, of, kept: text, values, isOfSeed }];
  });
}

/** The lesson and its runs, as they stand with their outputs. */
export interface Outputs {
  readonly kept: Notebook;
  readonly runs: readonly Notebook[];
  readonly sameSeed: readonly Notebook[];
}

/** What the runs found, in the form that is kept. */
export function otherRunsOf(
  about: Pick<OtherRuns, 'code' | 'processor' | 'runs'>,
  { kept, runs, sameSeed }: Outputs,
): OtherRuns {
  const figures = runs.map(figuresOf);
  const names = Object.keys(figures[0] ?? {});
  const beside = (number: PrintedNumber) => !number.cell.endsWith(BESIDE_CELL);
  const numbersOf = (notebook: Notebook) => printedNumbers(notebook).filter(beside);
  return {
    ...about,
    figures: Object.fromEntries(
      names.map((name) => [name, figures.map((of) => Number(of[name].replaceAll(',', '')))]),
    ),
    numbers: differingNumbers({
      kept: numbersOf(kept),
      runs: runs.map(numbersOf),
      sameSeed: sameSeed.map(numbersOf),
    }),
  };
}
