import assert from 'node:assert/strict';

import { tf } from '../../lib/backend';
import { loadedOnce } from '../../lib/experiments/loaded-once';

describe('loadedOnce', () => {
  it('loads at the first call alone', () => {
    let numLoads = 0;
    const load = loadedOnce(() => ({ number: ++numLoads }));
    assert.equal(numLoads, 0);
    assert.equal(load(), load());
    assert.equal(numLoads, 1);
  });

  it('has tensors that live on after the tidy in which they were loaded', () => {
    const load = loadedOnce(() => ({
      parts: [{ x: tf.tensor1d([1, 2]), bytes: new Uint8Array(3) }],
      none: undefined,
    }));
    const sum = tf.tidy(() => tf.sum(load().parts[0].x).dataSync()[0]);
    assert.equal(sum, 3);
    assert.deepEqual(Array.from(load().parts[0].x.dataSync()), [1, 2]);
    load().parts[0].x.dispose();
  });
});
