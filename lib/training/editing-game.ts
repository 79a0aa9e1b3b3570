import { tf } from '../backend';
import type { OptimizerSettings } from '../backend/optimizer';
import { requirePositive } from '../check';
import { columnsOf } from '../judges/definition';
import { type GanLoss, LOSSES } from '../losses';
import { applyInTraining, applyInUse } from '../models/gan';
import { type Controls, answerLoss, numControlsOf } from './controlled-game';
import type { Game, Player, PlayerNumbers } from './game';

/**
 * What an editor is given: pictures with, behind them, a plane for each control that says how much of it is to change.
 *
 * @param pictures `[n, height, width, 3]` in −1..1; stay the caller's
 * @param change `[n, numControls]`, what is wanted less what is there; 0 to leave all as it is. Stays the caller's
 * @returns `[n, height, width, 3 + numControls]`; the caller disposes
 */
export function withChange(pictures: tf.Tensor4D, change: tf.Tensor2D): tf.Tensor4D {
  return tf.tidy(() => {
    const [n, height, width] = pictures.shape;
    const places = tf.reshape(change, [n, 1, 1, -1]);
    const planes = tf.tile(places, [1, height, width, 1]);
    return tf.concat<tf.Tensor4D>([pictures, planes as tf.Tensor4D], 3); // of four axes
  });
}

/**
 * Pictures changed where an editor says so: x + m ⊙ (p − x). Of its four channels three are a picture p in −1..1, and the
 * fourth says by a mask m, from 0 to 1, how much of it is used at each pixel.
 *
 * @param pictures x, `[n, height, width, 3]` in −1..1; stay the caller's
 * @param made `[n, height, width, 4]` in −1..1; stays the caller's
 * @returns `[n, height, width, 3]` in −1..1; the caller disposes
 * @see Pumarola et al. 2018, "GANimation: anatomically-aware facial animation from a single image", equation 1
 */
export function blend(pictures: tf.Tensor4D, made: tf.Tensor4D): tf.Tensor4D {
  return tf.tidy(() => {
    const [picture, mask] = tf.split(made, [3, 1], 3);
    const amount = tf.div(tf.add(mask, 1), 2);
    return tf.add<tf.Tensor4D>(pictures, tf.mul(amount, tf.sub(picture, pictures)));
  });
}

/**
 * Pictures as an editor changes them.
 *
 * @param editor of {@link withChange}'s channels → 4 channels in −1..1, such as {@link buildUnet}
 * @param pictures `[n, height, width, 3]` in −1..1; stay the caller's
 * @param change `[n, numControls]`; stays the caller's
 * @returns `[n, height, width, 3]` in −1..1; the caller disposes
 */
export function editPictures(
  editor: tf.LayersModel,
  pictures: tf.Tensor4D,
  change: tf.Tensor2D,
): tf.Tensor4D {
  return tf.tidy(() => {
    const made = applyInUse(editor, withChange(pictures, change));
    return blend(pictures, made as tf.Tensor4D); // an editor makes pictures
  });
}

/** Who plays, and by which rules. */
export interface EditingGameOptions {
  /** The editor, such as {@link buildUnet} with 4 channels out. */
  readonly generator: tf.LayersModel;
  /** A second one, whose weights follow as a moving average. Default: none. */
  readonly averagedGenerator?: tf.LayersModel;
  /** Pictures and controls → logits and answers, such as {@link buildControlledDiscriminator}. */
  readonly discriminator: tf.LayersModel;
  readonly controls: Controls;
  /** Weight of G's loss by the answers. Default 1. */
  readonly answerWeight?: number;
  /** Weight of the L1 loss that holds G to the picture. Default 10. */
  readonly keepWeight?: number;
  /**
   * What is to be the picture itself: `unchanged`, the edit that changes nothing (AttGAN); `cycle`, the edit there and
   * back (StarGAN). Default `unchanged`.
   */
  readonly keeps?: 'unchanged' | 'cycle';
  /** Whether D's logit counts; without, G goes by the answers alone. Default true. */
  readonly isAdversarial?: boolean;
  /** Default {@link LOSSES}.nonSaturating. */
  readonly loss?: GanLoss;
  readonly generatorSettings: OptimizerSettings;
  readonly discriminatorSettings: OptimizerSettings;
  /** How slowly the averaged generator follows. Default 0.995. */
  readonly averageDecay?: number;
}

