import { LOSSES } from '../losses';
import type { TrainOptions } from './loop';

/** A run's hyper-parameters that are not the loop's own. */
interface PresetExtras {
  /** Examples in a batch. */
  readonly batchSize: number;
  /** Length of z. */
  readonly latentDim: number;
}

const keras = { beta1: 0.9, beta2: 0.999, epsilon: 1e-7 }; // Keras's defaults, which the article keeps

/** Hyper-parameters by name: start from one and override by spread, so that the difference can be seen. */
export const PRESETS = {
  /** The article's dense GAN on MNIST. */
  article: {
    latentDim: 100, // the article's noise
    batchSize: 64, // the article's
    epochs: 100, // the article's; 93,700 steps
    loss: LOSSES.nonSaturating, // binary cross-entropy with fakes labelled 1 in G's step
    generatorSettings: { learningRate: 1e-4, ...keras }, // the article's rate
    discriminatorSettings: { learningRate: 1e-4, ...keras }, // the same for both, as in the article
    recordEvery: 10, // 9,370 rows in 100 epochs: enough for any chart, small on disk
    seed: 1,
  },
} satisfies Record<string, TrainOptions & PresetExtras>;
