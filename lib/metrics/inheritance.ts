/** Of each example its class in some attributes, by their names. */
export type Readings = Readonly<Record<string, ArrayLike<number>>>;

/**
 * Where the attributes of children come from: the share of all attributes of all children, 0..1, that one of their
 * parents has too. Unrelated faces share some by chance, so measure that beside it.
 *
 * @param children attributes of n children
 * @param parents the same attributes of the n parents of the first kind, of the second, …
 * @throws RangeError when attributes or numbers differ, or there are none
 */
export function inheritedShare(children: Readings, parents: readonly Readings[]): number {
  const names = Object.keys(children);
  const counts = [children, ...parents].flatMap((each) => names.map((name) => each[name]?.length));
  if (counts.length === 0 || !counts[0] || new Set(counts).size !== 1) {
    throw new RangeError(
      `expected the same attributes of as many children and parents, but got ${counts.join(', ')} of ${names}`,
    );
  }
  const shares = names.map((name) => {
    const own = Array.from(children[name]);
    return own.filter((value, i) => parents.some((each) => each[name][i] === value)).length / own.length; // prettier-ignore
  });
  return shares.reduce((a, b) => a + b, 0) / shares.length;
}
