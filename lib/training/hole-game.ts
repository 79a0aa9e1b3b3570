import { tf } from '../backend';
import type { OptimizerSettings } from '../backend/optimizer';
import { LOSSES } from '../losses';
import { applyInTraining } from '../models/gan';
import type { Draw } from './draw';
import type { Game, Player, PlayerNumbers } from './game';

/** Who fills holes, and by what it is held to do so. */
export interface HoleGameOptions {
  /** Of {@link buildContextEncoder}. */
  readonly generator: tf.LayersModel;
  /** A second one, whose weights follow as a moving average. Default: none. */
  readonly averagedGenerator?: tf.LayersModel;
  /** Pictures, or what `seen` makes of them → logits of any shape. Without one G minimises the squared error alone. */
  readonly discriminator?: tf.LayersModel;
  /** Share w of the adversarial loss, 0 to 1: L = (1 − w) L_rec + w L_adv. Default the paper's, 0.001. */
  readonly adversarialWeight?: number;
  /** What D is shown of a picture, such as the hole alone. Default: all. */
  readonly seen?: (pictures: tf.Tensor4D) => tf.Tensor4D;
  /** What stands in the hole of what G is given. Default `grey`. */
  readonly filling?: HoleFilling;
  readonly generatorSettings: OptimizerSettings;
  readonly discriminatorSettings?: OptimizerSettings;
  /** How slowly the averaged generator follows. Default 0.99. */
  readonly averageDecay?: number;
}

/** `noise`: numbers from N(0, 1), other ones each time, by which G might choose among several answers. */
export type HoleFilling = 'grey' | 'noise';

/** The paper's. */
const ADVERSARIAL_WEIGHT = 0.001;

/**
 * What a context encoder is given: pictures without what lies in their holes, and where these are.
 *
 * @param images `[batch, height, width, channels]` in −1..1; stay the caller's
 * @param holes `[batch or 1, height, width, 1]`: 1 where a pixel is missing; stay the caller's
 * @param noise `[batch, height, width, channels]`, shown in the holes; default 0, which is grey
 * @returns `[batch, height, width, channels + 1]`; the caller disposes
 */
export function contextOf(
  images: tf.Tensor4D,
  holes: tf.Tensor4D,
  noise?: tf.Tensor4D,
): tf.Tensor4D {
  return tf.tidy(() => {
    const [batch, height, width] = images.shape;
    const masks = tf.broadcastTo<tf.Rank.R4>(holes, [batch, height, width, 1]);
    const kept = tf.mul(images, tf.sub(1, masks));
    const shown = noise ? tf.add(kept, tf.mul(noise, masks)) : kept;
    return tf.concat([shown, masks], 3) as tf.Tensor4D; // both of rank 4
  });
}

/**
 * The reconstruction loss L_rec = ‖M ⊙ (x − F)‖², as a mean over the numbers of the hole.
 *
 * @param images x, `[batch, height, width, channels]` in −1..1
 * @param made F, of the same shape
 * @param holes M, `[batch or 1, height, width, 1]`: 1 where a pixel is missing
 * @see Pathak et al. 2016, equation 1, where it is a sum
 */
export function reconstructionLoss(
  images: tf.Tensor4D,
  made: tf.Tensor4D,
  holes: tf.Tensor4D,
): tf.Scalar {
  return tf.tidy(() => {
    const masks = tf.broadcastTo(holes, images.shape);
    const squares = tf.mul(masks, tf.squaredDifference(images, made));
    return tf.div<tf.Scalar>(tf.sum(squares), tf.sum(masks));
  });
}

/** (1 − M) ⊙ x + M ⊙ F: the pictures with what was made in their holes, and in these alone. */
export function composite(images: tf.Tensor4D, made: tf.Tensor4D, holes: tf.Tensor4D): tf.Tensor4D {
  return tf.tidy(() => tf.add<tf.Tensor4D>(images, tf.mul(holes, tf.sub(made, images))));
}

/**
 * Filling holes as a game: G is held to the pixels that were there, and D to telling filled pictures from whole ones.
 * A batch is images `[batch, height, width, channels]` in −1..1 and holes `[batch, height, width, 1]`.
 *
 * @see Pathak et al. 2016, "Context encoders", section 3.2, equations 1 to 3
 */
export function holeGame(options: HoleGameOptions): Game {
  const { generator, discriminator, averagedGenerator } = options;
  const { adversarialWeight = ADVERSARIAL_WEIGHT, seen = (pictures) => pictures } = options;
  const { discriminator: ofD, generator: ofG } = LOSSES.nonSaturating;
  const fill = ([images, holes]: readonly tf.Tensor4D[], draw: Draw): tf.Tensor4D => {
    const noise = options.filling === 'noise' ? draw.normal<tf.Rank.R4>(images.shape) : undefined;
    return applyInTraining(generator, contextOf(images, holes, noise)) as tf.Tensor4D; // a picture
  };
  const logits = (D: tf.LayersModel, pictures: tf.Tensor4D) => applyInTraining(D, seen(pictures));
  const generatorPlayer: Player = {
    name: 'generator',
    moves: ['generator'],
    settings: options.generatorSettings,
    numbers: (batch, draw): PlayerNumbers => {
      const [images, holes] = batch as tf.Tensor4D[]; // as the game's batches have them
      const made = fill([images, holes], draw);
      const reconstruction = reconstructionLoss(images, made, holes);
      if (!discriminator) return { loss: reconstruction };
      const adversarial = ofG(logits(discriminator, composite(images, made, holes)));
      const loss = tf.add<tf.Scalar>(
        tf.mul(1 - adversarialWeight, reconstruction),
        tf.mul(adversarialWeight, adversarial),
      );
      return { loss, reconstruction, adversarial };
    },
  };
  const averages = averagedGenerator && [
    { of: 'generator', into: 'averagedGenerator', decay: options.averageDecay ?? 0.99 },
  ];
  const networks = { generator, ...(averagedGenerator && { averagedGenerator }) };
  if (!discriminator) return { networks, players: [generatorPlayer], averages };
  const discriminatorPlayer: Player = {
    name: 'discriminator',
    moves: ['discriminator'],
    settings: options.discriminatorSettings ?? options.generatorSettings,
    numbers: (batch, draw) => {
      const [images, holes] = batch as tf.Tensor4D[]; // as above
      const filled = composite(images, fill([images, holes], draw), holes);
      return { loss: ofD(logits(discriminator, images), logits(discriminator, filled)) };
    },
  };
  return {
    networks: { ...networks, discriminator },
    players: [discriminatorPlayer, generatorPlayer],
    averages,
  };
}
