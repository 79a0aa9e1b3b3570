import { tf } from '../backend';
import { type Batches, batchesFrom } from '../data/batches';
import { makeFaces } from '../data/faces/faces';
import { type ByteImages, pickImages, pixelsOf } from '../data/images';
import { cutPatches } from '../data/patches';
import { loadPhotos } from '../data/photos';
import { toUnitRange } from '../data/pixel-range';
import { shrinkImages } from '../data/shrink';
import { inChunks } from '../in-chunks';
import { applyInUse } from '../models/gan';
import { type Upsampler, buildSrganDiscriminator, buildSrganGenerator } from '../models/srgan';
import { Random } from '../random';
import type { GameOptions } from '../training/loop';
import type { Game } from '../training/game';
import {
  type SuperResolutionSettings,
  superResolutionGame,
} from '../training/super-resolution-game';
import { trainTimed } from './timed-training';

/** How lesson 13 and its experiment train; judged is what there is after the last step, averaged. */
export const SUPER_RESOLUTION = {
  size: 32, // pixels, as the judges have it
  stepsPerEpoch: 50, // pictures are drawn for ever: an epoch is when callbacks are called
  factor: 4, // the paper's
  faces: { train: 6000, test: 1000, seed: 1 }, // of other people; 20 s to draw
  batchSize: 16, // the paper's
  /** Steps of each phase: as far as five minutes reach. The paper has 10⁶ and 2·10⁵ (section 3.2). */
  steps: { content: 4000, adversarial: 4000 },
  /** Ten times the paper's rate, since there are so few steps; it falls to 0 at the last. */
  contentSettings: { learningRate: 1e-3, beta1: 0.9 },
  generatorSettings: { learningRate: 5e-4, beta1: 0.9 },
  discriminatorSettings: { learningRate: 5e-4, beta1: 0.5 }, // as fast as G: a slower D lets blur pass
  averageDecay: 0.99, // over the last 100 steps
} as const;

/** What is made larger. */
export type SuperResolutionSet = 'faces' | 'photos';

/** Large pictures, `[n, 32, 32, 3]`, to train on and others to judge by. */
export interface SuperResolutionPictures {
  readonly train: LargePictures;
  readonly test: ByteImages;
}

/** Pictures to train on. */
export interface LargePictures {
  readonly images: ByteImages;
  /** Whether they have a top, so that only their mirror image is like them: faces, and not patches of photographs. */
  readonly isUpright: boolean;
}

/**
 * The pictures of a set: 6,000 faces and 1,000 of other people, about 20 s to draw; or patches of
 * eight photographs, which overlap, and of three others.
 */
export function loadSuperResolution(set: SuperResolutionSet): SuperResolutionPictures {
  return set === 'faces' ? faces() : photos();
}

function faces(): SuperResolutionPictures {
  const { train, test } = makeFaces(SUPER_RESOLUTION.faces);
  return { train: { images: train.images, isUpright: true }, test: test.images };
}

function photos(): SuperResolutionPictures {
  const { train, test } = loadPhotos();
  const { size } = SUPER_RESOLUTION;
  return {
    train: { images: cutPatches(train, { size, step: 8 }).images, isUpright: false },
    test: cutPatches(test, { size, step: 16 }).images,
  };
}

/** A generator for these pictures, with the weights of a seed; the caller disposes. */
export function buildSuperResolver(seed: number, upsampler?: Upsampler): tf.LayersModel {
  const side = SUPER_RESOLUTION.size / SUPER_RESOLUTION.factor;
  return buildSrganGenerator({ inputShape: [side, side, 3], upsampler, seed });
}

/** What turns square pictures: one of these or none, then one of the next or none, and so on, reaches every way up. */
const mirror = (images: tf.Tensor4D) => tf.reverse<tf.Tensor4D>(images, 2);
const turns = ({ isUpright }: LargePictures) =>
  isUpright
    ? [mirror]
    : [
        mirror,
        (images: tf.Tensor4D) => tf.reverse<tf.Tensor4D>(images, 1),
        (images: tf.Tensor4D) => tf.transpose<tf.Tensor4D>(images, [0, 2, 1, 3]),
      ];

/** Examples that baselines are fitted to: more hardly help. */
const MAX_EXAMPLES = 16_000;

/**
 * Small pictures and their large ones, in 0..1, each in every way up that the networks see ({@link LargePictures}): what
 * baselines are fitted to. In random order, since they may hold out the last ones. The caller disposes.
 */
export function superResolutionExamples(pictures: LargePictures): {
  readonly small: tf.Tensor4D;
  readonly large: tf.Tensor4D;
} {
  return tf.tidy(() => {
    const { shape } = pictures.images;
    const all = turns(pictures);
    const order = new Random(1).permutation(shape[0]).subarray(0, MAX_EXAMPLES / 2 ** all.length);
    const some = pixelsOf(pickImages(pictures.images, order));
    const ways = all.reduce((found, turn) => [...found, ...found.map(turn)], [some]);
    // a picture beside its others
    const large = tf.stack(ways, 1).reshape<tf.Tensor4D>([-1, ...shape.slice(1)]);
    return { small: shrinkImages(large, SUPER_RESOLUTION.factor), large };
  });
}

