/** Red, green and blue of a colour such as `#0072b2`, 0 to 255. */
export function partsOf(colour: string): number[] {
  return [1, 3, 5].map((i) => parseInt(colour.slice(i, i + 2), 16));
}

/** The CSS colour that lies a part of the way, 0 to 1, from one colour to another. */
export function mixColours(from: string, to: string, part: number): string {
  const ends = partsOf(to);
  const parts = partsOf(from).map((start, i) => Math.round(start + part * (ends[i] - start)));
  return `rgb(${parts.join(', ')})`;
}
