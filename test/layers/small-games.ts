import { tf } from '../../lib/backend';
import { type Batches, type Examples, batchesFrom, sideBySide } from '../../lib/data/batches';
import { gumbelSoftmax, straightThroughBinary } from '../../lib/discrete-outputs';
import {
  conv1dTranspose,
  depthToSpace,
  graphAggregation,
  imagePool,
  instanceNormalization,
  phaseShuffle,
  reflectionPadding,
  relationalGraphConvolution,
  selfAttention,
  spaceToDepth,
  upSampling,
} from '../../lib/layers';
import { LOSSES } from '../../lib/losses';
import { applyInTraining } from '../../lib/models/gan';
import { glorotUniform } from '../../lib/models/initializer';
import { gradientPenalty, r1Penalty } from '../../lib/penalties';
import type { Draw } from '../../lib/training/draw';
import type { Game, Networks } from '../../lib/training/game';

/** A game in small, and batches of noise to play it with. */
export interface SmallGame {
  readonly game: () => Game;
  readonly batches: () => Batches<Examples>;
}

const BATCH = 8;
const LATENT = 4;
const settings = { rule: 'sgd', learningRate: 0.01 } as const; // Adam would make steps of what rounding leaves of 0
const leaky = () => tf.layers.leakyReLU({ alpha: 0.2 });
const kernel = (layer: number) => ({ kernelInitializer: glorotUniform(1, layer) });
const dense = (units: number, layer: number) => tf.layers.dense({ units, ...kernel(layer) });
/** A network from z: a dense layer, its numbers laid out, and what makes an example of them. */
const fromNoise = (shape: number[], layers: tf.layers.Layer[]) =>
  tf.sequential({
    layers: [
      tf.layers.dense({
        inputShape: [LATENT],
        units: tf.util.sizeFromShape(shape),
        ...kernel(0),
      }),
      tf.layers.reshape({ targetShape: shape }),
      ...layers,
    ],
  });
const toLogit = (inputShape: number[], layers: tf.layers.Layer[]) =>
  tf.sequential({
    layers: [tf.layers.inputLayer({ inputShape }), ...layers, tf.layers.flatten(), dense(1, 9)],
  });
const batchesOf = (shape: [number, ...number[]], seed = 1) =>
  batchesFrom((n, random) => random.uniform([n, ...shape] as [number, number]), {
    batchSize: BATCH,
    seed,
    stepsPerEpoch: 20,
  });

/** D with R₁ and G, as lessons have them. @param output what becomes of what G makes @param pool between G and D */
function adversaries(
  networks: Networks,
  output: (made: tf.Tensor, draw: Draw) => tf.Tensor = (made) => made,
  pool: (fake: tf.Tensor) => tf.Tensor = (fake) => fake,
): Game {
  const { generator, discriminator } = networks;
  const discriminate = (x: tf.Tensor) => applyInTraining(discriminator, x);
  const generate = (draw: Draw) =>
    output(applyInTraining(generator, draw.normal<tf.Rank.R2>([BATCH, LATENT])), draw);
  const { discriminator: ofD, generator: ofG } = LOSSES.nonSaturating;
  return {
    networks,
    players: [
      {
        name: 'discriminator',
        moves: ['discriminator'],
        settings,
        numbers: ([real], draw) => {
          const fake = pool(generate(draw));
          const penalty = r1Penalty({ weight: 0.1 })({ real, fake, key: draw.key(), discriminate });
          return { loss: tf.add(ofD(discriminate(real), discriminate(fake)), penalty), penalty };
        },
      },
      {
        name: 'generator',
        moves: ['generator'],
        settings,
        numbers: (_, draw) => ({ loss: ofG(discriminate(generate(draw))) }),
      },
    ],
  };
}

const row = { kernelSize: 25, strides: 4, padding: 'same' } as const;
const cube = { kernelSize: 4, strides: 2, padding: 'same' } as const;