/** Batches of pictures in −1..1, drawn with replacement, each in one of its ways up by chance; for ever. */
export function superResolutionBatches(
  pictures: LargePictures,
  { seed, batchSize = SUPER_RESOLUTION.batchSize }: { readonly seed: number; batchSize?: number },
): Batches<tf.Tensor4D> {
  const { images } = pictures;
  const draw = (n: number, random: Random) =>
    tf.tidy(() => {
      const places = random.integers(n, images.shape[0]).dataSync();
      const some = pixelsOf(pickImages(images, places), { range: 'minusOneToOne' });
      return turns(pictures).reduce((x, turn) => {
        const isTurned = tf.less(random.uniform([n, 1, 1, 1], 0, 1), 0.5);
        return tf.where(tf.broadcastTo(isTurned, x.shape), turn(x), x);
      }, some);
    });
  return batchesFrom(draw, { batchSize, seed, stepsPerEpoch: SUPER_RESOLUTION.stepsPerEpoch });
}

/** A training of one phase. */
export interface SuperResolutionRun
  extends Pick<SuperResolutionSettings, 'adversarialWeight' | 'content'>,
    Pick<GameOptions, 'onProgress' | 'progressEveryMs' | 'onEpoch'> {
  readonly seed: number;
  /** A multiple of {@link SUPER_RESOLUTION}.stepsPerEpoch. Default as {@link SUPER_RESOLUTION} has it for this phase. */
  readonly steps?: number;
  /** Default as {@link buildSrganGenerator} has it. */
  readonly upsampler?: Upsampler;
  /** Whose weights it begins with. Default: those of the seed. Stays the caller's. */
  readonly start?: tf.LayersModel;
  /** D's learning rate at first. Default as {@link SUPER_RESOLUTION} has it. */
  readonly discriminatorRate?: number;
}

/** The steps of a run, of the first phase when it has no D. */
const stepsOf = ({
  steps,
  adversarialWeight,
}: Pick<SuperResolutionRun, 'steps' | 'adversarialWeight'>): number =>
  steps ?? SUPER_RESOLUTION.steps[adversarialWeight === undefined ? 'content' : 'adversarial'];

/** A trained generator, and what it took. */
export interface TrainedSuperResolver {
  /** The average of G's weights after the last step; the caller disposes. */
  readonly generator: tf.LayersModel;
  readonly steps: number;
  readonly minutes: number;
}

/**
 * The networks of a run and their game, for who calls `trainGame` himself; the caller disposes the networks.
 *
 * @returns beside the game the generator that is judged, which follows the one that is trained
 */
export function setUpSuperResolution({
  seed,
  steps,
  adversarialWeight,
  content,
  upsampler,
  start,
  discriminatorRate = SUPER_RESOLUTION.discriminatorSettings.learningRate,
}: SuperResolutionRun): { readonly game: Game; readonly averagedGenerator: tf.LayersModel } {
  const { size, averageDecay, ...all } = SUPER_RESOLUTION;
  const isJudged = adversarialWeight !== undefined;
  const decaySteps = stepsOf({ steps, adversarialWeight });
  const [generator, averagedGenerator] = [0, 1].map(() => {
    const model = buildSuperResolver(seed, upsampler);
    if (start) model.setWeights(start.getWeights());
    return model;
  });
  const networks = { generator, averagedGenerator };
  if (!isJudged) {
    const generatorSettings = { ...all.contentSettings, decaySteps };
    return {
      averagedGenerator,
      game: superResolutionGame(networks, { generatorSettings, averageDecay }),
    };
  }
  const discriminator = buildSrganDiscriminator({ inputShape: [size, size, 3], seed });
  const game = superResolutionGame(
    { ...networks, discriminator },
    {
      adversarialWeight,
      content,
      generatorSettings: { ...all.generatorSettings, decaySteps },
      discriminatorSettings: {
        ...all.discriminatorSettings,
        learningRate: discriminatorRate,
        decaySteps,
      },
      averageDecay,
    },
  );
  return { averagedGenerator, game };
}

/**
 * Trains a generator from a seed: by the content loss alone, or, with an `adversarialWeight`, with D. What is kept is
 * the average after the last step, a rule fixed beforehand.
 *
 * @param pictures of which the images are `[n, 32, 32, 3]`
 */
export async function trainSuperResolver(
  pictures: LargePictures,
  run: SuperResolutionRun,
): Promise<TrainedSuperResolver> {
  const { game, averagedGenerator } = setUpSuperResolution(run);
  const batches = superResolutionBatches(pictures, run);
  const { seed, onProgress, progressEveryMs, onEpoch } = run;
  const callbacks = { onProgress, progressEveryMs, onEpoch };
  const epochs = stepsOf(run) / batches.stepsPerEpoch;
  const { steps, minutes } = await trainTimed(game, batches, { epochs, seed, ...callbacks });
  const { generator, discriminator } = game.networks;
  [generator, discriminator].forEach((model) => model?.dispose());
  return { generator: averagedGenerator, steps, minutes };
}

/** Pictures that a network takes at once. */
const CHUNK = 250;

/**
 * What a generator makes of small pictures.
 *
 * @param small `[n, h, w, channels]` in 0..1; stays the caller's
 * @returns `[n, factor · h, factor · w, channels]` in 0..1, clipped; the caller disposes
 */
export function enlargePictures(generator: tf.LayersModel, small: tf.Tensor4D): tf.Tensor4D {
  return tf.tidy(() => {
    const made = inChunks(small.shape[0], CHUNK, (start, n) =>
      applyInUse(generator, tf.sub(tf.mul(tf.slice(small, start, n), 2), 1)),
    );
    return toUnitRange(made as tf.Tensor4D); // of pictures, as the small ones are
  });
}
