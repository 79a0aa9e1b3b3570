import { tf } from '../backend';
import { fitPca } from '../baselines/pca';
import { type Batches, batchesWithReplacement, sideBySide } from '../data/batches';
import { loadEmoji } from '../data/emoji';
import { type FacesOptions, makeFaces } from '../data/faces/faces';
import { type ByteImages, pixelsOf } from '../data/images';
import { LOSSES } from '../losses';
import { type Gan, applyInTraining } from '../models/gan';
import { buildStagedGan, buildStagedGenerator } from '../models/staged-gan';
import type { Game } from '../training/game';
import { ganGame } from '../training/gan-game';
import type { GameOptions } from '../training/loop';
import { type TimedTraining, trainTimed } from './timed-training';

/** How lesson 14 and its experiment train; judged is the averaged generator after the last step. */
export const BREEDING = {
  faces: { train: 6000, test: 1000, seed: 1 }, // of other people; 20 s to draw
  batchSize: 64,
  epochs: 22, // of faces and their mirror images, 187 steps each
  loss: LOSSES.nonSaturating,
  generatorSettings: { learningRate: 4e-3, beta1: 0.5 },
  discriminatorSettings: { learningRate: 1e-3, beta1: 0.5 },
  averageDecay: 0.995, // over the last 200 steps
} as const;

/** Pictures `[n, 32, 32, 3]` in 0..1; the caller disposes. */
export interface BreedingPictures {
  /** With their mirror images behind them. */
  readonly training: tf.Tensor4D;
  readonly test: tf.Tensor4D;
}

const mirroredToo = (images: ByteImages): tf.Tensor4D =>
  tf.tidy(() => {
    const pictures = pixelsOf(images);
    return tf.concat([pictures, tf.reverse(pictures, 2)]);
  });

/** Faces, and those of other people, by which is judged. */
export function loadBreedingFaces(counts: FacesOptions = BREEDING.faces): BreedingPictures {
  const { train, test } = makeFaces(counts);
  return { training: mirroredToo(train.images), test: pixelsOf(test.images) };
}

/** Emoji as Noto draws them. */
export function loadBreedingEmoji(): BreedingPictures {
  const { train, test } = loadEmoji();
  return { training: mirroredToo(train.pictures.noto), test: pixelsOf(test.pictures.noto) };
}

/** A training, and what it tells on the way. */
export interface BreedingRun
  extends Pick<GameOptions, 'onProgress' | 'progressEveryMs' | 'onEpoch'> {
  readonly seed: number;
  /** Default as {@link BREEDING} has it. */
  readonly epochs?: number;
}

/** A trained generator, and what it took. */
export interface TrainedGenerator extends TimedTraining {
  /** After the last step, averaged; the caller disposes. */
  readonly generator: tf.LayersModel;
}

/** The settings of a run of so many steps: rates fall to 0. */
function settingsOf({ stepsPerEpoch }: Pick<Batches<tf.Tensor>, 'stepsPerEpoch'>, epochs: number) {
  const { generatorSettings, discriminatorSettings, loss, averageDecay } = BREEDING;
  const falling = { decaySteps: epochs * stepsPerEpoch };
  return {
    loss,
    averageDecay,
    epochs,
    recordEvery: 10,
    generatorSettings: { ...generatorSettings, ...falling },
    discriminatorSettings: { ...discriminatorSettings, ...falling },
  };
}

/**
 * Trains a GAN on pictures.
 *
 * @param gan with an averaged generator; its other networks are disposed
 * @param training `[n, 32, 32, 3]` in 0..1; stays the caller's
 */
export async function trainPictureGan(
  gan: Gan,
  training: tf.Tensor4D,
  { seed, epochs = BREEDING.epochs, ...callbacks }: BreedingRun,
): Promise<TrainedGenerator> {
  const batches = batchesWithReplacement(training, { batchSize: BREEDING.batchSize, seed });
  const settings = settingsOf(batches, epochs);
  const { recordEvery } = settings;
  const game = ganGame(gan, settings);
  const took = await trainTimed(game, batches, { seed, epochs, recordEvery, ...callbacks });
  [gan.generator, gan.discriminator].forEach((model) => model.dispose());
  return { generator: gan.averagedGenerator!, ...took };
}

/** {@link buildStagedGan}, trained. */
export const trainStagedGan = (training: tf.Tensor4D, run: BreedingRun) =>
  trainPictureGan(buildStagedGan(run.seed), training, run);

/**
 * The same generator without D: its z are the pictures' first 64 principal components, each divided by its standard
 * deviation, and it is trained to give the picture back by the squared error.
 *
 * @param training `[n, 32, 32, 3]` in 0..1; stays the caller's
 */
export async function trainDecoder(
  training: tf.Tensor4D,
  { seed, epochs = BREEDING.epochs, ...callbacks }: BreedingRun,
): Promise<TrainedGenerator> {
  const [generator, averagedGenerator] = [0, 1].map(() => buildStagedGenerator(seed));
  const latentDim = generator.inputs[0].shape[1]!; // known of a generator
  const codes = tf.tidy(() => {
    const pca = fitPca(training, latentDim);
    return tf.div<tf.Tensor2D>(pca.encode(training), tf.sqrt(tf.tensor1d(pca.variances)));
  });
  const { batchSize } = BREEDING;
  const batches = sideBySide([
    batchesWithReplacement(training, { batchSize, seed }),
    batchesWithReplacement(codes, { batchSize, seed }), // of the same seed, so of the same pictures
  ]);
  const { generatorSettings, averageDecay, ...settings } = settingsOf(batches, epochs);
  const game: Game = {
    networks: { generator, averagedGenerator },
    players: [
      {
        name: 'generator',
        moves: ['generator'],
        settings: generatorSettings,
        numbers: ([pictures, z]) => ({
          loss: tf.mean<tf.Scalar>(tf.squaredDifference(applyInTraining(generator, z), pictures)),
        }),
      },
    ],
    averages: [{ of: 'generator', into: 'averagedGenerator', decay: averageDecay }],
  };
  const took = await trainTimed(game, batches, {
    seed,
    epochs,
    recordEvery: settings.recordEvery,
    ...callbacks,
  });
  [generator, codes].forEach((each) => each.dispose());
  return { generator: averagedGenerator, ...took };
}
