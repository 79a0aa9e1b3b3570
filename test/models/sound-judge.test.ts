import assert from 'node:assert/strict';

import { buildSoundJudge } from '../../lib/models/sound-judge';

const build = (inputShape: readonly number[]) =>
  buildSoundJudge({ inputShape, numOutputs: 5, seed: 1 });

describe('buildSoundJudge', () => {
  it('sees a clip of 4,096 samples as a picture of 64 moments and 32 bands', () => {
    const model = build([4096, 1]);
    assert.deepEqual(model.getLayer('spectrogram').outputShape, [null, 64, 32, 1]);
    // blocks halve 64×32 until 4 moments are left
    assert.deepEqual(model.getLayer('block_3_pool').outputShape, [null, 4, 2, 64]);
    const conv = (channels: number, filters: number) => (9 * channels + 1) * filters;
    const dense = (from: number, to: number) => (from + 1) * to;
    assert.equal(
      model.countParams(),
      conv(1, 16) + conv(16, 32) + conv(32, 64) + conv(64, 64) + dense(512, 64) + dense(64, 5),
    );
  });

  it('throws on what is no sound', () => {
    assert.throws(() => build([32, 32, 3]), /expected sounds of shape \[batch, length, 1\]/);
  });
});
