/**
 * The area under the receiver operating characteristic: the share of pairs, one of each kind, of which the second kind
 * has the larger number; half for a tie. 1 where a threshold tells the kinds apart, 0.5 by chance.
 *
 * @param lower numbers of the kind that should have the smaller ones
 * @param higher numbers of the other
 * @throws RangeError when there are none of a kind
 * @see Hanley and McNeil 1982, "The meaning and use of the area under a receiver operating characteristic (ROC) curve"
 */
export function areaUnderCurve(lower: ArrayLike<number>, higher: ArrayLike<number>): number {
  if (lower.length === 0 || higher.length === 0) {
    throw new RangeError(
      `expected numbers of both kinds, but got ${lower.length} and ${higher.length}`,
    );
  }
  let won = 0;
  for (const a of Array.from(lower)) {
    for (const b of Array.from(higher)) won += b > a ? 1 : b === a ? 0.5 : 0;
  }
  return won / (lower.length * higher.length);
}
