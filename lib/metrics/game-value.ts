/**
 * The best answer of a discriminator at a point where data have density p and fakes density q:
 * D*(x) = p(x) / (p(x) + q(x)). ½ where p = q; NaN where both are 0, since there any answer is as good.
 *
 * @param p density of the data at the point, at least 0
 * @param q density of the generator's output there, at least 0
 * @see Goodfellow et al. 2014, "Generative adversarial nets", proposition 1
 */
export function bestDiscriminator(p: number, q: number): number {
  return p / (p + q);
}

/**
 * The value of the game, V(D, G) = E[ln D(x)] + E[ln(1 − D(G(z)))], by numerical integration of p ln D + q ln(1 − D).
 *
 * It is minus the discriminator's loss L_D. −ln 4 when D is ½ everywhere; against the best D, −ln 4 + 2 JSD(p, q), from
 * −ln 4 (p = q) to 0 (no overlap).
 *
 * @param p densities of the data at points of equal distance
 * @param q densities of the generator's output at the same points
 * @param d the discriminator's probabilities at the same points, in [0, 1]; free where p and q are 0
 * @param dx distance of the points
 * @returns nats, at most 0
 * @throws RangeError when the lists' lengths differ
 * @see Goodfellow et al. 2014, equation 3 and theorem 1
 */
export function gameValue(
  p: readonly number[],
  q: readonly number[],
  d: readonly number[],
  dx: number,
): number {
  if (q.length !== p.length || d.length !== p.length) {
    throw new RangeError(
      `expected q and d to have ${p.length} numbers as p has, but got ${q.length} and ${d.length}`,
    );
  }
  return p.reduce((sum, _, i) => sum + (weighted(p[i], d[i]) + weighted(q[i], 1 - d[i])) * dx, 0);
}

/** Densities below this weigh nothing; where one is so small, D or 1 − D may have been rounded to 0. */
const NEGLIGIBLE = 1e-15;

const weighted = (density: number, probability: number) =>
  density < NEGLIGIBLE ? 0 : density * Math.log(probability);
