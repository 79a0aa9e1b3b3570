import { tf } from '../backend';
import type { OptimizerSettings } from '../backend/optimizer';
import { columnsOf } from '../judges/definition';
import type { Question } from '../judges/questions';
import { type GanLoss, LOSSES } from '../losses';
import { applyInTraining } from '../models/gan';
import type { Penalty } from '../penalties';
import type { Draw } from './draw';
import type { Game, Player } from './game';

/** What can be asked for, by name: `{ expression: classes(EXPRESSIONS), yaw: quantity('degrees', [-30, 30]) }`. */
export type Controls<Name extends string = string> = Readonly<Record<Name, Question>>;

/** How many numbers controls are. */
export const numControlsOf = (controls: Controls): number =>
  Object.values(controls).reduce((sum, { numOutputs }) => sum + numOutputs, 0);

/**
 * What is asked for, as networks are told it: a class as 1 among zeros, a quantity in a scale in which its range is −1 to
 * 1, one behind the other.
 *
 * @param labels of each question one for each picture
 * @returns `[n, numControls]`; the caller disposes
 * @throws RangeError when a label is none
 */
export function controlsOf<Name extends string>(
  controls: Controls<Name>,
  labels: Readonly<Record<Name, ArrayLike<number>>>,
): tf.Tensor2D {
  return tf.tidy(() => {
    const parts = (Object.keys(controls) as Name[]).map((name) => {
      const { numOutputs, targetsOf } = controls[name];
      return tf.tensor2d(targetsOf(labels[name]), [labels[name].length, numOutputs]);
    });
    return tf.concat(parts, 1);
  });
}

/**
 * What D learns to answer of: `reals`, so that what it says of fakes means what it means of real pictures; `fakes`, so that
 * G and D agree on a language of their own, which is InfoGAN; `both`, as the first GAN with such answers did.
 */
export type AnswersOf = 'reals' | 'fakes' | 'both';

/** Who plays, and by which rules. */
export interface ControlledGameOptions {
  /** z and controls → pictures, such as {@link buildControlledGenerator}. */
  readonly generator: tf.LayersModel;
  /** A second one, whose weights follow as a moving average. Default: none. */
  readonly averagedGenerator?: tf.LayersModel;
  /** Pictures and controls → logits and answers, such as {@link buildControlledDiscriminator}. */
  readonly discriminator: tf.LayersModel;
  readonly controls: Controls;
  readonly latentDim: number;
  /** Weight of the answers' loss beside the adversarial one, for both players. Default 1. */
  readonly answerWeight?: number;
  /** What D learns to answer of. Default `reals`. */
  readonly answersOf?: AnswersOf;
  /** Default {@link LOSSES}.nonSaturating. */
  readonly loss?: GanLoss;
  /** Added to D's loss, such as {@link r1Penalty}. Default: none. */
  readonly penalty?: Penalty;
  readonly generatorSettings: OptimizerSettings;
  readonly discriminatorSettings: OptimizerSettings;
  /** How slowly the averaged generator follows. Default 0.995. */
  readonly averageDecay?: number;
}

/**
 * How wrong answers are: the sum of the questions' losses, cross-entropy of classes and squared error of quantities in
 * −1..1.
 *
 * @param wanted `[n, numControls]`; stay the caller's
 * @param answers `[n, numControls]`; stay the caller's
 */
export function answerLoss(controls: Controls, wanted: tf.Tensor, answers: tf.Tensor): tf.Scalar {
  const losses = columnsOf({ answers: controls }).map(({ question, start }) => {
    const [a, b] = [wanted, answers].map(
      (x) => tf.slice(x, [0, start], [-1, question.numOutputs]) as tf.Tensor2D, // columns of a matrix
    );
    return question.lossOf(a, b);
  });
  return tf.addN(losses);
}

