import { LOSSES } from '../losses';
import type { TrainOptions } from './train-gan';

/** A run's hyper-parameters that are not the loop's own. */
interface PresetExtras {
  /** Examples in a batch. */
  readonly batchSize: number;
  /** Length of z. */
  readonly latentDim: number;
}

const keras = { beta1: 0.9, beta2: 0.999, epsilon: 1e-7 }; // Keras's defaults, which the article keeps

/** Steps of an epoch of MNIST in batches of 64. */
const STEPS_PER_EPOCH = Math.floor(60_000 / 64);
const DCGAN_EPOCHS = 8; // 3 to 4 minutes on two cores

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
  /** DCGAN on MNIST, made for a few minutes on two cores; so is the conditional one. Judge its averaged generator. */
  dcgan: {
    latentDim: 32, // as buildDcganGan has it
    batchSize: 64,
    epochs: DCGAN_EPOCHS,
    loss: LOSSES.nonSaturating,
    // beta1 = 0.5: Radford et al. 2016, section 3. Rates far above the paper's 2e-4, since there are so few steps;
    // tried were 2e-4 to 4e-3 over 2,000 to 3,000 steps.
    generatorSettings: {
      ...keras,
      learningRate: 4e-3,
      beta1: 0.5,
      decaySteps: DCGAN_EPOCHS * STEPS_PER_EPOCH,
    },
    discriminatorSettings: {
      ...keras,
      learningRate: 2e-3,
      beta1: 0.5,
      decaySteps: DCGAN_EPOCHS * STEPS_PER_EPOCH,
    },
    averageDecay: 0.995, // over the last 200 steps
    recordEvery: 10,
    seed: 1,
  },
} satisfies Record<string, TrainOptions & PresetExtras>;
