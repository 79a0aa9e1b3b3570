import assert from 'node:assert/strict';

import { tf } from '../../lib/backend';
import { frameDifferences } from '../../lib/layers';
import { assertClose } from '../assert-close';
import { spaced } from '../finite-differences';
import { assertCompiles } from './compiled';
import { rebuilt } from './rebuilt';

describe('frameDifferences', () => {
  const build = () => frameDifferences({ name: 'moves', first: 0.5, second: 2, inputShape: [4, 1] }); // prettier-ignore

  it('puts changes and their changes beside each frame, in their scales', () => {
    const y = build().apply(tf.tensor3d([1, 2, 4, 9], [1, 4, 1])) as tf.Tensor;
    assertClose(y.dataSync(), [1, 0, 0, 2, 2, 0, 4, 4, 0.5, 9, 10, 1.5], 1e-6);
  });

  it('is made anew from what is saved', async () => {
    const again = await rebuilt(build());
    const x = spaced([2, 4, 1]);
    assert.deepEqual((again.apply(x) as tf.Tensor).dataSync(), (build().apply(x) as tf.Tensor).dataSync()); // prettier-ignore
  });

  it('compiles', () => assertCompiles(build, [spaced([2, 4, 1])]));

  it('throws on a scale of 0, and on two frames', () => {
    assert.throws(() => frameDifferences({ name: 'moves', first: 0, second: 1 }), /first/);
    const layer = frameDifferences({ name: 'moves', first: 1, second: 1 });
    assert.throws(() => layer.apply(tf.input({ shape: [2, 5] })), /expected sequences \[batch, at least 3 frames, channels\], but got \[,2,5\]/); // prettier-ignore
  });
});