/**
 * A GAN that is told numbers, as a game. D tells pictures with what they show from fakes with what was asked for, and
 * learns to name what real ones show; G is to look real and to be named as asked: L_D = L_real/fake + λ E_real[answers],
 * L_G = L_adversarial + λ E_fake[answers].
 *
 * A batch is a list of pictures in 0..1 and their controls. What is asked of G are the controls of the batch in reverse
 * order, so that they are as common as in the data and belong to other pictures. A third tensor are pictures without
 * labels: D then tells those from fakes and learns its answers of the labelled ones, which is semi-supervised learning;
 * let it be a D that is not told.
 *
 * With controls drawn at random, a D that is not told and answers of fakes alone this is InfoGAN, and λ times the lower
 * bound of the mutual information of codes and pictures, but for a constant, is what both make large. The history has
 * `discriminatorLoss`, `discriminatorAnswers`, `generatorLoss`, `generatorAdversarial` and `generatorAnswers`.
 *
 * @see Odena et al. 2017, "Conditional image synthesis with auxiliary classifier GANs", section 3, whose D answers of
 *   fakes too; of reals alone: Choi et al. 2018, "StarGAN: unified generative adversarial networks for multi-domain
 *   image-to-image translation", equations 2 and 3; Chen et al. 2016, "InfoGAN: interpretable representation learning by
 *   information maximizing generative adversarial nets", equations 5 and 6; Salimans et al. 2016, "Improved techniques
 *   for training GANs", section 5, where real, fake and the classes share one softmax
 */
export function controlledGame(options: ControlledGameOptions): Game {
  const { generator, averagedGenerator, discriminator, controls, latentDim } = options;
  const { answerWeight = 1, answersOf = 'reals', loss = LOSSES.nonSaturating, penalty } = options;
  const judge = (pictures: tf.Tensor, told: tf.Tensor) =>
    discriminator.apply([pictures, told], { training: true }) as [tf.Tensor, tf.Tensor]; // its two outputs
  const imagine = (told: tf.Tensor, draw: Draw) =>
    applyInTraining(generator, [draw.normal([told.shape[0], latentDim]), told]);
  const wrong = (wanted: tf.Tensor, answers: tf.Tensor) => answerLoss(controls, wanted, answers);
  const D: Player = {
    name: 'discriminator',
    moves: ['discriminator'],
    settings: options.discriminatorSettings,
    numbers: ([pictures, shown, unlabelled], draw) => {
      const asked = tf.reverse(shown, 0);
      const [ofLabelled, named] = judge(pictures, shown);
      const real = unlabelled ? judge(unlabelled, shown)[0] : ofLabelled;
      const made = imagine(asked, draw);
      const [fake, namedFake] = judge(made, asked);
      const answers = tf.addN<tf.Scalar>([
        ...(answersOf === 'fakes' ? [] : [wrong(shown, named)]),
        ...(answersOf === 'reals' ? [] : [wrong(asked, namedFake)]),
      ]);
      const discriminate = (examples: tf.Tensor) => judge(examples, shown)[0];
      const about = { real: unlabelled ?? pictures, fake: made, discriminate };
      const whole = tf.addN<tf.Scalar>([
        loss.discriminator(real, fake),
        tf.mul<tf.Scalar>(answerWeight, answers),
        ...(penalty ? [penalty({ ...about, key: draw.key() })] : []),
      ]);
      return { loss: whole, answers };
    },
  };
  const G: Player = {
    name: 'generator',
    moves: ['generator'],
    settings: options.generatorSettings,
    numbers: ([, shown], draw) => {
      const asked = tf.reverse(shown, 0);
      const [logits, named] = judge(imagine(asked, draw), asked);
      const adversarial = loss.generator(logits);
      const answers = wrong(asked, named);
      const whole = tf.add<tf.Scalar>(adversarial, tf.mul(answerWeight, answers));
      return { loss: whole, adversarial, answers };
    },
  };
  const decay = options.averageDecay ?? 0.995;
  return {
    networks: { generator, discriminator, ...(averagedGenerator && { averagedGenerator }) },
    players: [D, G],
    averages: averagedGenerator ? [{ of: 'generator', into: 'averagedGenerator', decay }] : [],
  };
}
