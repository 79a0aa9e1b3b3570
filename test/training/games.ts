import { tf } from '../../lib/backend';
import { type Batches, batchesFrom, sideBySide } from '../../lib/data/batches';
import { LOSSES } from '../../lib/losses';
import { applyInTraining } from '../../lib/models/gan';
import { glorotUniform } from '../../lib/models/initializer';
import type { Game } from '../../lib/training/game';

/** A network that is one number: 1 → weight. */
export const numberNetwork = (value: number): tf.LayersModel =>
  tf.sequential({
    layers: [
      tf.layers.dense({
        inputShape: [1],
        units: 1,
        useBias: false,
        kernelInitializer: tf.initializers.constant({ value }),
      }),
    ],
  });

/** Its number, as it stands in a loss. */
const numberOf = (network: tf.LayersModel): tf.Scalar =>
  tf.sum(applyInTraining(network, tf.ones([1, 1]))) as tf.Scalar;

export const weightOf = (network: tf.LayersModel): number => network.getWeights()[0].dataSync()[0];

/**
 * Three networks and two players, who end where x = z, y = 2 and z = 3 − y: at (1, 2, 1). The first moves x and y against
 * (x − z)² + (y − 2)², the second z against (z + y − 3)².
 */
export function numbersGame(): Game {
  const networks = { x: numberNetwork(5), y: numberNetwork(-1), z: numberNetwork(0.3) };
  const [x, y, z] = [networks.x, networks.y, networks.z].map((net) => () => numberOf(net));
  const settings = { rule: 'sgd', learningRate: 0.05 } as const;
  return {
    networks,
    players: [
      {
        name: 'pair',
        moves: ['x', 'y'],
        settings,
        numbers: () => {
          const apart = tf.square<tf.Scalar>(tf.sub<tf.Scalar>(x(), z()));
          return {
            loss: tf.add<tf.Scalar>(apart, tf.square<tf.Scalar>(tf.sub<tf.Scalar>(y(), 2))),
            apart,
          };
        },
      },
      {
        name: 'third',
        moves: ['z'],
        settings,
        numbers: () => ({
          loss: tf.square<tf.Scalar>(tf.sub<tf.Scalar>(tf.add<tf.Scalar>(z(), y()), 3)),
        }),
      },
    ],
  };
}

/** Batches of nothing much, for games that need none. */
export const emptyBatches = (stepsPerEpoch = 10): Batches =>
  batchesFrom((n) => tf.zeros<tf.Rank.R2>([n, 1]), { batchSize: 1, seed: 1, stepsPerEpoch });

const network = (name: string, outputs: number, seed: number) =>
  tf.sequential({
    name,
    layers: [
      tf.layers.dense({
        name: 'hidden',
        inputShape: [2],
        units: 8,
        activation: 'relu',
        kernelInitializer: glorotUniform(seed, 0),
      }),
      tf.layers.dense({ name: 'out', units: outputs, kernelInitializer: glorotUniform(seed, 1) }),
    ],
  });

/**
 * A game shaped like CycleGAN on two clouds of points: four networks, a player for the two judges and one for the two painters,
 * eight numbers beside the two losses.
 *
 * @see Zhu et al. 2017, "Unpaired image-to-image translation using cycle-consistent adversarial networks", section 3
 */
export function cycleGame(): Game {
  const networks = {
    toRed: network('toRed', 2, 1),
    toBlue: network('toBlue', 2, 2),
    judgeRed: network('judgeRed', 1, 3),
    judgeBlue: network('judgeBlue', 1, 4),
  };
  const { leastSquares } = LOSSES;
  const [toRed, toBlue, judgeRed, judgeBlue] = [
    networks.toRed,
    networks.toBlue,
    networks.judgeRed,
    networks.judgeBlue,
  ].map((net) => (x: tf.Tensor) => applyInTraining(net, x));
  const l1 = (a: tf.Tensor, b: tf.Tensor) => tf.mean<tf.Scalar>(tf.abs(tf.sub(a, b)));
  const sum = (...terms: tf.Scalar[]) => tf.addN(terms) as tf.Scalar;
  const settings = { learningRate: 2e-3, beta1: 0.5 };
  return {
    networks,
    players: [
      {
        name: 'judges',
        moves: ['judgeRed', 'judgeBlue'],
        settings,
        numbers: ([blue, red], draw) => {
          const blurred = tf.add(red, tf.mul(0.01, draw.normal([red.shape[0], 2])));
          const ofRed = leastSquares.discriminator(judgeRed(blurred), judgeRed(toRed(blue)));
          const ofBlue = leastSquares.discriminator(judgeBlue(blue), judgeBlue(toBlue(red)));
          return { loss: tf.add(ofRed, ofBlue), red: ofRed, blue: ofBlue };
        },
      },
      {
        name: 'painters',
        moves: ['toRed', 'toBlue'],
        settings,
        numbers: ([blue, red]) => {
          const [fakeRed, fakeBlue] = [toRed(blue), toBlue(red)];
          const parts = {
            fakeRed: leastSquares.generator(judgeRed(fakeRed)),
            fakeBlue: leastSquares.generator(judgeBlue(fakeBlue)),
            cycleBlue: l1(toBlue(fakeRed), blue),
            cycleRed: l1(toRed(fakeBlue), red),
            sameBlue: l1(toBlue(blue), blue),
            sameRed: l1(toRed(red), red),
          };
          const { fakeRed: a, fakeBlue: b, cycleBlue, cycleRed, sameBlue, sameRed } = parts;
          const cycle = tf.mul<tf.Scalar>(10, tf.add(cycleBlue, cycleRed));
          const same = tf.mul<tf.Scalar>(5, tf.add(sameBlue, sameRed));
          return { loss: sum(a, b, cycle, same), ...parts };
        },
      },
    ],
  };
}

/** A blue cloud around (0, 0) beside a red one around (2, 1). */
export const cloudBatches = () => {
  const cloud = (x: number, y: number, seed: number) =>
    batchesFrom((n, random) => tf.tidy(() => tf.add<tf.Tensor2D>(random.normal([n, 2]), [x, y])), {
      batchSize: 16,
      seed,
      stepsPerEpoch: 10,
    });
  return sideBySide([cloud(0, 0, 5), cloud(2, 1, 6)]);
};
