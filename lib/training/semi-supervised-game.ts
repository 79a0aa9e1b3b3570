import { tf } from '../backend';
import { LOSSES } from '../losses';
import { applyInTraining } from '../models/gan';
import { type ControlledGameOptions, answerLoss } from './controlled-game';
import type { Draw } from './draw';
import type { Game, Player } from './game';

/** Who plays, and by which rules; D is to be one that is not told. */
export type SemiSupervisedGameOptions = Omit<ControlledGameOptions, 'answersOf'>;

/**
 * A GAN that sees many pictures of which few are labelled: D tells pictures, labelled or not, from fakes, and learns to
 * name what the labelled ones show; G is to look real and to be named as asked: L_D = L_real/fake(all) + λ
 * E_labelled[answers], L_G = L_adversarial + λ E_fake[answers].
 *
 * A batch is a list of pictures without labels, of labelled ones, and of their controls. What is asked of G are these
 * controls in reverse order. The history has `discriminatorLoss`, `discriminatorAnswers`, `generatorLoss`,
 * `generatorAdversarial` and `generatorAnswers`.
 *
 * @see Salimans et al. 2016, "Improved techniques for training GANs", section 5, whose D has real/fake and the classes in
 *   one softmax; Odena 2016, "Semi-supervised learning with generative adversarial networks". Ours has two heads
 */
export function semiSupervisedGame(options: SemiSupervisedGameOptions): Game {
  const { generator, averagedGenerator, discriminator, controls, latentDim } = options;
  const { answerWeight = 1, loss = LOSSES.nonSaturating, averageDecay: decay = 0.995 } = options;
  const judge = (pictures: tf.Tensor, told: tf.Tensor) =>
    discriminator.apply([pictures, told], { training: true }) as [tf.Tensor, tf.Tensor]; // its two outputs
  const imagine = (asked: tf.Tensor, draw: Draw) =>
    applyInTraining(generator, [draw.normal([asked.shape[0], latentDim]), asked]);
  const D: Player = {
    name: 'discriminator',
    moves: ['discriminator'],
    settings: options.discriminatorSettings,
    numbers: ([pictures, labelled, shown], draw) => {
      const asked = tf.reverse(shown, 0);
      const [real] = judge(pictures, shown); // it is not told, so any controls do
      const [, named] = judge(labelled, shown);
      const [fake] = judge(imagine(asked, draw), asked);
      const answers = answerLoss(controls, shown, named);
      const game = loss.discriminator(real, fake);
      return { loss: tf.add<tf.Scalar>(game, tf.mul(answerWeight, answers)), answers };
    },
  };
  const G: Player = {
    name: 'generator',
    moves: ['generator'],
    settings: options.generatorSettings,
    numbers: ([, , shown], draw) => {
      const asked = tf.reverse(shown, 0);
      const [logits, named] = judge(imagine(asked, draw), asked);
      const adversarial = loss.generator(logits);
      const answers = answerLoss(controls, asked, named);
      const whole = tf.add<tf.Scalar>(adversarial, tf.mul(answerWeight, answers));
      return { loss: whole, adversarial, answers };
    },
  };
  return {
    networks: { generator, discriminator, ...(averagedGenerator && { averagedGenerator }) },
    players: [D, G],
    averages: averagedGenerator ? [{ of: 'generator', into: 'averagedGenerator', decay }] : [],
  };
}
