import { tf } from '../../lib/backend';
import {
  graphAggregation,
  instanceNormalization,
  phaseShuffle,
  relationalGraphConvolution,
  selfAttention,
  upSampling,
} from '../../lib/layers';
import { positive, spaced, type TensorFunction } from '../finite-differences';

const matrix = () => spaced([3, 4]);
const images = () => spaced([1, 4, 4, 2]);
const apply = (layer: tf.layers.Layer, x: tf.Tensor) => layer.apply(x) as tf.Tensor;
const pad2 =
  (mode: 'reflect' | 'symmetric'): TensorFunction =>
  (x) =>
    tf.mirrorPad(
      x as tf.Tensor4D,
      [
        [0, 0],
        [1, 1],
        [1, 0],
        [0, 0],
      ],
      mode,
    );

/** A differentiable function and the numbers to try it on. */
export interface Case {
  readonly f: TensorFunction;
  readonly inputs: () => tf.Tensor[];
  /** What the second gradient throws, where there is none. */
  readonly second?: RegExp;
}
const unary = (f: TensorFunction, x: () => tf.Tensor = matrix): Case => ({
  f,
  inputs: () => [x()],
});
const binary = (f: TensorFunction, a: number[], b: number[]): Case => ({
  f,
  inputs: () => [spaced(a), positive(b, 1)],
});

const layerNormalization = tf.layers.layerNormalization();
const channelNormalization = tf.layers.layerNormalization();
const imageNormalization = tf.layers.layerNormalization({ axis: [1, 2, 3] });
const gru = tf.layers.gru({ units: 3, recurrentActivation: 'sigmoid' });
const attention = selfAttention({ seed: 1 });
attention.build([1, 4, 4, 2]);
attention.setWeights([...attention.getWeights().slice(0, 4), tf.scalar(1)]); // γ, which starts at 0
const graphConvolution = relationalGraphConvolution({ units: 2, seed: 1 });
const aggregation = graphAggregation({ units: 2, seed: 1 });
const batchNormalization = tf.layers.batchNormalization({ inputShape: [4, 4, 2] });