/**
 * Editing attributes without pairs, as a game: D tells pictures and what they show from edited ones and what was asked,
 * and learns to name what real ones show; G is to make what D names as asked, looks real as such, and is the picture
 * itself where nothing is asked: L_G = L_adversarial + λ_a E[answers] + λ_k E[mean |x − G(x, 0)|].
 *
 * A batch is a list of pictures in −1..1 and their controls. What is asked are the controls of the batch in reverse
 * order: of every other picture all of them, of the rest those of one question only, in turn, so that G also learns to
 * change one thing and leave the others. The history has `discriminatorLoss`, `discriminatorAnswers`, `generatorLoss`,
 * `generatorAdversarial`, `generatorAnswers` and `generatorKeep`.
 *
 * @throws RangeError when a weight is not above 0
 * @see He et al. 2019, "AttGAN: facial attribute editing by only changing what you want", equations 5 to 10; Choi et al.
 *   2018, "StarGAN", equations 1 to 6; Liu et al. 2019, "STGAN", section 3.2, for the difference in place of the target.
 *   In all three D is not told: pass one that is not to play as they do
 */
export function editingGame(options: EditingGameOptions): Game {
  const { generator, averagedGenerator, discriminator, controls } = options;
  const { answerWeight = 1, keepWeight = 10, keeps = 'unchanged', isAdversarial = true } = options;
  const { loss = LOSSES.nonSaturating } = options;
  Object.entries({ answerWeight, keepWeight }).forEach(([name, value]) =>
    requirePositive(name, value),
  );
  const judge = (pictures: tf.Tensor, told: tf.Tensor) =>
    discriminator.apply([pictures, told], { training: true }) as [tf.Tensor, tf.Tensor]; // its two outputs
  const edit = (pictures: tf.Tensor, change: tf.Tensor) => {
    const given = withChange(pictures as tf.Tensor4D, change as tf.Tensor2D); // as the batches have them
    return blend(pictures as tf.Tensor4D, applyInTraining(generator, given) as tf.Tensor4D);
  };
  const wantedOf = (shown: tf.Tensor) => {
    const isAsked = askedOf(controls, shown.shape[0]);
    return tf.add(shown, tf.mul(isAsked, tf.sub(tf.reverse(shown, 0), shown)));
  };
  const D: Player = {
    name: 'discriminator',
    moves: ['discriminator'],
    settings: options.discriminatorSettings,
    numbers: ([pictures, shown]) => {
      const [real, named] = judge(pictures, shown);
      const answers = answerLoss(controls, shown, named);
      if (!isAdversarial) return { loss: answers, answers };
      const wanted = wantedOf(shown);
      const [fake] = judge(edit(pictures, tf.sub(wanted, shown)), wanted);
      return { loss: tf.add<tf.Scalar>(loss.discriminator(real, fake), answers), answers };
    },
  };
  const G: Player = {
    name: 'generator',
    moves: ['generator'],
    settings: options.generatorSettings,
    numbers: ([pictures, shown]): PlayerNumbers => {
      const wanted = wantedOf(shown);
      const change = tf.sub(wanted, shown);
      const edited = edit(pictures, change);
      const [logits, named] = judge(edited, wanted);
      const answers = answerLoss(controls, wanted, named);
      const same =
        keeps === 'cycle' ? edit(edited, tf.neg(change)) : edit(pictures, tf.zerosLike(change));
      const keep = tf.mean<tf.Scalar>(tf.abs(tf.sub(pictures, same)));
      const held = tf.add<tf.Scalar>(tf.mul(answerWeight, answers), tf.mul(keepWeight, keep));
      if (!isAdversarial) return { loss: held, answers, keep };
      const adversarial = loss.generator(logits);
      return { loss: tf.add<tf.Scalar>(adversarial, held), adversarial, answers, keep };
    },
  };
  const decay = options.averageDecay ?? 0.995;
  return {
    networks: { generator, discriminator, ...(averagedGenerator && { averagedGenerator }) },
    players: [D, G],
    averages: averagedGenerator ? [{ of: 'generator', into: 'averagedGenerator', decay }] : [],
  };
}

/** Which controls are asked of each picture, `[n, numControls]`: 1 where they are, else 0. */
function askedOf(controls: Controls, n: number): tf.Tensor2D {
  const questions = columnsOf({ answers: controls });
  const width = numControlsOf(controls);
  const rows = Array.from({ length: n }, (_, i) => {
    if (i % 2 === 0) return new Array<number>(width).fill(1);
    const { start, question } = questions[((i - 1) / 2) % questions.length];
    const isOf = (column: number) => column >= start && column < start + question.numOutputs;
    return Array.from({ length: width }, (_each, column) => Number(isOf(column)));
  });
  return tf.tensor2d(rows);
}
