import assert from 'node:assert/strict';

import { tf } from '../../lib/backend';
import { drawImageGrid } from '../../lib/figures';
import { differingShare } from './snapshot';

describe('differingShare', () => {
  it('is 0 for the same picture a little darker', () => {
    assert.equal(differingShare(grey(0.5, 8), grey(0.4, 8)), 0); // 26 of 255 apart
  });

  it('is the part that has another colour', () => {
    assert.equal(differingShare(grey(0, 8), grey(1, 8)), 1); // without a gap the image is all there is
  });

  it('is 1 for pictures of different sizes', () => {
    assert.equal(differingShare(grey(0, 8), grey(0, 9)), 1);
  });
});

function grey(value: number, size: number): Buffer {
  const image = tf.fill<tf.Rank.R4>([1, size, size, 1], value);
  const { data } = drawImageGrid(image, { gap: 0 });
  image.dispose();
  return data;
}
