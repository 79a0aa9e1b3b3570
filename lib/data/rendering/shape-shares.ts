import type { Choices } from '../choices';

/** One family in the main, and something of the others. */
export function familyShares(pick: Choices): [number, number, number] {
  const main = pick.integer(0, 2);
  const others = [pick.between(0, 0.35), pick.between(0, 0.35)];
  const sum = 1 + others[0] + others[1];
  const shares: [number, number, number] = [1 / sum, others[0] / sum, others[1] / sum];
  [shares[0], shares[main]] = [shares[main], shares[0]];
  return shares;
}

/** How much of each sex's shape. */
export const sexShares = (sex: number) =>
  [
    ['female', 1 - sex],
    ['male', sex],
  ] as const;

/** How much of each age's shape: of two that are next to each other. */
export const ageShares = (age: number) =>
  [
    ['child', Math.max(0, 1 - 2 * age)],
    ['young', 1 - Math.abs(2 * age - 1)],
    ['old', Math.max(0, 2 * age - 1)],
  ] as const;
