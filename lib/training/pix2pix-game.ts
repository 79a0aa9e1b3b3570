import { tf } from '../backend';
import type { OptimizerSettings } from '../backend/optimizer';
import { type GanLoss, LOSSES } from '../losses';
import { applyInTraining } from '../models/gan';
import type { Game, Player, PlayerNumbers } from './game';

/**
 * What D is shown: `pair` the input and the output, one behind the other (the paper's cGAN), `output` the output alone
 * (its GAN); with `nothing` there is no D.
 */
export type DiscriminatorSees = 'pair' | 'output' | 'nothing';

/** The networks of pix2pix. */
export interface Pix2pixNetworks {
  /** Inputs `[batch, height, width, inputChannels]` → outputs in (−1, 1), such as {@link buildUnet}. */
  readonly generator: tf.LayersModel;
  /** A second one like it, whose weights follow the first's as a moving average. Default: none. */
  readonly averagedGenerator?: tf.LayersModel;
  /**
   * Of as many channels as it sees → logits of any shape, such as {@link buildPatchDiscriminator}. Not needed when D
   * sees nothing.
   */
  readonly discriminator?: tf.LayersModel;
}

/** How pix2pix is played. */
export interface Pix2pixSettings {
  /** The paper's λ, 100 there; 0 leaves the L1 loss out. */
  readonly l1Weight: number;
  /** Default `pair`. */
  readonly sees?: DiscriminatorSees;
  readonly generatorSettings: OptimizerSettings;
  readonly discriminatorSettings: OptimizerSettings;
  /** Default {@link LOSSES}.nonSaturating, the paper's. */
  readonly loss?: GanLoss;
  /** How slowly the averaged generator, if there is one, follows G. Default 0.995: about 200 steps. */
  readonly averageDecay?: number;
}

/**
 * What D is given to judge, `[batch, height, width, channels]`; the caller disposes.
 *
 * @param input what was to be translated; stays the caller's
 * @param output the truth or G's; stays the caller's
 */
export const shownToDiscriminator = (
  sees: DiscriminatorSees,
  input: tf.Tensor,
  output: tf.Tensor,
): tf.Tensor => (sees === 'pair' ? tf.concat([input, output], 3) : tf.clone(output));

/**
 * pix2pix as a game: D tells true outputs from G's, beside the input that they are of, and G is held to the true output
 * by an L1 loss too, L_G = E[−log D(x, G(x))] + λ E[mean |y − G(x)|]. Without D only the L1 loss is left.
 *
 * A batch is a list of input and target in −1..1. The history has `discriminatorLoss`, `generatorLoss` and its parts
 * `generatorAdversarial` and `generatorL1`, the latter in −1..1, so twice that of 0..1. D's loss is halved, as in the
 * paper, so that it learns more slowly than G.
 *
 * G is given no noise: the paper's learned to ignore it.
 *
 * @throws RangeError when neither loss is left, or there is no D to see something
 * @see Isola et al. 2017, "Image-to-image translation with conditional adversarial networks", equations 1 to 4 and
 *   section 3.3
 */
export function pix2pixGame(networks: Pix2pixNetworks, settings: Pix2pixSettings): Game {
  const { generator, averagedGenerator, discriminator } = networks;
  const { sees = 'pair', loss = LOSSES.nonSaturating, averageDecay = 0.995 } = settings;
  requirePlayable(networks, settings);
  const judge = (input: tf.Tensor, output: tf.Tensor) =>
    applyInTraining(discriminator!, shownToDiscriminator(sees, input, output)); // there, as D sees something
  const D: Player = {
    name: 'discriminator',
    moves: ['discriminator'],
    settings: settings.discriminatorSettings,
    numbers: ([input, target]) => {
      const fake = applyInTraining(generator, input);
      const whole = loss.discriminator(judge(input, target), judge(input, fake));
      return { loss: tf.mul<tf.Scalar>(0.5, whole) };
    },
  };
  const G: Player = {
    name: 'generator',
    moves: ['generator'],
    settings: settings.generatorSettings,
    numbers: ([input, target]): PlayerNumbers => {
      const fake = applyInTraining(generator, input);
      const l1 = tf.mean<tf.Scalar>(tf.abs(tf.sub(target, fake)));
      if (sees === 'nothing') return { loss: l1, l1 };
      const adversarial = loss.generator(judge(input, fake));
      return { loss: tf.add(adversarial, tf.mul(settings.l1Weight, l1)), adversarial, l1 };
    },
  };
  const average = { of: 'generator', into: 'averagedGenerator', decay: averageDecay };
  const isJudged = sees !== 'nothing';
  return {
    networks: {
      generator,
      ...(averagedGenerator && { averagedGenerator }),
      ...(isJudged && discriminator && { discriminator }),
    },
    players: isJudged ? [D, G] : [G],
    averages: averagedGenerator ? [average] : [],
  };
}

function requirePlayable(
  { discriminator }: Pix2pixNetworks,
  { l1Weight, sees = 'pair' }: Pix2pixSettings,
): void {
  if (!(Number.isFinite(l1Weight) && l1Weight >= 0)) {
    throw new RangeError(`expected l1Weight to be a number of at least 0, but got ${l1Weight}`);
  }
  if (sees === 'nothing' && l1Weight === 0) {
    throw new RangeError('expected an L1 loss or a discriminator, but got neither');
  }
  if (sees !== 'nothing' && !discriminator) {
    throw new RangeError(`expected a discriminator that sees the ${sees}, but got none`);
  }
}
