import type { Random } from '../random';

/**
 * Places of examples in a random order: so many of each label, and all others.
 *
 * @param countOf how many of a label are wanted
 */
export function fewOfEach(
  labels: readonly number[],
  countOf: (label: number) => number,
  random: Random,
): { readonly few: number[]; readonly rest: number[] } {
  const taken = new Map<number, number>();
  const [few, rest]: [number[], number[]] = [[], []];
  for (const place of random.permutation(labels.length)) {
    const label = labels[place];
    const before = taken.get(label) ?? 0;
    taken.set(label, before + 1);
    (before < countOf(label) ? few : rest).push(place);
  }
  return { few, rest };
}
