import assert from 'node:assert/strict';

import { tf } from '../../lib/backend';
import { batchesFrom, sideBySide } from '../../lib/data/batches';
import { imagePool } from '../../lib/layers/image-pool';
import { buildPatchDiscriminator } from '../../lib/models/patch-discriminator';
import { buildResidualGenerator } from '../../lib/models/residual-generator';
import {
  type CycleganNetworks,
  type CycleganWeights,
  cycleganGame,
  meanDistance,
} from '../../lib/training/cyclegan-game';
import { Draw } from '../../lib/training/draw';
import type { Game, Player } from '../../lib/training/game';
import { trainGame } from '../../lib/training/loop';
import { assertClose } from '../assert-close';

const SETTINGS = {
  generatorSettings: { learningRate: 1e-3 },
  discriminatorSettings: { learningRate: 1e-3 },
};

/** Pictures of one pixel → the sum of the first channels times the numbers given, and a constant. */
const linear = (numbers: readonly number[], constant = 0) => {
  const model = tf.sequential({
    layers: [
      tf.layers.inputLayer({ inputShape: [1, 1, numbers.length] }),
      tf.layers.conv2d({ filters: 1, kernelSize: 1 }),
    ],
  });
  model.setWeights([tf.tensor4d([...numbers], [1, 1, numbers.length, 1]), tf.tensor1d([constant])]);
  return model;
};

/** G(x) = 2x + 1, F(y) = y / 4, D_X(x) = 3x, D_Y(y) = y − 1. */
const byHand = (): CycleganNetworks => ({
  toB: linear([2], 1),
  toA: linear([0.25]),
  discriminatorA: linear([3]),
  discriminatorB: linear([1], -1),
});
const pixels = (numbers: readonly number[]) => tf.tensor4d([...numbers], [numbers.length, 1, 1, 1]);
/** x is 1 and −1, y is 2 and 4. */
const [a, b] = [pixels([1, -1]), pixels([2, 4])];

const numbersOf = ({ numbers }: Player, batch: readonly tf.Tensor[] = [a, b]) =>
  Object.fromEntries(
    Object.entries(numbers(batch, new Draw(tf.tensor1d([0, 0], 'int32')))).map(([name, value]) => [
      name,
      value.dataSync()[0],
    ]),
  );
const playersOf = (weights?: CycleganWeights, networks = byHand()) =>
  cycleganGame(networks, { ...SETTINGS, weights }).players;

describe('meanDistance', () => {
  it('is the mean of the absolute differences', () => {
    assertClose(meanDistance(a, b).dataSync()[0], (1 + 5) / 2, 1e-6);
  });
});

