import assert from 'node:assert/strict';

import { tf } from '../../lib/backend';
import { batchesByEpoch } from '../../lib/data/batches';
import { shrinkImages } from '../../lib/data/shrink';
import { LOSSES } from '../../lib/losses';
import { applyInTraining, trainableVariables } from '../../lib/models/gan';
import { buildSrganDiscriminator, buildSrganGenerator } from '../../lib/models/srgan';
import { Random } from '../../lib/random';
import { Draw } from '../../lib/training/draw';
import { trainGame } from '../../lib/training/loop';
import {
  type SuperResolutionNetworks,
  type SuperResolutionSettings,
  squaredErrorLoss,
  superResolutionGame,
} from '../../lib/training/super-resolution-game';
import { assertClose } from '../assert-close';
import { disposeNetworksAfterEach } from '../models/dispose-networks';

const settings = {
  generatorSettings: { learningRate: 1e-3 },
  discriminatorSettings: { learningRate: 1e-3 },
};
const valueOf = (x: tf.Tensor) => x.dataSync()[0];

describe('squaredErrorLoss', () => {
  it('is 0 for equal pictures, and ¼ where all are off by a half', () => {
    const real = new Random(1).uniform([2, 8, 8, 3], -1, 1);
    assert.equal(valueOf(squaredErrorLoss(real, real)), 0);
    assertClose(valueOf(squaredErrorLoss(real, tf.add(real, 0.5))), 0.25, 1e-5);
  });
});

describe('superResolutionGame', () => {
  disposeNetworksAfterEach();

  const build = () => ({
    generator: buildSrganGenerator({ inputShape: [4, 4, 1], seed: 1 }),
    discriminator: buildSrganDiscriminator({ inputShape: [16, 16, 1], seed: 2 }),
  });
  const pictures = () => new Random(3).uniform<tf.Rank.R4>([4, 16, 16, 1], -1, 1);
  const numbersOf = (
    networks: SuperResolutionNetworks,
    player: string,
    more: Partial<SuperResolutionSettings> = {},
  ) => {
    const { players } = superResolutionGame(networks, { ...settings, ...more });
    const { numbers } = players.find(({ name }) => name === player)!;
    const found = numbers([pictures()], new Draw(new Random(4).key()));
    return Object.fromEntries(Object.entries(found).map(([name, x]) => [name, valueOf(x)]));
  };

  it('makes the small pictures itself, and holds G to the large ones', () => {
    const { generator } = build();
    const fake = applyInTraining(generator, shrinkImages(pictures(), 4));
    const expected = valueOf(squaredErrorLoss(pictures(), fake));
    assertClose(numbersOf({ generator }, 'generator').loss, expected, 1e-6);
  });

  it('adds the adversarial loss by its weight, the paper’s where none is given', () => {
    const networks = build();
    for (const adversarialWeight of [undefined, 0.01, 1]) {
      const more = { adversarialWeight };
      const { loss, content, adversarial } = numbersOf(networks, 'generator', more);
      assertClose(loss, content + (adversarialWeight ?? 0.001) * adversarial, 1e-6);
    }
  });

  it('leaves the content loss out where there is to be none, but tells it', () => {
    const more = { content: 'none', adversarialWeight: 0.5 } as const;
    const { loss, content, adversarial } = numbersOf(build(), 'generator', more);
    assertClose(loss, 0.5 * adversarial, 1e-6);
    assert.ok(content > 0);
  });

  it('shows D pictures, and what G makes of them', () => {
    const networks = build();
    const { generator, discriminator } = networks;
    const [real, fake] = [pictures(), applyInTraining(generator, shrinkImages(pictures(), 4))].map(
      (x) => applyInTraining(discriminator, x),
    );
    const expected = valueOf(LOSSES.nonSaturating.discriminator(real, fake));
    assertClose(numbersOf(networks, 'discriminator').loss, expected, 1e-5);
  });

  it('moves D and G each by its own player, and without D has G alone', () => {
    const networks = build();
    const movesOf = (some: SuperResolutionNetworks) =>
      superResolutionGame(some, settings).players.map(({ name, moves }) => [name, ...moves]);
    assert.deepEqual(movesOf(networks), [
      ['discriminator', 'discriminator'],
      ['generator', 'generator'],
    ]);
    assert.deepEqual(movesOf({ generator: networks.generator }), [['generator', 'generator']]);
  });

  it('learns to double twice what is smooth, and the average follows', async () => {
    const [generator, averagedGenerator] = [1, 2].map(() => build().generator);
    const slopes = new Random(5).uniform([64, 1, 1, 1], -1, 1);
    const ramp = tf.linspace(-1, 1, 16).square().reshape([1, 1, 16, 1]); // bilinear interpolation misses the bend
    const real = tf.tile<tf.Tensor4D>(tf.mul<tf.Tensor4D>(slopes, ramp), [1, 16, 1, 1]);
    const batches = batchesByEpoch(real, { batchSize: 16, seed: 1 });
    const game = superResolutionGame({ generator, averagedGenerator }, settings);
    const { rows } = await trainGame(game, batches, { epochs: 10, seed: 1 });
    const [first, last] = [rows[0], rows[rows.length - 1]].map((row) => row.generatorLoss);
    assert.ok(last < first / 4, `from ${first} to ${last}`);
    const [own, average] = [generator, averagedGenerator].map((model) =>
      valueOf(tf.sum(tf.abs(trainableVariables(model)[0]))),
    );
    assert.ok(Math.abs(own - average) < 0.05 * own, `${own} and ${average}`);
  });

  it('trains both players in compiled steps', async () => {
    const batches = batchesByEpoch(pictures(), { batchSize: 2, seed: 1 });
    const compiled: boolean[] = [];
    const { rows } = await trainGame(superResolutionGame(build(), settings), batches, {
      epochs: 2,
      seed: 1,
      onProgress: ({ isCompiled }) => void compiled.push(isCompiled),
    });
    assert.deepEqual([...new Set(compiled)], [true]);
    assert.deepEqual(Object.keys(rows[0]), [
      'step',
      'epoch',
      'discriminatorLoss',
      'generatorLoss',
      'generatorContent',
      'generatorAdversarial',
    ]);
  });

  it('throws when there is nothing to hold G, no settings for D, or no weight', () => {
    const { generator, discriminator } = build();
    const { generatorSettings } = settings;
    assert.throws(
      () => superResolutionGame({ generator }, { generatorSettings, content: 'none' }),
      {
        name: 'RangeError',
        message: 'expected a content loss or a discriminator, but got neither',
      },
    );
    assert.throws(() => superResolutionGame({ generator, discriminator }, { generatorSettings }), {
      name: 'RangeError',
      message: 'expected discriminatorSettings beside a discriminator, but got none',
    });
    assert.throws(
      () => superResolutionGame({ generator }, { generatorSettings, adversarialWeight: 0 }),
      {
        name: 'RangeError',
        message: 'expected adversarialWeight to be a number above 0, but got 0',
      },
    );
  });
});
