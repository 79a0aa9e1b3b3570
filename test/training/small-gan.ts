import { batchesFrom, batchesWithReplacement } from '../../lib/data/batches';
import { sampleRing } from '../../lib/data/points';
import { LOSSES } from '../../lib/losses';
import { buildDenseGan } from '../../lib/models/dense';
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

/** Options of a short run. */
export const SHORT = {
  loss: LOSSES.nonSaturating,
  generatorSettings: { learningRate: 0.01 },
  discriminatorSettings: { learningRate: 0.01 },
  seed: 3,
};
