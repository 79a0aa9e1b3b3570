import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';

import { tf } from '../../lib/backend';
import { usesOneDnn } from '../../lib/backend/tensorflow-settings';
import { Random } from '../../lib/random';
import { assertClose } from '../assert-close';
import { assertFirstGradients, assertSecondGradients, spaced } from '../finite-differences';

type Triple = [number, number, number];

interface Sizes {
  readonly input: Triple;
  readonly filter: Triple;
  readonly strides: Triple;
  readonly channels: number;
  readonly filters: number;
}

const BATCH = 2;
const outputsOf = ({ input, strides }: Sizes) =>
  input.map((length, i) => Math.ceil(length / strides[i])) as Triple; // of three numbers

/** The pairs of output and place in the filter along one axis, with the place in the input that they look at. */
function pairs({ input, filter, strides }: Sizes, axis: number): Triple[] {
  const [length, size, stride] = [input[axis], filter[axis], strides[axis]];
  const outputs = Math.ceil(length / stride);
  const padding = Math.max(0, (outputs - 1) * stride + size - length);
  const all = Array.from({ length: outputs * size }, (_, n): Triple => {
    const [output, tap] = [Math.floor(n / size), n % size];
    return [output, tap, output * stride + tap - Math.floor(padding / 2)];
  });
  return all.filter(([, , place]) => place >= 0 && place < length);
}

/** A convolution with padding 'same' and its two gradients, product by product. */
function plain(size: Sizes, xs: ArrayLike<number>, ws: ArrayLike<number>, dys: ArrayLike<number>) {
  const { input, filter, channels, filters } = size;
  const outputs = outputsOf(size);
  const volume = (sizes: Triple) => sizes[0] * sizes[1] * sizes[2];
  const zeros = (n: number) => new Array<number>(n).fill(0);
  const y = zeros(BATCH * volume(outputs) * filters);
  const dx = zeros(BATCH * volume(input) * channels);
  const dw = zeros(volume(filter) * channels * filters);
  const [depth, height, width] = [0, 1, 2].map((axis) => pairs(size, axis));
  for (let b = 0; b < BATCH; b++)
    for (const [o, t, i] of depth)
      for (const [p, u, j] of height)
        for (const [q, v, k] of width)
          for (let c = 0; c < channels; c++)
            for (let f = 0; f < filters; f++) {
              const inX = (((b * input[0] + i) * input[1] + j) * input[2] + k) * channels + c;
              const inW = (((t * filter[1] + u) * filter[2] + v) * channels + c) * filters + f;
              const inY = (((b * outputs[0] + o) * outputs[1] + p) * outputs[2] + q) * filters + f;
              y[inY] += xs[inX] * ws[inW];
              dx[inX] += dys[inY] * ws[inW];
              dw[inW] += dys[inY] * xs[inX];
            }
  return { y, dx, dw };
}

describe('a convolution of volumes', () => {
  const cube = (n: number): Triple => [n, n, n];
  const cases: Record<string, Sizes> = {
    'of stride 2 in one channel': {
      input: cube(4),
      filter: cube(4),
      strides: cube(2),
      channels: 1,
      filters: 3,
    },
    'of stride 2 in many channels': {
      input: cube(4),
      filter: cube(4),
      strides: cube(2),
      channels: 6,
      filters: 5,
    },
    'by a filter of 3': {
      input: cube(6),
      filter: cube(3),
      strides: cube(2),
      channels: 2,
      filters: 2,
    },
    'by a filter of 5': {
      input: cube(4),
      filter: cube(5),
      strides: cube(2),
      channels: 1,
      filters: 2,
    },
    'that does not see all': {
      input: cube(6),
      filter: cube(2),
      strides: cube(3),
      channels: 1,
      filters: 2,
    },
    'of unlike axes': {
      input: [4, 6, 8],
      filter: [4, 3, 5],
      strides: [2, 3, 4],
      channels: 2,
      filters: 3,
    },
    'of odd size': { input: cube(5), filter: cube(4), strides: cube(2), channels: 1, filters: 2 },
    'of stride 2 along one axis': {
      input: [4, 3, 3],
      filter: cube(3),
      strides: [2, 1, 1],
      channels: 1,
      filters: 2,
    },
    'into one channel': {
      input: [4, 3, 5],
      filter: cube(3),
      strides: cube(1),
      channels: 6,
      filters: 1,
    },
    'into few channels': {
      input: cube(3),
      filter: [5, 3, 1],
      strides: cube(1),
      channels: 5,
      filters: 3,
    },
    'of fewer slices than the filter has': {
      input: [1, 3, 3],
      filter: [5, 3, 3],
      strides: cube(1),
      channels: 5,
      filters: 1,
    },
    'into many channels': {
      input: cube(3),
      filter: cube(3),
      strides: cube(1),
      channels: 2,
      filters: 5,
    },
  };
  for (const [name, size] of Object.entries(cases)) {
    it(`is, with its gradients, what its definition says: ${name}`, () => {
      const { input, filter, strides, channels, filters } = size;
      const random = new Random(1);
      const x = random.normal<tf.Rank.R5>([BATCH, ...input, channels]);
      const w = random.normal<tf.Rank.R5>([...filter, channels, filters]);
      const dy = random.normal<tf.Rank.R5>([BATCH, ...outputsOf(size), filters]);
      const convolve = (a: tf.Tensor, b: tf.Tensor) =>
        tf.conv3d(a as tf.Tensor5D, b as tf.Tensor5D, strides, 'same');
      const expected = plain(size, x.dataSync(), w.dataSync(), dy.dataSync());
      const [dx, dw] = tf.grads(convolve)([x, w], dy);
      assertClose(convolve(x, w).dataSync(), expected.y, 1e-4);
      assertClose(dx.dataSync(), expected.dx, 1e-4);
      assertClose(dw.dataSync(), expected.dw, 1e-4);
      assert.deepEqual([dx.shape, dw.shape], [x.shape, w.shape]);
    });
  }

  const gradients: Record<string, { strides: number; inputs: () => tf.Tensor[] }> = {
    'in one channel': {
      strides: 2,
      inputs: () => [spaced([1, 2, 2, 2, 1]), spaced([4, 4, 4, 1, 2], 1)],
    },
    'into one channel': {
      strides: 1,
      inputs: () => [spaced([1, 2, 2, 2, 2]), spaced([3, 3, 3, 2, 1], 1)],
    },
  };
  for (const [name, { strides, inputs }] of Object.entries(gradients)) {
    it(`has gradients of both orders ${name}`, () => {
      const f = (x: tf.Tensor, w: tf.Tensor) =>
        tf.conv3d(x as tf.Tensor5D, w as tf.Tensor5D, strides, 'same');
      tf.tidy(() => assertFirstGradients(f, inputs()));
      tf.tidy(() => assertSecondGradients(f, inputs()));
    });
  }

  if (usesOneDnn) {
    it('is all that without oneDNN too, in a process of its own', () => {
      const mocha = require.resolve('mocha/bin/mocha.js');
      const env = { ...process.env, TF_ENABLE_ONEDNN_OPTS: '0' };
      execFileSync(process.execPath, [mocha, __filename], { env, stdio: 'pipe' }); // throws on a test that fails
    }).timeout(60_000);
  }
});