export const SMALL_GAMES: Record<string, SmallGame> = {
  'a GAN of sounds': {
    batches: () => batchesOf([64, 1]),
    game: () =>
      adversaries({
        generator: fromNoise(
          [4, 4],
          [
            leaky(),
            conv1dTranspose({ filters: 3, kernelSize: 25, strides: 4, seed: 1 }),
            leaky(),
            conv1dTranspose({ filters: 1, kernelSize: 25, strides: 4, seed: 2 }),
            tf.layers.activation({ activation: 'tanh' }),
          ],
        ),
        discriminator: toLogit(
          [64, 1],
          [
            tf.layers.conv1d({ filters: 3, ...row, ...kernel(1) }),
            leaky(),
            phaseShuffle({ shift: 2, seed: 1 }),
            tf.layers.conv1d({ filters: 4, ...row, ...kernel(2) }),
            tf.layers.layerNormalization(),
            leaky(),
          ],
        ),
      }),
  },
  'a GAN of volumes': {
    batches: () => batchesOf([8, 8, 8, 1]),
    game: () =>
      adversaries(
        {
          generator: fromNoise(
            [2, 2, 2, 6],
            [
              tf.layers.batchNormalization(),
              leaky(),
              tf.layers.conv3dTranspose({ filters: 5, ...cube, ...kernel(1) }),
              leaky(),
              tf.layers.conv3dTranspose({ filters: 5, ...cube, ...kernel(2) }),
              leaky(),
              tf.layers.conv3d({ filters: 1, kernelSize: 3, padding: 'same', ...kernel(3) }),
            ],
          ),
          discriminator: toLogit(
            [8, 8, 8, 1],
            [
              tf.layers.conv3d({ filters: 4, ...cube, ...kernel(4) }),
              leaky(),
              tf.layers.conv3d({ filters: 6, ...cube, ...kernel(5) }),
              leaky(),
            ],
          ),
        },
        (logits, draw) => straightThroughBinary(logits, draw.key()),
      ),
  },
  'a GAN of images with a pool of fakes': {
    batches: () => batchesOf([8, 8, 3]),
    game: () => {
      const pool = tf.sequential({
        layers: [imagePool({ size: 12, seed: 1, inputShape: [8, 8, 3] })],
      });
      return adversaries(
        {
          generator: fromNoise(
            [2, 2, 8],
            [
              instanceNormalization(),
              leaky(),
              upSampling({ factor: 2, method: 'bilinear' }),
              reflectionPadding({ padding: 1 }),
              tf.layers.conv2d({ filters: 12, kernelSize: 3, ...kernel(1) }),
              instanceNormalization(),
              leaky(),
              selfAttention({ seed: 1 }),
              depthToSpace({ block: 2 }),
              tf.layers.activation({ activation: 'sigmoid' }),
            ],
          ),
          discriminator: toLogit(
            [8, 8, 3],
            [
              spaceToDepth({ block: 2 }),
              tf.layers.conv2d({ filters: 4, kernelSize: 3, ...kernel(2) }),
              instanceNormalization(),
              leaky(),
            ],
          ),
          pool,
        },
        undefined,
        (fake) => applyInTraining(pool, fake),
      );
    },
  },
  'a GAN of sequences': {
    batches: () => batchesOf([5, 3]),
    game: () =>
      adversaries({
        generator: fromNoise(
          [5, 2],
          [tf.layers.gru({ units: 3, returnSequences: true, ...recurrent(1) })],
        ),
        discriminator: toLogit(
          [5, 3],
          [tf.layers.gru({ units: 4, returnSequences: true, ...recurrent(2) })],
        ),
      }),
  },
  'a GAN of molecules': { batches: moleculeBatches, game: moleculeGame },
};

function recurrent(layer: number) {
  return {
    recurrentActivation: 'sigmoid',
    ...kernel(layer),
    recurrentInitializer: glorotUniform(2, layer),
  } as const;
}

const [ATOMS, TYPES, BONDS] = [4, 3, 2];

function moleculeBatches(): Batches<Examples> {
  return sideBySide([batchesOf([ATOMS, TYPES], 1), batchesOf([BONDS, ATOMS, ATOMS], 2)]);
}

/** G makes atoms and bonds at once; the critic looks at both, and so does its penalty. */
function moleculeGame(): Game {
  const atomLogits = fromNoise([ATOMS, TYPES], []);
  const bondLogits = fromNoise([ATOMS, ATOMS, BONDS + 1], []); // and none
  const inputs = [
    [ATOMS, TYPES],
    [BONDS, ATOMS, ATOMS],
  ].map((shape) => tf.input({ shape }));
  const [, edges] = inputs;
  const nodes = relationalGraphConvolution({ units: 6, seed: 1 }).apply(inputs);
  const bent = tf.layers.activation({ activation: 'tanh' }).apply(nodes) as tf.SymbolicTensor;
  const again = relationalGraphConvolution({ units: 6, seed: 2 }).apply([bent, edges]);
  const whole = graphAggregation({ units: 5, seed: 3 }).apply(again as tf.SymbolicTensor);
  const score = dense(1, 8).apply(whole) as tf.SymbolicTensor;
  const critic = tf.model({ inputs, outputs: score });
  const criticise = ([atoms, bonds]: readonly tf.Tensor[]) =>
    applyInTraining(critic, [atoms, bonds]);
  const generate = (draw: Draw) => {
    const z = draw.normal<tf.Rank.R2>([BATCH, LATENT]);
    const choose = (logits: tf.Tensor) =>
      gumbelSoftmax(logits, { key: draw.key(), temperature: 1, output: 'hard' });
    const half = applyInTraining(bondLogits, z);
    const bonds = choose(tf.add(half, tf.transpose(half, [0, 2, 1, 3])));
    const kinds = tf.slice(bonds, [0, 0, 0, 0], [BATCH, ATOMS, ATOMS, BONDS]);
    return [choose(applyInTraining(atomLogits, z)), tf.transpose(kinds, [0, 3, 1, 2])];
  };
  return {
    networks: { atomLogits, bondLogits, critic },
    players: [
      {
        name: 'critic',
        moves: ['critic'],
        settings,
        updates: 2,
        numbers: (real, draw) => {
          const fake = generate(draw);
          const penalty = gradientPenalty()({
            ...{ real, fake, key: draw.key() },
            discriminate: criticise,
          });
          const game = LOSSES.wasserstein.discriminator(criticise(real), criticise(fake));
          return { loss: tf.add(game, penalty), penalty };
        },
      },
      {
        name: 'generator',
        moves: ['atomLogits', 'bondLogits'],
        settings,
        numbers: (_, draw) => ({ loss: LOSSES.wasserstein.generator(criticise(generate(draw))) }),
      },
    ],
  };
}
