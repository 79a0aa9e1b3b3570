/** Length of each generator's z, and how many of its first numbers choose a category (lib/models). */
export const LATENT = {
  dense: { length: 100, categories: 0 },
  dcgan: { length: 32, categories: 10 },
  dcganContinuous: { length: 32, categories: 0 },
  conditional: { length: 32, categories: 0 },
} as const;

/**
 * A new z, its numbers from N(0, 1): Box and Muller 1958.
 *
 * @param random gives numbers from 0 to below 1, all alike
 */
export const sampleZ = (length: number, random = Math.random): number[] =>
  Array.from(
    { length },
    () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random()),
  );

/** The category that a categorical code makes of z: where the largest of its first numbers stands. */
export function categoryOf(z: readonly number[], categories: number): number {
  const first = z.slice(0, categories);
  return first.indexOf(Math.max(...first));
}

/** The same z with another category: its largest number changes places with the one that is to be the largest. */
export function withCategory(z: readonly number[], categories: number, wanted: number): number[] {
  const changed = [...z];
  const now = categoryOf(z, categories);
  [changed[now], changed[wanted]] = [z[wanted], z[now]];
  return changed;
}

/**
 * A z on the way from a to b, t from 0 to 1: ((1 − t) a + t b) / √((1 − t)² + t²). The root keeps each z a draw from N(0, 1)
 * when a and b are independent ones; on the plain mean the numbers would be too small.
 */
export function between(a: readonly number[], b: readonly number[], t: number): number[] {
  const length = Math.sqrt((1 - t) ** 2 + t ** 2);
  return a.map((value, i) => ((1 - t) * value + t * b[i]) / length);
}
