import { tf } from '../backend';
import type { OptimizerSettings } from '../backend/optimizer';
import { requirePositive } from '../check';
import { shrinkImages } from '../data/shrink';
import { LOSSES } from '../losses';
import { applyInTraining } from '../models/gan';
import type { Game, Player, PlayerNumbers } from './game';

/** The networks of super-resolution. */
export interface SuperResolutionNetworks {
  /** Small pictures → pictures some whole number of times larger, such as {@link buildSrganGenerator}. */
  readonly generator: tf.LayersModel;
  /** A second one like it, whose weights follow the first's as a moving average. Default: none. */
  readonly averagedGenerator?: tf.LayersModel;
  /** Large pictures → logits of any shape. Without one G minimises the content loss alone: the pretraining. */
  readonly discriminator?: tf.LayersModel;
}

/** How super-resolution is played. */
export interface SuperResolutionSettings {
  /** w of the adversarial loss. Default the paper's, 0.001; not used without D. */
  readonly adversarialWeight?: number;
  /**
   * `squaredError` holds G to the picture; `none` leaves D alone, to see what it is that holds G. Default
   * `squaredError`.
   */
  readonly content?: 'squaredError' | 'none';
  readonly generatorSettings: OptimizerSettings;
  /** Needed with D. */
  readonly discriminatorSettings?: OptimizerSettings;
  /** How slowly the averaged generator, if there is one, follows G. Default 0.99: about 100 steps. */
  readonly averageDecay?: number;
}

/** The paper's, equation 3. */
const ADVERSARIAL_WEIGHT = 0.001;

/**
 * The content loss of SRGAN by pixels, the mean of (I − G(I↓))² over all numbers of a batch.
 *
 * @param real I, `[batch, height, width, channels]` in −1..1
 * @param fake G(I↓), of the same shape
 * @see Ledig et al. 2017, equation 4
 */
export const squaredErrorLoss = (real: tf.Tensor, fake: tf.Tensor): tf.Scalar =>
  tf.mean<tf.Scalar>(tf.squaredDifference(real, fake));

/**
 * SRGAN as a game: D tells pictures from those that G makes of their small forms, and G is held to the picture by a
 * content loss, L_G = E[mean (I − G(I↓))²] + w E[−log D(G(I↓))].
 *
 * Play it first without D, then go on with the same G and with D: from random weights D wins before G has anything to
 * show.
 *
 * A batch is pictures `[batch, height, width, channels]` in −1..1, of which the game makes the small ones
 * ({@link shrinkImages}). The history has `generatorLoss`, and with D `generatorContent`, `generatorAdversarial` and
 * `discriminatorLoss`.
 *
 * @throws RangeError when the weight is not above 0, when there is no D and nothing else to hold G, or D has no settings
 * @see Ledig et al. 2017, "Photo-realistic single image super-resolution using a generative adversarial network",
 *   section 2.2 (equations 2 to 6) and 3.2 (the pretraining). Unlike there, the content loss is of pixels in −1..1 and
 *   not of a classifier's features, for which they take VGG: none such is known for pictures this small
 */
export function superResolutionGame(
  networks: SuperResolutionNetworks,
  settings: SuperResolutionSettings,
): Game {
  const { generator, averagedGenerator, discriminator } = networks;
  const { adversarialWeight = ADVERSARIAL_WEIGHT, content = 'squaredError' } = settings;
  requirePositive('adversarialWeight', adversarialWeight);
  if (!discriminator && content === 'none') {
    throw new RangeError('expected a content loss or a discriminator, but got neither');
  }
  const { discriminator: lossOfD, generator: lossOfG } = LOSSES.nonSaturating;
  const factor = generator.outputs[0].shape[1]! / generator.inputs[0].shape[1]!; // both are of fixed size
  const enlarge = (real: tf.Tensor) =>
    applyInTraining(generator, shrinkImages(real as tf.Tensor4D, factor)); // pictures, as the batches have them
  const G: Player = {
    name: 'generator',
    moves: ['generator'],
    settings: settings.generatorSettings,
    numbers: ([real]): PlayerNumbers => {
      const fake = enlarge(real);
      const squares = squaredErrorLoss(real, fake);
      if (!discriminator) return { loss: squares };
      const adversarial = lossOfG(applyInTraining(discriminator, fake));
      const weighted = tf.mul<tf.Scalar>(adversarialWeight, adversarial);
      const loss = content === 'none' ? weighted : tf.add<tf.Scalar>(squares, weighted);
      return { loss, content: squares, adversarial };
    },
  };
  const average = { of: 'generator', into: 'averagedGenerator' };
  const shared = {
    networks: { generator, ...(averagedGenerator && { averagedGenerator }) },
    averages: averagedGenerator ? [{ ...average, decay: settings.averageDecay ?? 0.99 }] : [],
  };
  if (!discriminator) return { ...shared, players: [G] };
  const { discriminatorSettings } = settings;
  if (!discriminatorSettings) {
    throw new RangeError('expected discriminatorSettings beside a discriminator, but got none');
  }
  const D: Player = {
    name: 'discriminator',
    moves: ['discriminator'],
    settings: discriminatorSettings,
    numbers: ([real]) => {
      const fake = enlarge(real);
      const judge = (pictures: tf.Tensor) => applyInTraining(discriminator, pictures);
      return { loss: lossOfD(judge(real), judge(fake)) };
    },
  };
  return { ...shared, networks: { ...shared.networks, discriminator }, players: [D, G] };
}
