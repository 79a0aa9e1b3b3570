import { tf } from '../../lib/backend';
import { batchesByEpoch, batchesFrom, batchesWithReplacement } from '../../lib/data/batches';
import { sampleRing } from '../../lib/data/points';
import { LOSSES } from '../../lib/losses';
import { buildDenseGan } from '../../lib/models/dense';
import type { Gan } from '../../lib/models/gan';
import { glorotUniform } from '../../lib/models/initializer';
import { type PointOptions, buildPointGan } from '../../lib/models/points';
import { Random } from '../../lib/random';

/** The article's networks in small: images of 3×3. */
export const smallImageGan = (seed = 1) =>
  buildDenseGan({ seed, latentDim: 4, hiddenUnits: 6, exampleShape: [3, 3, 1] });

export const smallImageBatches = () =>
  batchesWithReplacement(new Random(9).uniform([20, 3, 3, 1]), { batchSize: 5, seed: 2 });

export const smallPointGan = (options: Partial<PointOptions> = {}) =>
  buildPointGan({ seed: 1, hiddenUnits: [16], ...options });

export const ringBatches = () =>
  batchesFrom(sampleRing, { batchSize: 16, seed: 2, stepsPerEpoch: 10 });

/** A conditional GAN for points: both networks see the label as a number beside their input. */
export function smallConditionalGan(): Gan {
  const network = (inputSize: number, outputSize: number, seed: number) => {
    const [input, label] = [tf.input({ shape: [inputSize] }), tf.input({ shape: [1] })];
    const joined = tf.layers.concatenate().apply([input, label]) as tf.SymbolicTensor;
    const kernelInitializer = glorotUniform(seed, 0);
    const output = tf.layers.dense({ units: outputSize, kernelInitializer }).apply(joined);
    return tf.model({ inputs: [input, label], outputs: output as tf.SymbolicTensor });
  };
  return { generator: network(2, 2, 1), discriminator: network(2, 1, 2), latentDim: 2 };
}

/** Points at (label, label), labels 0 to 3. */
export const labelledBatches = (batchSize = 4) => {
  const labels = tf.tensor2d([0, 1, 2, 3, 0, 1, 2, 3], [8, 1]);
  return batchesByEpoch<[tf.Tensor, tf.Tensor]>([tf.concat([labels, labels], 1), labels], {
    batchSize,
    seed: 2,
  });
};

/** Options of a short run. */
export const SHORT = {
  loss: LOSSES.nonSaturating,
  generatorSettings: { learningRate: 0.01 },
  discriminatorSettings: { learningRate: 0.01 },
  seed: 3,
};
