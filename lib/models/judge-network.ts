import { tf } from '../backend';
import { glorotUniform } from './initializer';
import { FEATURE_DIM } from './mnist-classifier';

/** How to build a judge's network. */
export interface JudgeNetworkOptions {
  /**
   * Of one example, with channels last and one to three axes before them: `[4096, 1]`, `[32, 32, 3]`, `[16, 16, 16,
   * 1]`.
   */
  readonly inputShape: readonly number[];
  /** Columns of its output. */
  readonly numOutputs: number;
  /** Draws the initial weights. Integer from 0 to 2³¹ − 1. */
  readonly seed: number;
}

/** What may stand before the blocks. */
interface FrontOptions {
  /** A layer of the inputShape that gives one to three axes and channels. */
  readonly front?: tf.layers.Layer;
}

/** Filters of the first blocks; every later one has as many as the last. */
const FILTERS = [16, 32, 64];
/** A block less and there would be no difference between an edge and an object. */
const MIN_BLOCKS = 2;

/**
 * By the number of axes: layers, cells that a filter sees and a pool joins along each, and the longest side that is
 * small.
 */
const FORMS = {
  1: { layers: ['conv1d', 'maxPooling1d'], kernelSize: 9, poolSize: 4, smallest: 16 },
  2: { layers: ['conv2d', 'maxPooling2d'], kernelSize: 3, poolSize: 2, smallest: 4 },
  3: { layers: ['conv3d', 'maxPooling3d'], kernelSize: 3, poolSize: 2, smallest: 2 },
} as const;

/**
 * A small convolutional network for sounds and sequences (one axis), pictures (two) or voxels (three): blocks of a
 * convolution, ReLU and pooling by the maximum until little is left, then 64 features, at least 0, and `[batch,
 * numOutputs]` outputs. Under 250,000 parameters for inputs up to 4,096 samples, 64×64 pixels or 32×32×32 cells.
 *
 * @param front a layer before the blocks, such as one that makes a picture of a sound
 * @returns the network with random weights, which the caller disposes; its last layer but one, `features`, is the space
 *   in which metrics compare examples
 * @throws RangeError when the shape has no axis besides the channels, or more than three
 * @see LeCun et al. 1998, "Gradient-based learning applied to document recognition", section II.B; ours has the filters
 *   and activations of later networks
 */
export function buildJudgeNetwork({
  inputShape,
  numOutputs,
  seed,
  front,
}: JudgeNetworkOptions & FrontOptions): tf.LayersModel {
  const model = tf.sequential({ name: 'judge' });
  if (front) model.add(front);
  const shape = front ? shapeAfter(front) : inputShape;
  const form = formOf(shape);
  const { kernelSize, poolSize, layers } = form;
  const [convolution, pooling] = layers;
  const numBlocks = numBlocksOf(shape, form);
  for (let i = 0; i < numBlocks; i++) {
    model.add(
      tf.layers[convolution]({
        name: `block_${i}`,
        ...(i === 0 && !front && { inputShape: [...inputShape] }),
        filters: FILTERS[Math.min(i, FILTERS.length - 1)],
        kernelSize,
        padding: 'same',
        activation: 'relu',
        kernelInitializer: glorotUniform(seed, i),
      }),
    );
    model.add(tf.layers[pooling]({ name: `block_${i}_pool`, poolSize, padding: 'same' }));
  }
  model.add(tf.layers.flatten({ name: 'flat' }));
  const dense = (units: number, layer: number) => ({
    units,
    kernelInitializer: glorotUniform(seed, layer),
  });
  model.add(
    tf.layers.dense({ name: 'features', activation: 'relu', ...dense(FEATURE_DIM, numBlocks) }),
  );
  model.add(tf.layers.dense({ name: 'logits', ...dense(numOutputs, numBlocks + 1) }));
  return model;
}

/** Of one example; the layer has one output, whose first axis is the batch. */
const shapeAfter = ({ outputShape }: tf.layers.Layer) => (outputShape as number[]).slice(1);

function formOf(inputShape: readonly number[]) {
  const numAxes = inputShape.length - 1;
  if (numAxes === 1 || numAxes === 2 || numAxes === 3) return FORMS[numAxes];
  throw new RangeError(
    `expected an inputShape of channels and one to three axes, but got [${inputShape.join(', ')}]`,
  );
}

function numBlocksOf(
  inputShape: readonly number[],
  { poolSize, smallest }: (typeof FORMS)[keyof typeof FORMS],
): number {
  const longest = Math.max(...inputShape.slice(0, -1));
  const needed = Math.ceil(Math.log2(longest / smallest) / Math.log2(poolSize));
  return Math.max(MIN_BLOCKS, needed);
}