/** What the lessons' networks and losses are made of. */
export const OPERATIONS: Record<string, Case> = {
  matMul: binary((a, b) => tf.matMul(a, b), [3, 4], [4, 2]),
  'matMul of transposes': binary((a, b) => tf.matMul(a, b, true, true), [4, 3], [2, 4]),
  'matMul in batches': binary((a, b) => tf.matMul(a, b), [2, 3, 4], [2, 4, 2]),
  dense: {
    f: (x, w, b) => tf.tanh(tf.add(tf.matMul(x, w), b)),
    inputs: () => [spaced([3, 4]), spaced([4, 2], 1), spaced([2], 2)],
  },
  'fused.matMul': {
    f: (a, b, bias) => tf.fused.matMul({ a: a as tf.Tensor2D, b: b as tf.Tensor2D, bias }),
    inputs: () => [spaced([3, 4]), spaced([4, 2], 1), spaced([2], 2)],
  },
  add: binary((a, b) => tf.add(a, b), [3, 4], [4]),
  'add to channels': binary((a, b) => tf.add(a, b), [1, 2, 2, 3], [1, 1, 1, 3]),
  sub: binary((a, b) => tf.sub(b, a), [3, 4], [3, 1]),
  mul: binary((a, b) => tf.mul(a, b), [3, 4], [2, 1, 4]),
  div: binary((a, b) => tf.div(a, b), [3, 4], [4]),
  squaredDifference: binary((a, b) => tf.squaredDifference(a, b), [3, 4], [4]),
  relu: unary((x) => tf.relu(x)),
  relu6: unary((x) => tf.relu6(x)),
  leakyRelu: unary((x) => tf.leakyRelu(x, 0.2)),
  elu: unary((x) => tf.elu(x)),
  selu: unary((x) => tf.selu(x)),
  prelu: binary((x, alpha) => tf.prelu(x, alpha), [3, 4], [4]),
  sigmoid: unary((x) => tf.sigmoid(x)),
  logSigmoid: unary((x) => tf.logSigmoid(x)),
  tanh: unary((x) => tf.tanh(x)),
  softplus: unary((x) => tf.softplus(x)),
  softmax: unary((x) => tf.softmax(x)),
  logSoftmax: unary((x) => tf.logSoftmax(x)),
  logSumExp: unary((x) => tf.logSumExp(x, 1)),
  exp: unary((x) => tf.exp(x)),
  log: unary(
    (x) => tf.log(x),
    () => positive([3, 4]),
  ),
  log1p: unary(
    (x) => tf.log1p(x),
    () => positive([3, 4]),
  ),
  sqrt: unary(
    (x) => tf.sqrt(x),
    () => positive([3, 4]),
  ),
  rsqrt: unary(
    (x) => tf.rsqrt(x),
    () => positive([3, 4]),
  ),
  square: unary((x) => tf.square(x)),
  abs: unary((x) => tf.abs(x)),
  neg: unary((x) => tf.neg(x)),
  sin: unary((x) => tf.sin(x)),
  cos: unary((x) => tf.cos(x)),
  pow: unary(
    (x) => tf.pow(x, 3),
    () => positive([3, 4]),
  ),
  maximum: binary((a, b) => tf.maximum(a, b), [3, 4], [4]),
  minimum: binary((a, b) => tf.minimum(a, b), [3, 4], [4]),
  clipByValue: unary((x) => tf.clipByValue(x, -0.4, 0.4)),
  mean: unary((x) => tf.mean(x, 1)),
  'mean of all': unary((x) => tf.mean(x)),
  sum: unary((x) => tf.sum(x, 0)),
  'sum of a square matrix over columns': unary(
    (x) => tf.sum(x, 1),
    () => spaced([4, 4]),
  ),
  'sum with kept axes': unary((x) => tf.sum(x, 1, true)),
  max: unary((x) => tf.max(x, 1)),
  min: unary((x) => tf.min(x, 1)),
  prod: {
    ...unary(
      (x) => tf.prod(x, 1),
      () => positive([2, 3]),
    ),
    second: /not found for Cumprod/,
  },
  cumsum: unary((x) => tf.cumsum(x, 1)),
  variance: unary((x) => tf.moments(x, 0).variance),
  'safe norm': unary((x) => tf.sqrt(tf.add(tf.sum(tf.square(x), 1), 1e-12))),
  norm: unary((x) => tf.norm(x, 'euclidean', 1)),
  concat: binary((a, b) => tf.concat([a, b, a], 1), [3, 4], [3, 2]),
  stack: binary((a, b) => tf.stack([a, b]), [3, 4], [3, 4]),
  split: unary((x) => {
    const [a, b] = tf.split(x, [1, 3], 1);
    return tf.mul(a, b);
  }),
  unstack: unary((x) => tf.mul(tf.unstack(x)[0], tf.unstack(x)[2])),
  slice: unary((x) => tf.slice(x, [1, 1], [2, 2])),
  stridedSlice: unary((x) => tf.stridedSlice(x, [0, 3], [3, 0], [2, -2])),
  'stridedSlice that drops an axis': unary((x) =>
    tf.stridedSlice(x, [1, 0], [2, 4], [1, 2], 0, 0, 0, 0, 1),
  ),
  'gather (an embedding)': unary((x) =>
    tf.gather(
      x,
      tf.tensor2d(
        [
          [0, 2],
          [2, 2],
        ],
        [2, 2],
        'int32',
      ),
    ),
  ),
  'gather along the last axis': unary((x) => tf.gather(x, tf.tensor1d([3, 0, 3], 'int32'), 1)),
  reshape: unary((x) => tf.reshape(x, [2, 6])),
  expandDims: unary((x) => tf.expandDims(x, 1)),
  squeeze: unary(
    (x) => tf.squeeze(x),
    () => spaced([3, 1, 4]),
  ),
  transpose: unary((x) => tf.transpose(x)),
  reverse: unary((x) => tf.reverse(x, 1)),
  pad: unary((x) =>
    tf.pad(x, [
      [1, 0],
      [0, 2],
    ]),
  ),
  'mirrorPad reflect': unary(pad2('reflect'), images),
  'mirrorPad symmetric': unary(pad2('symmetric'), images),
  tile: unary((x) => tf.tile(x, [2, 3])),
  broadcastTo: unary(
    (x) => tf.broadcastTo(x, [2, 3, 4]),
    () => spaced([3, 1]),
  ),
  where: unary((x) => tf.where(tf.greater(x, 0.3), tf.square(x), tf.mul(2, x))),
  'product with a condition': unary((x) =>
    tf.mul(x, tf.cast(tf.logicalNot(tf.less(x, 0)), 'float32')),
  ),
  conv1d: {
    f: (x, w) => tf.conv1d(x as tf.Tensor3D, w as tf.Tensor3D, 1, 'same'),
    inputs: () => [spaced([1, 5, 2]), spaced([3, 2, 2], 1)],
  },
  'conv2d of stride 1': conv2dCase(1),
  'conv2d of stride 2': conv2dCase(2),
  'fused.conv2d': {
    f: (x, filter, bias) =>
      tf.fused.conv2d({
        ...{ x: x as tf.Tensor4D, filter: filter as tf.Tensor4D, bias },
        ...{ strides: 2, pad: 'same' },
      }),
    inputs: () => [images(), spaced([3, 3, 2, 2], 1), spaced([2])],
  },
  conv2dTranspose: {
    f: (x, w) =>
      tf.conv2dTranspose(x as tf.Tensor3D, w as tf.Tensor4D, [6, 6, 1], 2, 'same') as tf.Tensor,
    inputs: () => [spaced([3, 3, 2]), spaced([4, 4, 1, 2], 1)],
  },
  'conv1d of stride 4 by a long filter': {
    f: (x, w, b) => tf.add(tf.conv1d(x as tf.Tensor3D, w as tf.Tensor3D, 4, 'same'), b),
    inputs: () => [spaced([1, 8, 1]), spaced([15, 1, 2], 1), spaced([2], 2)],
  },
  'conv2dTranspose along rows of one channel': {
    f: (x, w) =>
      tf.conv2dTranspose(
        x as tf.Tensor3D,
        w as tf.Tensor4D,
        [1, 8, 1],
        [1, 4],
        'same',
      ) as tf.Tensor,
    inputs: () => [spaced([1, 2, 2]), spaced([1, 15, 1, 2], 1)],
  },
  conv3d: {
    f: (x, w) => tf.conv3d(x as tf.Tensor4D, w as tf.Tensor5D, 1, 'same'),
    inputs: () => [spaced([2, 3, 3, 1]), spaced([2, 2, 2, 1, 2], 1)],
  },
  'conv3d of stride 2 with a bias': {
    f: (x, w, b) => tf.tanh(tf.add(tf.conv3d(x as tf.Tensor4D, w as tf.Tensor5D, 2, 'same'), b)),
    inputs: () => [spaced([4, 2, 2, 1]), spaced([4, 4, 4, 1, 2], 1), spaced([2], 2)],
  },
  'conv3d into one channel': {
    f: (x, w) => tf.conv3d(x as tf.Tensor4D, w as tf.Tensor5D, 1, 'same'),
    inputs: () => [spaced([2, 2, 2, 2]), spaced([3, 3, 3, 2, 1], 1)],
  },
  conv3dTranspose: {
    f: (x, w) =>
      tf.conv3dTranspose(x as tf.Tensor4D, w as tf.Tensor5D, [4, 4, 4, 1], 2, 'same') as tf.Tensor,
    inputs: () => [spaced([2, 2, 2, 1]), spaced([2, 2, 2, 1, 1], 1)],
  },
  'conv3dTranspose of many channels with a bias': {
    f: (x, w, b) =>
      tf.add(
        tf.conv3dTranspose(
          x as tf.Tensor4D,
          w as tf.Tensor5D,
          [2, 2, 2, 5],
          2,
          'same',
        ) as tf.Tensor,
        b,
      ),
    inputs: () => [spaced([1, 1, 1, 2]), tf.mul(0.1, spaced([3, 3, 3, 5, 2], 1)), spaced([5], 2)],
  },
  depthwiseConv2d: {
    f: (x, w) => tf.depthwiseConv2d(x as tf.Tensor4D, w as tf.Tensor4D, 1, 'same'),
    inputs: () => [images(), spaced([3, 3, 2, 1], 1)],
  },
  separableConv2d: {
    f: (x, d, p) =>
      tf.separableConv2d(x as tf.Tensor4D, d as tf.Tensor4D, p as tf.Tensor4D, 2, 'valid'),
    inputs: () => [images(), spaced([2, 2, 2, 1], 1), spaced([1, 1, 2, 3], 2)],
  },
  avgPool: unary((x) => tf.avgPool(x as tf.Tensor4D, 2, 2, 'same'), images),
  avgPool3d: unary(
    (x) => tf.avgPool3d(x as tf.Tensor5D, 2, 2, 'same'),
    () => spaced([1, 2, 2, 4, 1]),
  ),
  maxPool: unary((x) => tf.maxPool(x as tf.Tensor4D, 2, 2, 'same'), images),
  'maxPool of overlapping windows': unary(
    (x) => tf.maxPool(x as tf.Tensor4D, 3, 1, 'valid'),
    images,
  ),
  globalAveragePooling2d: unary((x) => apply(tf.layers.globalAveragePooling2d({}), x), images),
  resizeNearestNeighbor: unary(
    (x) => tf.image.resizeNearestNeighbor(x as tf.Tensor4D, [8, 6]),
    images,
  ),
  resizeBilinear: unary((x) => tf.image.resizeBilinear(x as tf.Tensor4D, [7, 3]), images),
  'resizeBilinear with half pixel centers': unary(
    (x) => tf.image.resizeBilinear(x as tf.Tensor4D, [8, 8], false, true),
    images,
  ),
  'resizeNearestNeighbor with half pixel centers': unary(
    (x) => tf.image.resizeNearestNeighbor(x as tf.Tensor4D, [7, 3], false, true),
    images,
  ),
  upSampling2d: unary((x) => apply(tf.layers.upSampling2d({ size: [2, 2] }), x), images),
  depthToSpace: unary(
    (x) => tf.depthToSpace(x as tf.Tensor4D, 2, 'NHWC'),
    () => spaced([1, 2, 2, 8]),
  ),
  'batchNormalization in training': unary(
    (x) => batchNormalization.apply(x, { training: true }) as tf.Tensor,
    images,
  ),
  'batchNormalization with moving statistics': unary((x) => apply(batchNormalization, x), images),
  layerNormalization: unary((x) => apply(layerNormalization, x)),
  'layerNormalization of channels': unary((x) => apply(channelNormalization, x), images),
  'layerNormalization of whole images': unary((x) => apply(imageNormalization, x), images),
  instanceNormalization: unary((x) => apply(instanceNormalization(), x), images),
  phaseShuffle: unary(
    // A layer of its own each time shifts the same each time.
    (x) => phaseShuffle({ shift: 1, seed: 1 }).apply(x, { training: true }) as tf.Tensor,
    () => spaced([3, 4, 1]),
  ),
  'upSampling, bilinear': unary(
    (x) => apply(upSampling({ factor: 2, method: 'bilinear' }), x),
    images,
  ),
  'gru, unrolled': unary(
    (x) => apply(gru, x),
    () => spaced([2, 3, 2]),
  ),
  selfAttention: unary((x) => apply(attention, x), images),
  relationalGraphConvolution: {
    f: (nodes, edges) => tf.tanh(graphConvolution.apply([nodes, edges]) as tf.Tensor),
    inputs: () => [spaced([1, 3, 2]), spaced([1, 2, 3, 3], 1)],
  },
  graphAggregation: unary(
    (x) => apply(aggregation, x),
    () => spaced([2, 3, 2]),
  ),
  sigmoidCrossEntropy: unary((x) => tf.losses.sigmoidCrossEntropy(positive([3, 4], 1), x)),
  softmaxCrossEntropy: {
    ...unary((x) => tf.losses.softmaxCrossEntropy(tf.oneHot([0, 3, 1], 4), x)),
    second: /second gradient of .* is not known/,
  },
  meanSquaredError: unary((x) => tf.losses.meanSquaredError(positive([3, 4], 1), x)),
  einsum: binary((a, b) => tf.einsum('ij,kj->ik', a, b), [3, 4], [2, 4]),
  'einsum in batches': binary((a, b) => tf.einsum('bij,bjk->bk', a, b), [2, 2, 3], [2, 3, 2]),
  'einsum of one operand': unary((x) => tf.einsum('ij->j', x)),
  gatherND: unary((x) =>
    tf.gatherND(
      x,
      tf.tensor2d(
        [
          [0, 1],
          [2, 3],
          [0, 1],
        ],
        [3, 2],
        'int32',
      ),
    ),
  ),
  topk: unary((x) => tf.topk(x, 2).values),
};

function conv2dCase(strides: number): Case {
  return {
    f: (x, w) => tf.conv2d(x as tf.Tensor4D, w as tf.Tensor4D, strides, 'same'),
    inputs: () => [images(), spaced([3, 3, 2, 2], 1)],
  };
}
