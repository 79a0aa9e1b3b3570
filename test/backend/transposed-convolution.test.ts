import assert from 'node:assert/strict';

import { tf } from '../../lib/backend';
import { Random } from '../../lib/random';
import { assertClose } from '../assert-close';

/** A transposed convolution of stride 2 with padding 'same', pixel by pixel from its definition. */
function plain(x: tf.Tensor4D, filter: tf.Tensor4D): number[] {
  const [batch, rows, columns, n] = x.shape;
  const [height, width, m] = filter.shape;
  const [xs, ks] = [x.dataSync(), filter.dataSync()];
  // Of a convolution from 2 rows to rows, TensorFlow puts the smaller half of the padding first.
  const before = (size: number) => Math.floor((size - 2) / 2);
  const y = new Array<number>(batch * 4 * rows * columns * m).fill(0);
  for (let b = 0; b < batch; b++)
    for (let i = 0; i < rows; i++)
      for (let j = 0; j < columns; j++)
        for (let u = 0; u < height; u++)
          for (let v = 0; v < width; v++) {
            const [row, column] = [2 * i + u - before(height), 2 * j + v - before(width)];
            if (row < 0 || row >= 2 * rows || column < 0 || column >= 2 * columns) continue;
            for (let c = 0; c < m; c++)
              for (let k = 0; k < n; k++)
                y[((b * 2 * rows + row) * 2 * columns + column) * m + c] +=
                  xs[((b * rows + i) * columns + j) * n + k] *
                  ks[((u * width + v) * m + c) * n + k];
          }
  return y;
}

describe('a transposed convolution of stride 2', () => {
  const sizes = [
    [5, 5, 1],
    [4, 4, 1],
    [3, 3, 1],
    [2, 2, 2],
    [5, 3, 3],
    [4, 5, 4],
    [5, 5, 8], // TensorFlow's own kernel
    [6, 6, 1],
  ];
  for (const [height, width, m] of sizes) {
    it(`is what its definition says, for filters of ${height}×${width} into ${m} channels`, () => {
      const random = new Random(1);
      const x = random.normal<tf.Rank.R4>([2, 3, 4, 5]);
      const filter = random.normal<tf.Rank.R4>([height, width, m, 5]);
      const y = tf.conv2dTranspose(x, filter, [2, 6, 8, m], 2, 'same');
      assert.deepEqual(y.shape, [2, 6, 8, m]);
      assertClose(y.dataSync(), plain(x, filter), 1e-4);
    });
  }

  it('is right for an odd number of rows', () => {
    // The adjoint of the convolution: the sums of y · conv(x) and of transposed(y) · x are the same.
    const random = new Random(2);
    const x = random.normal<tf.Rank.R4>([1, 5, 7, 1]);
    const filter = random.normal<tf.Rank.R4>([5, 5, 1, 2]);
    const y = random.normal<tf.Rank.R4>([1, 3, 4, 2]);
    const forward = tf.sum(tf.mul(tf.conv2d(x, filter, 2, 'same'), y)).dataSync()[0];
    const back = tf.conv2dTranspose(y, filter, [1, 5, 7, 1], 2, 'same');
    assertClose(tf.sum(tf.mul(back, x)).dataSync()[0], forward, 1e-4);
  });
});
