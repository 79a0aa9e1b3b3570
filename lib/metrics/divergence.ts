/**
 * Kullback–Leibler divergence Σ p ln(p / q) of two discrete distributions, in nats. 0 when they are equal; infinite
 * when q is 0 somewhere where p is not.
 *
 * @param p probabilities or counts, at least one above 0; scaled to sum to 1
 * @param q the same number of them
 * @throws RangeError when lengths differ, a number is negative or not finite, or all are 0
 */
export function klDivergence(p: ArrayLike<number>, q: ArrayLike<number>): number {
  requireSameLength(p, q);
  const [pNormal, qNormal] = [normalised('p', p), normalised('q', q)];
  return pNormal.reduce((sum, pi, i) => (pi === 0 ? sum : sum + pi * Math.log(pi / qNormal[i])), 0);
}

/**
 * Jensen–Shannon divergence ½ KL(p ‖ m) + ½ KL(q ‖ m) with m = (p + q) / 2, in nats:
 * from 0 (equal) to ln 2 (no overlap).
 *
 * @param p probabilities or counts, at least one above 0; scaled to sum to 1
 * @param q the same number of them
 * @see Goodfellow et al. 2014, "Generative adversarial nets", theorem 1
 */
export function jsDivergence(p: ArrayLike<number>, q: ArrayLike<number>): number {
  requireSameLength(p, q);
  const [pNormal, qNormal] = [normalised('p', p), normalised('q', q)];
  const middle = pNormal.map((pi, i) => (pi + qNormal[i]) / 2);
  return (klDivergence(pNormal, middle) + klDivergence(qNormal, middle)) / 2;
}

function requireSameLength(p: ArrayLike<number>, q: ArrayLike<number>): void {
  if (p.length !== q.length) {
    throw new RangeError(`expected q to have ${p.length} numbers as p has, but got ${q.length}`);
  }
}

function normalised(name: string, values: ArrayLike<number>): number[] {
  const list = Array.from(values);
  const bad = list.find((value) => !(Number.isFinite(value) && value >= 0));
  if (bad !== undefined) {
    throw new RangeError(`expected ${name} to hold finite numbers of at least 0, but got ${bad}`);
  }
  const sum = list.reduce((a, b) => a + b, 0);
  if (sum === 0) throw new RangeError(`expected ${name} to hold a number above 0, but got only 0`);
  return list.map((value) => value / sum);
}
