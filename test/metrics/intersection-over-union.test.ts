import assert from 'node:assert/strict';

import { tf } from '../../lib/backend';
import { intersectionOverUnion } from '../../lib/metrics/intersection-over-union';
import { assertClose } from '../assert-close';
import { bits, jaccard } from './vectors';

describe('intersectionOverUnion', () => {
  it('is 1 for equal shapes, and 0 for shapes that share nothing', () => {
    const shapes = bits(1, [5, 27]).reshape([5, 3, 3, 3]);
    assert.equal(intersectionOverUnion(shapes, shapes), 1);
    assert.equal(intersectionOverUnion(tf.tensor2d([[1, 0]]), tf.tensor2d([[0, 1]])), 0);
  });

  it('counts voxels, and takes the mean over pairs', () => {
    const real = tf.tensor2d([[1, 1, 1, 0], [1, 0, 0, 0]]); // prettier-ignore
    const fake = tf.tensor2d([[0, 1, 1, 1], [1, 1, 0, 0]]); // prettier-ignore
    assert.equal(intersectionOverUnion(real, fake), 0.5); // (2/4 + 1/2) / 2
  });

  it('is 1 between two empty shapes, and 0 between an empty one and another', () => {
    const [empty, full] = [tf.zeros([1, 4]), tf.ones([1, 4])];
    assert.equal(intersectionOverUnion(empty, empty), 1);
    assert.equal(intersectionOverUnion(empty, full), 0);
  });

  it('agrees with a slow version', () => {
    const [real, fake] = [bits(1, [30, 40]), bits(2, [30, 40])];
    const others = fake.arraySync();
    const each = real.arraySync().map((shape, i) => 1 - jaccard(shape, others[i]));
    assertClose(intersectionOverUnion(real, fake), each.reduce((a, b) => a + b) / 30, 1e-12);
  });

  it('leaves no tensor behind', () => {
    const shapes = bits(1, [5, 27]);
    const before = tf.memory().numTensors;
    intersectionOverUnion(shapes, shapes);
    assert.equal(tf.memory().numTensors, before);
  });

  it('throws on what has not been cut at a threshold, and on unlike numbers or sizes', () => {
    const shapes = bits(1, [5, 8]);
    assert.throws(() => intersectionOverUnion(shapes, tf.fill([5, 8], 0.25)), {
      name: 'RangeError',
      message: 'expected fake of 0 and 1, but got 0.25',
    });
    assert.throws(() => intersectionOverUnion(shapes, bits(1, [4, 8])), {
      message: 'expected 5 fake shapes, one a real one, but got 4',
    });
    assert.throws(() => intersectionOverUnion(shapes, bits(1, [5, 9])), /but got 8 and 9 numbers/);
  });
});
