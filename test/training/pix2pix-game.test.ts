import assert from 'node:assert/strict';

import { tf } from '../../lib/backend';
import { batchesByEpoch } from '../../lib/data/batches';
import { discriminatorLoss, generatorLoss } from '../../lib/losses';
import { applyInTraining } from '../../lib/models/gan';
import { buildPatchDiscriminator } from '../../lib/models/patch-discriminator';
import { buildUnet } from '../../lib/models/unet';
import { Random } from '../../lib/random';
import { Draw } from '../../lib/training/draw';
import type { Player } from '../../lib/training/game';
import { trainGame } from '../../lib/training/loop';
import {
  type DiscriminatorSees,
  type Pix2pixSettings,
  pix2pixGame,
  shownToDiscriminator,
} from '../../lib/training/pix2pix-game';
import { assertClose } from '../assert-close';

const SETTINGS = {
  generatorSettings: { learningRate: 1e-3 },
  discriminatorSettings: { learningRate: 1e-3 },
};
const build = () =>
  buildUnet({ inputShape: [8, 8, 1], outputChannels: 3, widths: [4, 8], seed: 1 });
const networks = (sees: DiscriminatorSees) => ({
  generator: build(),
  averagedGenerator: build(),
  discriminator: buildPatchDiscriminator({ inputShape: [8, 8, sees === 'pair' ? 4 : 3], seed: 2 }),
});
const gameOf = (sees: DiscriminatorSees, others: Partial<Pix2pixSettings> = {}) =>
  pix2pixGame(networks(sees), { ...SETTINGS, l1Weight: 10, sees, ...others });
/** Input [4, 8, 8, 1] and target [4, 8, 8, 3] in −1..1. */
const pair = [1, 3].map((channels) =>
  new Random(channels).uniform<tf.Rank.R4>([4, 8, 8, channels], -1, 1),
);
const [input, target] = pair;
const numbersOf = ({ numbers }: Player) =>
  Object.fromEntries(
    Object.entries(numbers(pair, new Draw(tf.tensor1d([0, 0], 'int32')))).map(([name, value]) => [
      name,
      value.dataSync()[0],
    ]),
  );

describe('pix2pixGame', () => {
  for (const sees of ['pair', 'output'] as const) {
    it(`plays equations 1 to 4 where D sees the ${sees}`, () => {
      const game = gameOf(sees);
      const { generator, discriminator } = game.networks;
      const [D, G] = game.players;
      const fake = applyInTraining(generator, input);
      const judged = (y: tf.Tensor) =>
        applyInTraining(discriminator, sees === 'pair' ? tf.concat([input, y], 3) : y);
      const [real, made] = [judged(target), judged(fake)];
      assertClose(numbersOf(D).loss, discriminatorLoss(real, made).dataSync()[0] / 2, 1e-5);
      const l1 = tf.mean(tf.abs(tf.sub(target, fake))).dataSync()[0];
      const adversarial = generatorLoss(made).dataSync()[0];
      const found = numbersOf(G);
      assertClose([found.l1, found.adversarial], [l1, adversarial], 1e-5);
      assertClose(found.loss, adversarial + 10 * l1, 1e-4);
    });
  }

  it('is the L1 loss alone where there is no D', () => {
    const game = pix2pixGame({ generator: build() }, { ...SETTINGS, l1Weight: 1, sees: 'nothing' });
    assert.deepEqual(Object.keys(game.networks), ['generator']);
    assert.deepEqual(
      game.players.map(({ name }) => name),
      ['generator'],
    );
    const { loss, l1 } = numbersOf(game.players[0]);
    assert.equal(loss, l1);
  });

  it('trains compiled, moves each network by its own player, and averages G', async () => {
    const game = gameOf('pair');
    const [before, discriminatorBefore] = [
      game.networks.averagedGenerator,
      game.networks.discriminator,
    ].map((model) => model.getWeights().map((weight) => Array.from(weight.dataSync())));
    const batches = batchesByEpoch<[tf.Tensor4D, tf.Tensor4D]>(
      [input as tf.Tensor4D, target as tf.Tensor4D],
      {
        batchSize: 2,
        seed: 1,
      },
    );
    let isCompiled = false;
    const history = await trainGame(game, batches, {
      epochs: 40,
      seed: 1,
      onProgress: (progress) => void (isCompiled = progress.isCompiled),
    });
    assert.ok(isCompiled);
    const [first, last] = [history.rows[0], history.rows[history.rows.length - 1]];
    assert.ok(last.generatorL1 < first.generatorL1, `${last.generatorL1} of ${first.generatorL1}`);
    const changed = (model: tf.LayersModel, old: number[][]) =>
      model.getWeights().some((weight, i) => weight.dataSync()[0] !== old[i][0]);
    assert.ok(changed(game.networks.averagedGenerator, before));
    assert.ok(changed(game.networks.discriminator, discriminatorBefore));
  });

  for (const [what, make, message] of [
    [
      'a weight below 0',
      () => gameOf('pair', { l1Weight: -1 }),
      /l1Weight to be a number of at least 0, but got -1/,
    ],
    [
      'no loss at all',
      () => gameOf('nothing', { l1Weight: 0 }),
      /expected an L1 loss or a discriminator/,
    ],
    [
      'no D to see the pair',
      () => pix2pixGame({ generator: build() }, { ...SETTINGS, l1Weight: 1 }),
      /expected a discriminator that sees the pair, but got none/,
    ],
  ] as const) {
    it(`refuses ${what}`, () => assert.throws(make, { name: 'RangeError', message }));
  }
});

describe('shownToDiscriminator', () => {
  it('puts the output behind the input, or shows the output alone', () => {
    const both = shownToDiscriminator('pair', input, target);
    assert.deepEqual(both.shape, [4, 8, 8, 4]);
    assertClose(both.slice([0, 0, 0, 1]).dataSync(), target.dataSync(), 0);
    const alone = shownToDiscriminator('output', input, target);
    assertClose(alone.dataSync(), target.dataSync(), 0);
  });
});
