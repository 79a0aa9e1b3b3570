import assert from 'node:assert/strict';

import { tf } from '../../lib/backend';
import { batchesByEpoch, sideBySide } from '../../lib/data/batches';
import { centredHole } from '../../lib/data/holes';
import { LOSSES } from '../../lib/losses';
import { buildContextEncoder } from '../../lib/models/context-encoder';
import { applyInTraining } from '../../lib/models/gan';
import { buildPatchDiscriminator } from '../../lib/models/patch-discriminator';
import { Random } from '../../lib/random';
import { Draw } from '../../lib/training/draw';
import {
  type HoleGameOptions,
  composite,
  contextOf,
  holeGame,
  reconstructionLoss,
} from '../../lib/training/hole-game';
import { trainGame } from '../../lib/training/loop';
import { assertClose } from '../assert-close';
import { disposeNetworksAfterEach } from '../models/dispose-networks';

const random = new Random(1);
const images = random.uniform<tf.Rank.R4>([4, 8, 8, 1], -1, 1);
const made = random.uniform<tf.Rank.R4>([4, 8, 8, 1], -1, 1);
const hole = centredHole({ size: 8, hole: 4 });
const valueOf = (x: tf.Tensor) => x.dataSync()[0];

describe('contextOf', () => {
  it('shows 0 in the hole, the picture elsewhere, and where the hole is', () => {
    const [shown, mask] = tf.split(contextOf(images, hole), 2, 3);
    assert.deepEqual(mask.dataSync(), tf.tile(hole, [4, 1, 1, 1]).dataSync());
    assertClose(shown.dataSync(), tf.mul(images, tf.sub(1, hole)).dataSync(), 0);
  });

  it('shows noise in the hole alone', () => {
    const noisy = contextOf(images, hole, made);
    const [shown] = tf.split(noisy, 2, 3);
    const expected = tf.where(tf.cast(tf.broadcastTo(hole, images.shape), 'bool'), made, images);
    assertClose(shown.dataSync(), expected.dataSync(), 1e-6);
  });
});

describe('reconstructionLoss', () => {
  it('is 0 where what is made is what was there, whatever it is elsewhere', () => {
    assertClose(valueOf(reconstructionLoss(images, composite(made, images, hole), hole)), 0, 1e-9);
  });

  it('is the mean of the squares within the hole', () => {
    const off = tf.add<tf.Tensor4D>(images, 0.5);
    assertClose(valueOf(reconstructionLoss(images, off, hole)), 0.25, 1e-5);
  });
});

describe('composite', () => {
  it('is the picture around the hole and what is made within', () => {
    const expected = tf.where(tf.cast(tf.broadcastTo(hole, images.shape), 'bool'), made, images);
    assertClose(composite(images, made, hole).dataSync(), expected.dataSync(), 1e-6);
  });
});

describe('holeGame', () => {
  disposeNetworksAfterEach();

  const settings = { learningRate: 1e-3 };
  const build = () => ({
    generator: buildContextEncoder({ imageShape: [8, 8, 1], widths: [2, 3, 4], seed: 1 }),
    discriminator: buildPatchDiscriminator({ inputShape: [8, 8, 1], seed: 2 }),
    generatorSettings: settings,
    discriminatorSettings: settings,
  });
  const holes = tf.tile<tf.Tensor4D>(hole, [4, 1, 1, 1]);
  const batch = [images, holes];
  const numbersOf = (options: HoleGameOptions, player: string) => {
    const found = holeGame(options).players.find(({ name }) => name === player)!;
    const numbers = found.numbers(batch, new Draw(new Random(3).key()));
    return Object.fromEntries(Object.entries(numbers).map(([name, x]) => [name, valueOf(x)]));
  };

  it('adds the two losses of G by their weights', () => {
    for (const adversarialWeight of [0.001, 0.25, 1]) {
      const options = { ...build(), adversarialWeight };
      const { loss, reconstruction, adversarial } = numbersOf(options, 'generator');
      const expected = (1 - adversarialWeight) * reconstruction + adversarialWeight * adversarial;
      assertClose(loss, expected, 1e-6);
    }
  });

  it('gives D the pictures, and those that are filled', () => {
    const options = build();
    const { loss } = numbersOf(options, 'discriminator');
    const filled = composite(
      images,
      applyInTraining(options.generator, contextOf(images, holes)) as tf.Tensor4D,
      holes,
    );
    const [real, fake] = [images, filled].map((x) => applyInTraining(options.discriminator, x));
    assertClose(loss, valueOf(LOSSES.nonSaturating.discriminator(real, fake)), 1e-5);
  });

  it('shows D what it is to see', () => {
    const discriminator = buildPatchDiscriminator({ inputShape: [4, 4, 1], seed: 2 });
    const shapes: number[][] = [];
    const seen = (pictures: tf.Tensor4D) => {
      shapes.push(pictures.shape);
      return tf.slice(pictures, [0, 2, 2, 0], [-1, 4, 4, -1]);
    };
    numbersOf({ ...build(), discriminator, seen }, 'discriminator');
    assert.deepEqual(shapes, [
      [4, 8, 8, 1],
      [4, 8, 8, 1],
    ]);
  });

  it('fills noise in when it is to: other numbers for another key', () => {
    const options: HoleGameOptions = { ...build(), filling: 'noise' };
    const player = holeGame(options).players.find(({ name }) => name === 'generator')!;
    const lossOf = (seed: number) =>
      valueOf(player.numbers(batch, new Draw(new Random(seed).key())).loss);
    assert.equal(lossOf(1), lossOf(1));
    assert.notEqual(lossOf(1), lossOf(2));
  });

  it('without D has one player, who learns to fill a hole in flat pictures', async () => {
    const { generator } = build();
    const flat = tf.tile<tf.Tensor4D>(random.uniform([64, 1, 1, 1], -0.8, 0.8), [1, 8, 8, 1]);
    const batches = sideBySide([
      batchesByEpoch(flat, { batchSize: 4, seed: 1 }),
      batchesByEpoch(holes, { batchSize: 4, seed: 1 }),
    ]);
    const game = holeGame({ generator, generatorSettings: { learningRate: 1e-2 } });
    assert.deepEqual(game.players.map(({ name }) => name), ['generator']); // prettier-ignore
    const { rows } = await trainGame(game, batches, { epochs: 12, seed: 1 });
    const [first, last] = [rows[0], rows[rows.length - 1]].map((row) => row.generatorLoss);
    assert.ok(last < first / 4, `from ${first} to ${last}`);
  });
});
