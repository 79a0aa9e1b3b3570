import assert from 'node:assert/strict';

import { tf } from '../../lib/backend';
import { Random } from '../../lib/random';
import { assertClose } from '../assert-close';
import { assertFirstGradients, assertSecondGradients, spaced } from '../finite-differences';
import { namesOfCalls } from './calls';

interface Sizes {
  readonly taps: number;
  readonly stride: number;
  readonly length: number;
  readonly channels: number;
}

const BATCH = 2;
const FILTERS = 3;

/** Calls back for each product of a convolution along rows with padding 'same': its places in x, in the filter and in y. */
function eachProduct(
  { taps, stride, length, channels }: Sizes,
  visit: (inX: number, inFilter: number, inY: number) => void,
): void {
  const outputs = Math.ceil(length / stride);
  const padding = Math.max(0, (outputs - 1) * stride + taps - length);
  for (let b = 0; b < BATCH; b++)
    for (let o = 0; o < outputs; o++)
      for (let t = 0; t < taps; t++) {
        const i = o * stride + t - Math.floor(padding / 2);
        if (i < 0 || i >= length) continue;
        for (let c = 0; c < channels; c++)
          for (let f = 0; f < FILTERS; f++)
            visit(
              (b * length + i) * channels + c,
              (t * channels + c) * FILTERS + f,
              (b * outputs + o) * FILTERS + f,
            );
      }
}

describe('a convolution along rows', () => {
  const sizes: Sizes[] = [
    { taps: 25, stride: 4, length: 64, channels: 1 },
    { taps: 25, stride: 4, length: 16, channels: 5 },
    { taps: 9, stride: 4, length: 32, channels: 2 },
    { taps: 5, stride: 2, length: 12, channels: 1 },
    { taps: 4, stride: 2, length: 12, channels: 4 },
    { taps: 16, stride: 5, length: 20, channels: 1 },
    { taps: 3, stride: 4, length: 16, channels: 1 }, // numbers that no filter sees
    { taps: 20, stride: 20, length: 40, channels: 1 },
    { taps: 25, stride: 4, length: 63, channels: 1 }, // no whole number of blocks: TensorFlow's own kernels
    { taps: 25, stride: 1, length: 32, channels: 1 },
  ];
  for (const size of sizes) {
    const { taps, stride, length, channels } = size;
    it(`has the gradients that its definition gives: ${taps} taps, stride ${stride}, [${length}, ${channels}]`, () => {
      const random = new Random(1);
      const x = random.normal<tf.Rank.R3>([BATCH, length, channels]);
      const filter = random.normal<tf.Rank.R3>([taps, channels, FILTERS]);
      const dy = random.normal<tf.Rank.R3>([BATCH, Math.ceil(length / stride), FILTERS]);
      const [xs, ws, dys] = [x, filter, dy].map((tensor) => tensor.dataSync());
      const [dx, dw, y] = [x, filter, dy].map(({ size: n }) => new Array<number>(n).fill(0));
      eachProduct(size, (inX, inFilter, inY) => {
        dx[inX] += dys[inY] * ws[inFilter];
        dw[inFilter] += dys[inY] * xs[inX];
        y[inY] += xs[inX] * ws[inFilter];
      });
      const convolve = (a: tf.Tensor, b: tf.Tensor) =>
        tf.conv1d(a as tf.Tensor3D, b as tf.Tensor3D, stride, 'same');
      const [gradientInX, gradientInFilter] = tf.grads(convolve)([x, filter], dy);
      assertClose(convolve(x, filter).dataSync(), y, 1e-4);
      assertClose(gradientInX.dataSync(), dx, 1e-4);
      assertClose(gradientInFilter.dataSync(), dw, 1e-4);
    });
  }

  it('has gradients of both orders, in few channels and by a long filter', () => {
    const inputs = [spaced([1, 16, 1]), spaced([16, 1, 2], 1)];
    const f = (x: tf.Tensor, w: tf.Tensor) =>
      tf.conv1d(x as tf.Tensor3D, w as tf.Tensor3D, 4, 'same');
    tf.tidy(() => assertFirstGradients(f, inputs));
    tf.tidy(() => assertSecondGradients(f, inputs));
  });

  it('takes rows of images too, but not filters of several rows', () => {
    const random = new Random(2);
    const x = random.normal<tf.Rank.R4>([1, 3, 16, 1]);
    const filter = random.normal<tf.Rank.R4>([1, 16, 1, 2]);
    const both = (v: tf.Tensor4D, strides: [number, number]) =>
      tf.grads((a: tf.Tensor, b: tf.Tensor) =>
        tf.conv2d(a as tf.Tensor4D, b as tf.Tensor4D, strides, 'same'),
      )([v, filter]);
    const [dx, dFilter] = both(x, [1, 4]);
    const rows = tf.split(x, 3, 1).map((row) => both(row as tf.Tensor4D, [1, 4]));
    assertClose(
      dx.dataSync(),
      tf
        .concat(
          rows.map(([row]) => row),
          1,
        )
        .dataSync(),
      1e-5,
    );
    assertClose(dFilter.dataSync(), tf.addN(rows.map(([, part]) => part)).dataSync(), 1e-4);
    const calls = namesOfCalls(() => both(x, [4, 4]));
    assert.ok(!calls.includes('Pad') && !calls.includes('PadV2'));
  });
});