describe('cycleganGame', () => {
  it('gives the discriminators half of the least-squares objective, of A and of B', () => {
    // D_X of x: 3, −3; F(y) = 0.5, 1, of which D_X makes 1.5, 3
    const ofA = ((3 - 1) ** 2 + (-3 - 1) ** 2 + (1.5 ** 2 + 3 ** 2)) / 2 / 2;
    // D_Y of y: 1, 3; G(x) = 3, −1, of which D_Y makes 2, −2
    const ofB = (0 + 2 ** 2 + (2 ** 2 + 2 ** 2)) / 2 / 2;
    const found = numbersOf(playersOf()[0]);
    assertClose([found.ofA, found.ofB, found.loss], [ofA, ofB, ofA + ofB], 1e-5);
  });

  it('gives the generators equations 1 to 3 with least squares, and the identity loss', () => {
    // (D_Y(G(x)) − 1)²: 1, 9; (D_X(F(y)) − 1)²: 0.25, 4
    const adversarial = (1 + 9) / 2 + (0.25 + 4) / 2;
    // F(G(x)) = 0.75, −0.25 of 1, −1; G(F(y)) = 2, 3 of 2, 4
    const cycle = (0.25 + 0.75) / 2 + (0 + 1) / 2;
    // G(y) = 5, 9 of 2, 4; F(x) = 0.25, −0.25 of 1, −1
    const identity = (3 + 5) / 2 + (0.75 + 0.75) / 2;
    const found = numbersOf(playersOf()[1]);
    assertClose(
      [found.adversarial, found.cycle, found.identity],
      [adversarial, cycle, identity],
      1e-5,
    );
    assertClose(found.loss, adversarial + 10 * cycle + 5 * identity, 1e-4);
    const weighted = numbersOf(playersOf({ adversarial: 2, cycle: 3, identity: 4 })[1]);
    assertClose(weighted.loss, 2 * adversarial + 3 * cycle + 4 * identity, 1e-4);
  });

  for (const [part, left] of [
    ['identity', ['adversarial', 'cycle']],
    ['cycle', ['adversarial', 'identity']],
  ] as const) {
    it(`leaves out the ${part} loss, and nothing else`, () => {
      const all = numbersOf(playersOf()[1]);
      const found = numbersOf(playersOf({ [part]: 0 })[1]);
      assert.deepEqual(Object.keys(found), ['loss', ...left]);
      assertClose(
        left.map((name) => found[name]),
        left.map((name) => all[name]),
        1e-6,
      );
    });
  }

  it('has no discriminators without an adversarial loss', () => {
    const game = cycleganGame(byHand(), { ...SETTINGS, weights: { adversarial: 0 } });
    assert.deepEqual(Object.keys(game.networks), ['toB', 'toA']);
    assert.deepEqual(
      game.players.map(({ name }) => name),
      ['generators'],
    );
    const { loss, cycle, identity } = numbersOf(game.players[0]);
    assertClose(loss, 10 * cycle + 5 * identity, 1e-4);
  });

  it('hands a condition on to the way back and to the discriminators, and asks nobody to make it', () => {
    // G(x, c) = x + c, F(y, c) = y − c: a perfect cycle only with the condition of the picture that was given
    const networks = {
      toB: linear([1, 1]),
      toA: linear([1, -1]),
      discriminatorA: linear([0, 1]), // sees the condition alone
      discriminatorB: linear([0, 1]),
    };
    const told = (picture: tf.Tensor, conditions: readonly number[]) =>
      tf.concat([picture, pixels(conditions)], 3);
    const batch = [told(a, [0.5, 1]), told(b, [2, 3])];
    const [D, G] = playersOf({ identity: 1 }, networks);
    const found = numbersOf(G, batch);
    assertClose(found.cycle, 0, 1e-6);
    assertClose(found.identity, (2 + 3) / 2 + (0.5 + 1) / 2, 1e-6); // |G(y, c) − y| = c
    assertClose(found.adversarial, (0.25 + 0) / 2 + (1 + 4) / 2, 1e-6); // (c − 1)²
    const ofA = ((0.5 - 1) ** 2 + 0 + (2 ** 2 + 3 ** 2)) / 2 / 2;
    assertClose(numbersOf(D, batch).ofA, ofA, 1e-5);
  });

  it('trains compiled: each player moves its networks alone, averages follow, pools fill', async () => {
    const build = () => ({
      ...byRealNetworks(),
      poolA: pool(1),
      poolB: pool(2),
    });
    const game = cycleganGame(build(), SETTINGS);
    const before = weightsOf(game);
    let isCompiled = false;
    const { rows } = await trainGame(game, noiseBatches(), {
      epochs: 2,
      seed: 1,
      onProgress: (progress) => void (isCompiled = progress.isCompiled),
    });
    assert.ok(isCompiled);
    assert.deepEqual(Object.keys(rows[0]).slice(2), [
      ...['discriminatorsLoss', 'discriminatorsOfA', 'discriminatorsOfB', 'generatorsLoss'],
      ...['generatorsAdversarial', 'generatorsCycle', 'generatorsIdentity'],
    ]);
    const after = weightsOf(game);
    const changed = Object.keys(after).filter((name) =>
      after[name].some((weight, i) => weight.some((value, j) => value !== before[name][i][j])),
    );
    assert.deepEqual(changed, Object.keys(game.networks));
    const pooled = after.poolB.find((weight) => weight.length === 1 && weight[0] === 4);
    assert.ok(pooled, 'filled with 2 steps of 2 fakes');
  }).timeout(30_000);

  for (const [mover, still] of [
    ['discriminators', ['toB', 'toA']],
    ['generators', ['discriminatorA', 'discriminatorB']],
  ] as const) {
    it(`leaves ${still.join(' and ')} as they are where the ${mover} move`, async () => {
      const game = cycleganGame(byRealNetworks(), SETTINGS);
      const players = game.players.filter(({ name }) => name === mover);
      const before = weightsOf(game);
      await trainGame({ ...game, players, averages: [] }, noiseBatches(), { epochs: 1, seed: 1 });
      const after = weightsOf(game);
      still.forEach((name) => assert.deepEqual(after[name], before[name]));
    }).timeout(30_000);
  }

  for (const [what, make, message] of [
    [
      'a weight below 0',
      () => playersOf({ cycle: -1 }),
      /the weight cycle to be a number of at least 0, but got -1/,
    ],
    [
      'no loss at all',
      () => playersOf({ adversarial: 0, cycle: 0, identity: 0 }),
      /a loss that counts, but got three weights of 0/,
    ],
    [
      'no discriminator for B',
      () => playersOf({}, { ...byHand(), discriminatorB: undefined }),
      /two discriminators for the adversarial loss, but one is missing/,
    ],
  ] as const) {
    it(`refuses ${what}`, () => assert.throws(make, { name: 'RangeError', message }));
  }
});

function byRealNetworks(): CycleganNetworks {
  const imageShape = [8, 8, 3] as const;
  const generator = (seed: number) =>
    buildResidualGenerator({ imageShape, widths: [4, 4, 4], seed });
  const discriminator = (seed: number) => buildPatchDiscriminator({ inputShape: imageShape, seed });
  return {
    ...{
      toB: generator(1),
      toA: generator(2),
      averagedToB: generator(1),
      averagedToA: generator(2),
    },
    ...{ discriminatorA: discriminator(3), discriminatorB: discriminator(4) },
  };
}

const pool = (seed: number) =>
  tf.sequential({
    layers: [tf.layers.inputLayer({ inputShape: [8, 8, 3] }), imagePool({ size: 6, seed })],
  });

const noiseBatches = () =>
  sideBySide(
    [1, 2].map((seed) =>
      batchesFrom((n, random) => random.uniform<tf.Rank.R4>([n, 8, 8, 3], -1, 1), {
        ...{ batchSize: 2, seed, stepsPerEpoch: 1 },
      }),
    ),
  );

const weightsOf = ({ networks }: Game) =>
  Object.fromEntries(
    Object.entries(networks).map(([name, model]) => [
      name,
      model.getWeights().map((weight) => Array.from(weight.dataSync())),
    ]),
  );
