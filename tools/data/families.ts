/**
 * Numbers families: those that are alike, or have others in between of which each is alike to the next.
 *
 * @returns of each its family, in the order in which families come first
 */
export function familiesOf(count: number, areAlike: (i: number, j: number) => boolean): Int16Array {
  const families = new Int16Array(count).fill(-1);
  let next = 0;
  for (let i = 0; i < count; i++) {
    if (families[i] !== -1) continue;
    const queue = [i];
    for (let one = queue.pop(); one !== undefined; one = queue.pop()) {
      families[one] = next;
      for (let j = 0; j < count; j++) {
        if (families[j] === -1 && areAlike(one, j)) queue.push(j);
      }
    }
    next++;
  }
  return families;
}

/** Share of the cells in common, of those that either has; each is 0 or 1. */
export function overlapOf(a: Uint8Array, b: Uint8Array): number {
  let [both, either] = [0, 0];
  for (let i = 0; i < a.length; i++) {
    both += a[i] & b[i];
    either += a[i] | b[i];
  }
  return both / either;
}
