import { tf } from '../backend';
import type { OptimizerSettings } from '../backend/optimizer';
import { LOSSES } from '../losses';
import { stepsAlong } from '../metrics/sharpness';
import { applyInTraining } from '../models/gan';
import type { Penalty } from '../penalties';
import type { Draw } from './draw';
import type { Game, Player, PlayerNumbers } from './game';

/** Who predicts, and by what he is held to it. */
export interface PredictionGameOptions {
  /**
   * Given frames `[batch, height, width, given]`, and z where it has a second input → the next ones, in 0..1, such as
   * {@link buildVideoPredictor}.
   */
  readonly generator: tf.LayersModel;
  /** A second one, whose weights follow as a moving average. Default: none. */
  readonly averagedGenerator?: tf.LayersModel;
  /** Given and next frames, one behind the other → logits of any shape. Default: none. */
  readonly discriminator?: tf.LayersModel;
  /** Weight of the adversarial loss beside the squared error, at least 0. Default 0.001. */
  readonly adversarialWeight?: number;
  /** Weight of {@link gradientDifference} beside the squared error, at least 0. Default 0. */
  readonly gradientWeight?: number;
  /** Added to D's loss, such as {@link r1Penalty}. Default: none. */
  readonly penalty?: Penalty;
  readonly generatorSettings: OptimizerSettings;
  readonly discriminatorSettings?: OptimizerSettings;
  /** How slowly the averaged generator follows. Default 0.995. */
  readonly averageDecay?: number;
}

/**
 * How far edges are as strong as the true ones: the mean squared difference of the absolute differences of neighbouring
 * pixels, down and across. A blur has weak edges and so a large one, though its squared error is the least.
 *
 * @param real `[batch, height, width, frames]`; stay the caller's
 * @param fake of the same shape; stay the caller's
 * @see Mathieu et al. 2016, "Deep multi-scale video prediction beyond mean square error", equation 6, with α = 2
 */
export function gradientDifference(real: tf.Tensor, fake: tf.Tensor): tf.Scalar {
  return tf.tidy(() => {
    const along = (axis: 1 | 2) => {
      const [a, b] = [real, fake].map((x) => tf.abs(stepsAlong(x, axis)));
      return tf.mean<tf.Scalar>(tf.squaredDifference(a, b));
    };
    return tf.add<tf.Scalar>(along(1), along(2));
  });
}

/**
 * Prediction as a game: G is held to the frames that came, and D tells films with true ends from films with G's. Without D
 * G minimises the squared error, and the gradient difference where it counts. A batch is given frames and the next.
 *
 * @see Mathieu et al. 2016, equations 1 to 7
 */
export function predictionGame(options: PredictionGameOptions): Game {
  const { generator, averagedGenerator, discriminator, penalty } = options;
  const { adversarialWeight = 0.001, gradientWeight = 0, averageDecay = 0.995 } = options;
  const { discriminator: ofD, generator: ofG } = LOSSES.nonSaturating;
  const judge = (film: tf.Tensor) => applyInTraining(discriminator!, film); // there, where it is asked
  const predict = (given: tf.Tensor, draw: Draw) => {
    const [, z] = generator.inputs;
    const noise = () => draw.normal([given.shape[0], z.shape[1]!]); // z's length
    return applyInTraining(generator, z ? [given, noise()] : given);
  };
  const filmOf = (given: tf.Tensor, next: tf.Tensor) => tf.concat([given, next], 3);
  const D: Player = {
    name: 'discriminator',
    moves: ['discriminator'],
    settings: options.discriminatorSettings ?? options.generatorSettings,
    numbers: ([given, next], draw) => {
      const real = filmOf(given, next);
      const fake = filmOf(given, predict(given, draw));
      const game = ofD(judge(real), judge(fake));
      if (!penalty) return { loss: game };
      return { loss: tf.add(game, penalty({ real, fake, key: draw.key(), discriminate: judge })) };
    },
  };
  const G: Player = {
    name: 'generator',
    moves: ['generator'],
    settings: options.generatorSettings,
    numbers: ([given, next], draw): PlayerNumbers => {
      const made = predict(given, draw);
      const squares = tf.mean<tf.Scalar>(tf.squaredDifference(next, made));
      const edges = gradientWeight > 0 ? [tf.mul<tf.Scalar>(gradientWeight, gradientDifference(next, made))] : []; // prettier-ignore
      const held = tf.addN<tf.Scalar>([squares, ...edges]);
      if (!discriminator) return { loss: held, squares };
      const adversarial = ofG(judge(filmOf(given, made)));
      return { loss: tf.add(held, tf.mul(adversarialWeight, adversarial)), squares, adversarial };
    },
  };
  return {
    networks: {
      generator,
      ...(averagedGenerator && { averagedGenerator }),
      ...(discriminator && { discriminator }),
    },
    players: discriminator ? [D, G] : [G],
    averages: averagedGenerator
      ? [{ of: 'generator', into: 'averagedGenerator', decay: averageDecay }]
      : [],
  };
}
