import { batchesOfFilms } from '../data/film-batches';
import type { SmallDigits } from '../data/moving-digits';
import {
  GIVEN_FRAMES,
  NEXT_FRAMES,
  buildVideoDiscriminator,
  buildVideoPredictor,
} from '../models/video-predictor';
import type { tf } from '../backend';
import { r1Penalty } from '../penalties';
import type { GameOptions } from '../training/loop';
import { predictionGame } from '../training/prediction-game';
import { type TimedTraining, trainTimed } from './timed-training';

/** How lesson 22 and its experiment train; judged is the averaged predictor after the last step. */
export const VIDEO = {
  batchSize: 16,
  stepsPerEpoch: 20, // there is no end of films
  epochs: 100,
  adversarialWeight: 0.002,
  gradientWeight: 1,
  penaltyWeight: 0.2,
  generatorSettings: { learningRate: 1e-3, beta1: 0.9, beta2: 0.99 },
  discriminatorSettings: { learningRate: 5e-4, beta1: 0.5, beta2: 0.99 },
  averageDecay: 0.995,
} as const;

/** How a training differs. */
export interface VideoRun extends Pick<GameOptions, 'onProgress' | 'progressEveryMs' | 'onEpoch'> {
  readonly seed: number;
  /** Default as {@link VIDEO} has it. */
  readonly epochs?: number;
  /** What the squared error is helped by. Default `nothing`. */
  readonly helpedBy?: 'nothing' | 'gradient difference' | 'discriminator';
  /** A predictor to go on from; stays the caller's. Default: random weights. */
  readonly from?: tf.LayersModel;
  /** Whether it is also given z. Default false. */
  readonly hasNoise?: boolean;
}

/** A trained predictor, and what it took. */
export interface TrainedPredictor extends TimedTraining {
  /** Given frames → next ones, averaged; the caller disposes. */
  readonly generator: tf.LayersModel;
}

/** Trains a predictor of moving digits from a seed. */
export async function trainPredictor(
  digits: SmallDigits,
  run: VideoRun,
): Promise<TrainedPredictor> {
  const { seed, epochs = VIDEO.epochs, helpedBy = 'nothing', from, hasNoise } = run;
  const { batchSize, stepsPerEpoch, generatorSettings, discriminatorSettings } = VIDEO;
  const decaySteps = epochs * stepsPerEpoch;
  const batches = batchesOfFilms(digits, {
    ...{ given: GIVEN_FRAMES, next: NEXT_FRAMES },
    ...{ batchSize, stepsPerEpoch, seed: from ? seed + 1 : seed }, // never the same films again
  });
  const [generator, averagedGenerator] = [0, 1].map(() => buildVideoPredictor(seed, { hasNoise }));
  if (from) [generator, averagedGenerator].forEach((each) => each.setWeights(from.getWeights()));
  const discriminator = helpedBy === 'discriminator' ? buildVideoDiscriminator(seed) : undefined;
  const game = predictionGame({
    generator,
    averagedGenerator,
    discriminator,
    adversarialWeight: VIDEO.adversarialWeight,
    gradientWeight: helpedBy === 'gradient difference' ? VIDEO.gradientWeight : 0,
    penalty: r1Penalty({ weight: VIDEO.penaltyWeight }),
    generatorSettings: { ...generatorSettings, decaySteps },
    discriminatorSettings: { ...discriminatorSettings, decaySteps },
    averageDecay: VIDEO.averageDecay,
  });
  const training = await trainTimed(game, batches, { recordEvery: 10, ...run, epochs });
  [generator, discriminator].forEach((model) => model?.dispose());
  return { generator: averagedGenerator, ...training };
}
