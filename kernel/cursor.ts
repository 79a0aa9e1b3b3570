// Jupyter counts the cursor in characters of Unicode since version 5.2 of its protocol; JavaScript counts in units of
// UTF-16, of which an emoji or 𝒢 has two.

/** Jupyter's place in the code as JavaScript's. */
export function fromCharacters(code: string, numCharacters: number): number {
  return [...code].slice(0, numCharacters).join('').length;
}

/** JavaScript's place in the code as Jupyter's. */
export function toCharacters(code: string, numUnits: number): number {
  return [...code.slice(0, numUnits)].length;
}
