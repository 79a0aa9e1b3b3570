import assert from 'node:assert/strict';

import { tf } from '../../lib/backend';
import { energyDistance } from '../../lib/metrics/energy-distance';
import { assertClose } from '../assert-close';
import { mean } from './mean';
import { euclidean, normal } from './vectors';

/** On a line it is 2 ∫ (F − G)², of the two staircases of shares: Székely and Rizzo 2013, section 3. */
function lineDistance(a: readonly number[], b: readonly number[]): number {
  const places = [...a, ...b].sort((x, y) => x - y);
  const share = (set: readonly number[], x: number) => mean(set.map((v) => (v <= x ? 1 : 0)));
  const gaps = places.slice(1).map((x, i) => x - places[i]);
  const terms = gaps.map((gap, i) => gap * (share(a, places[i]) - share(b, places[i])) ** 2);
  return 2 * terms.reduce((sum, term) => sum + term);
}

describe('energyDistance', () => {
  it('is 2 |x − y| between two points', () => {
    assert.equal(energyDistance(tf.tensor2d([[0, 0]]), tf.tensor2d([[3, 4]])), 10);
  });

  it('is what its terms are', () => {
    // {0, 2} and {1}: E|X − Y| = 1, E|X − X′| = (0 + 2 + 2 + 0) / 4, E|Y − Y′| = 0
    assert.equal(energyDistance(tf.tensor2d([[0], [2]]), tf.tensor2d([[1]])), 1);
  });

  it('agrees with the closed form on a line', () => {
    const [a, b] = [normal(1, [60, 1]), normal(2, [50, 1], 0.5, 2)];
    const [x, y] = [a, b].map((set) => Array.from(set.dataSync()));
    assertClose(energyDistance(a, b), lineDistance(x, y), 1e-9);
  });

  it('agrees with a slow version in several dimensions', () => {
    const [a, b] = [normal(1, [40, 3]), normal(2, [30, 3], 1)];
    const between = (p: tf.Tensor2D, q: tf.Tensor2D) => {
      const others = q.arraySync();
      return mean(p.arraySync().flatMap((x) => others.map((y) => euclidean(x, y))));
    };
    const expected = 2 * between(a, b) - between(a, a) - between(b, b);
    assertClose(energyDistance(a, b), expected, 1e-9);
  });

  it('is 0 for a set with itself, in another order too', () => {
    const a = normal(1, [40, 3]);
    assertClose(energyDistance(a, tf.reverse(a, 0)), 0, 1e-12);
  });

  it('is small for another set of the distribution, and large for a collapsed one', () => {
    const real = normal(1, [300, 2]);
    const fresh = energyDistance(real, normal(2, [300, 2]));
    const collapsed = energyDistance(real, tf.zeros([300, 2]));
    // by chance 2 E‖X − X′‖ / n; the distance of two normal points in the plane is √π on average
    assertClose(fresh, (2 * Math.sqrt(Math.PI)) / 300, 0.02);
    // 2 E‖X‖ − E‖X − X′‖ with E‖X‖ = √(π/2)
    assertClose(collapsed, 2 * Math.sqrt(Math.PI / 2) - Math.sqrt(Math.PI), 0.1);
  });

  it('leaves no tensor behind', () => {
    const a = normal(1, [40, 3]);
    const before = tf.memory().numTensors;
    energyDistance(a, a);
    assert.equal(tf.memory().numTensors, before);
  });

  it('throws on vectors of unlike width, and on numbers that are not finite', () => {
    const a = normal(1, [4, 3]);
    assert.throws(() => energyDistance(a, normal(1, [4, 2])), RangeError);
    assert.throws(() => energyDistance(a, tf.fill([4, 3], Infinity)), /but got Infinity/);
  });
});
