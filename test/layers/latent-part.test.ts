import assert from 'node:assert/strict';

import { tf } from '../../lib/backend';
import { latentPart } from '../../lib/layers';
import { assertFirstGradients, spaced } from '../finite-differences';
import { assertCompiles } from './compiled';
import { rebuilt } from './rebuilt';

const apply = (layer: tf.layers.Layer, x: tf.Tensor) => layer.apply(x) as tf.Tensor;

describe('latentPart', () => {
  const z = tf.tensor2d([[1, 2, 3, 4], [5, 6, 7, 8]]); // prettier-ignore

  it('gives some of the numbers of each vector', () => {
    const part = apply(latentPart({ start: 1, size: 2 }), z);
    assert.deepEqual(part.arraySync(), [[2, 3], [6, 7]]); // prettier-ignore
  });

  it('has the gradients that finite differences give, and is compiled with them', () => {
    const x = spaced([2, 4]);
    assertFirstGradients((each) => apply(latentPart({ start: 1, size: 2 }), each), [x]);
    assertCompiles(() => latentPart({ start: 1, size: 2 }), [x]);
  });

  it('comes back from a saved network as it was', async () => {
    const copy = await rebuilt(latentPart({ start: 1, size: 2, inputShape: [4] }));
    assert.deepEqual(apply(copy, z).arraySync(), [[2, 3], [6, 7]]); // prettier-ignore
  });

  it('throws on vectors that are too short', () => {
    assert.throws(
      () => apply(latentPart({ start: 3, size: 2 }), tf.input({ shape: [4] }) as never),
      {
        name: 'RangeError',
        message: 'expected vectors [batch, at least 5], but got [,4]',
      },
    );
  });
});
