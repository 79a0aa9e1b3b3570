import assert from 'node:assert/strict';

import { mixtureDensity } from '../../lib/data/points';
import { jsDivergence } from '../../lib/metrics/divergence';
import { bestDiscriminator, gameValue } from '../../lib/metrics/game-value';
import { assertClose } from '../assert-close';

const dx = 0.01;
const grid = Array.from({ length: 1600 }, (_, i) => -6 + i * dx); // holds all but 1e-12 of p and of p moved by 4
const p = grid.map(mixtureDensity);
const moved = (shift: number) => grid.map((x) => mixtureDensity(x - shift));
const best = (q: readonly number[]) => p.map((pi, i) => bestDiscriminator(pi, q[i]));

describe('bestDiscriminator', () => {
  it('is ½ where both densities are the same', () => {
    assert.equal(bestDiscriminator(0.3, 0.3), 0.5);
  });

  it('is 1 where only data are, and 0 where only fakes are', () => {
    assert.equal(bestDiscriminator(0.3, 0), 1);
    assert.equal(bestDiscriminator(0, 0.3), 0);
  });

  it('is the d with the greatest p ln d + q ln(1 − d)', () => {
    const [pi, qi] = [0.3, 0.1];
    const term = (d: number) => pi * Math.log(d) + qi * Math.log(1 - d);
    const d = bestDiscriminator(pi, qi);
    for (let other = 0.01; other < 1; other += 0.01) assert.ok(term(other) <= term(d));
  });
});

describe('gameValue', () => {
  it('is −ln 4 when D is ½ everywhere, whatever G does', () => {
    const half = grid.map(() => 0.5);
    // ∫ (p + q) ln ½ = −2 ln 2
    for (const shift of [0, 1, 4]) assertClose(gameValue(p, moved(shift), half, dx), -Math.log(4));
  });

  it('is −ln 4 + 2 JSD for the best D', () => {
    for (const shift of [0, 0.5, 1, 2, 4]) {
      const q = moved(shift);
      const expected = -Math.log(4) + 2 * jsDivergence(p, q);
      assertClose(gameValue(p, q, best(q), dx), expected, 1e-9);
    }
  });

  it('is less for every other D', () => {
    const q = moved(1);
    const value = gameValue(p, q, best(q), dx);
    for (const error of [-0.2, -0.01, 0.01, 0.2]) {
      const other = best(q).map((d) => d + error * d * (1 - d)); // stays in [0, 1]
      assert.ok(gameValue(p, q, other, dx) < value);
    }
  });

  it('is 0 when the best D meets fakes that overlap nowhere', () => {
    assertClose(gameValue([1, 0], [0, 1], [1, 0], 1), 0);
  });

  it('is the logarithm of the weight of each bump for a generator that makes one bump only', () => {
    // p = 0.6 a + 0.4 b with a and b apart, q = b: D* is 1 on a and 0.4 / 1.4 on b.
    const value = gameValue([0.6, 0.4], [0, 1], [1, 0.4 / 1.4], 1);
    assertClose(value, 0.4 * Math.log(0.4 / 1.4) + Math.log(1 / 1.4));
  });

  it('throws on lists of unlike length', () => {
    assert.throws(() => gameValue([1, 2], [1, 2], [0.5], 1), {
      message: 'expected q and d to have 2 numbers as p has, but got 2 and 1',
    });
  });
});
