/**
 * `count` places spread evenly over `size`, from the middle of the first part on: what a contact sheet shows of a set.
 */
export function spread(count: number, size: number): number[] {
  return Array.from({ length: count }, (_, i) => Math.floor(((i + 0.5) * size) / count));
}
