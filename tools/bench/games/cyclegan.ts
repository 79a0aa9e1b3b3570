import { tf } from '../../../lib/backend';
import { LOSSES } from '../../../lib/losses';
import { applyInTraining } from '../../../lib/models/gan';
import { buildPatchDiscriminator } from '../../../lib/models/patch-discriminator';
import { buildResidualGenerator } from '../../../lib/models/residual-generator';
import { type BenchGame, noiseBatches } from './bench-game';

const SHAPE = [32, 32, 3] as const;
/** The paper's weights: λ of the cycle loss, and half of it for the identity loss. */
const [CYCLE_WEIGHT, IDENTITY_WEIGHT] = [10, 5];
/** Of both players, as the paper has them but for the rate: there are few steps. */
const settings = { learningRate: 4e-4, beta1: 0.5 };

/**
 * CycleGAN: two generators, from A to B and back, and a discriminator for each of the two kinds of pictures; six uses
 * of a generator in G's update. The pool of earlier fakes is left out: it costs next to nothing.
 *
 * @see Zhu et al. 2017, "Unpaired image-to-image translation using cycle-consistent adversarial networks", equations 1
 *   to 3 and section 5.2, with the least-squares losses of section 4
 */
export function cycleganGame(batchSize: number): BenchGame {
  const [toB, toA] = [1, 2].map((seed) => buildResidualGenerator({ imageShape: SHAPE, seed }));
  const [judgeA, judgeB] = [3, 4].map((seed) =>
    buildPatchDiscriminator({ inputShape: SHAPE, seed }),
  );
  const { discriminator: ofD, generator: ofG } = LOSSES.leastSquares;
  /** What a network makes of two batches at once. */
  const ofBoth = (network: tf.LayersModel, one: tf.Tensor, other: tf.Tensor) =>
    tf.split(applyInTraining(network, tf.concat([one, other])), 2);
  const distance = (made: tf.Tensor, wanted: tf.Tensor) =>
    tf.mean<tf.Scalar>(tf.abs(tf.sub(made, wanted)));
  const judged = (network: tf.LayersModel, real: tf.Tensor, fake: tf.Tensor) => {
    const [realScores, fakeScores] = ofBoth(network, real, fake);
    return ofD(realScores, fakeScores);
  };
  const game = {
    networks: { toB, toA, judgeA, judgeB },
    players: [
      {
        name: 'judges',
        moves: ['judgeA', 'judgeB'],
        settings,
        numbers: ([a, b]: readonly tf.Tensor[]) => {
          const ofA = judged(judgeA, a, applyInTraining(toA, b));
          const ofB = judged(judgeB, b, applyInTraining(toB, a));
          return { loss: tf.add<tf.Scalar>(ofA, ofB), ofA, ofB };
        },
      },
      {
        name: 'painters',
        moves: ['toB', 'toA'],
        settings,
        numbers: ([a, b]: readonly tf.Tensor[]) => {
          const [fakeB, sameB] = ofBoth(toB, a, b);
          const [fakeA, sameA] = ofBoth(toA, b, a);
          const adversarial = tf.add<tf.Scalar>(
            ofG(applyInTraining(judgeA, fakeA)),
            ofG(applyInTraining(judgeB, fakeB)),
          );
          const cycle = tf.add<tf.Scalar>(
            distance(applyInTraining(toA, fakeB), a),
            distance(applyInTraining(toB, fakeA), b),
          );
          const identity = tf.add<tf.Scalar>(distance(sameA, a), distance(sameB, b));
          const held = tf.add(tf.mul(CYCLE_WEIGHT, cycle), tf.mul(IDENTITY_WEIGHT, identity));
          return { loss: tf.add<tf.Scalar>(adversarial, held), adversarial, cycle, identity };
        },
      },
    ],
  };
  return { game, batches: noiseBatches(batchSize, [SHAPE, SHAPE]) };
}
