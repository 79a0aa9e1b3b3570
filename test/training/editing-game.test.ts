import assert from 'node:assert/strict';

import { tf } from '../../lib/backend';
import { batchesFrom, sideBySide } from '../../lib/data/batches';
import { classes, quantity } from '../../lib/judges/questions';
import { buildControlledDiscriminator } from '../../lib/models/controlled-gan';
import { buildUnet } from '../../lib/models/unet';
import { Random } from '../../lib/random';
import { controlsOf } from '../../lib/training/controlled-game';
import { Draw } from '../../lib/training/draw';
import {
  type EditingGameOptions,
  blend,
  editPictures,
  editingGame,
  withChange,
} from '../../lib/training/editing-game';
import { trainGame } from '../../lib/training/loop';
import { assertClose } from '../assert-close';
import { disposeNetworksAfterEach } from '../models/dispose-networks';

const CONTROLS = { glasses: classes(['without', 'with']), light: quantity('degrees', [-70, 70]) };
const pictures = (n: number) => new Random(1).uniform<tf.Rank.R4>([n, 32, 32, 3], -1, 1);

describe('withChange', () => {
  it('has a plane for each control behind the picture', () => {
    const given = withChange(pictures(2), tf.tensor2d([[1, 2], [3, 4]])); // prettier-ignore
    assert.deepEqual(given.shape, [2, 32, 32, 5]);
    assert.deepEqual(Array.from(tf.slice(given, [1, 31, 0, 3], [1, 1, 1, 2]).dataSync()), [3, 4]);
  });
});

describe('blend', () => {
  it('leaves the picture where the mask is 0, and takes the made one where it is 1', () => {
    const x = tf.fill<tf.Rank.R4>([1, 1, 3, 3], 0.5);
    const made = tf.tensor4d([-1, 0, 1, -1, -1, 0, 1, 1, -1, 0, 1, 0], [1, 1, 3, 4]); // masks 0, 1, ½
    assertClose(blend(x, made).dataSync(), [0.5, 0.5, 0.5, -1, 0, 1, -0.25, 0.25, 0.75]);
  });
});

describe('editingGame', function () {
  this.timeout(120_000);
  disposeNetworksAfterEach();

  const networks = () => {
    const [generator, averagedGenerator] = [0, 1].map(() =>
      buildUnet({ inputShape: [32, 32, 6], outputChannels: 4, fullSizeFilters: 4, seed: 1 }),
    );
    const discriminator = buildControlledDiscriminator({ numControls: 3, seed: 2 });
    return { generator, averagedGenerator, discriminator };
  };
  const settings = { learningRate: 2e-3, beta1: 0.5 };
  const game = (rules: Partial<EditingGameOptions> = {}) =>
    editingGame({
      ...networks(),
      controls: CONTROLS,
      generatorSettings: settings,
      discriminatorSettings: settings,
      ...rules,
    });
  const batches = () => {
    const options = { batchSize: 8, seed: 1, stepsPerEpoch: 5 };
    return sideBySide([
      batchesFrom((n, random) => random.uniform<tf.Rank.R4>([n, 32, 32, 3], -1, 1), options),
      batchesFrom(
        (n, random) =>
          controlsOf(CONTROLS, {
            glasses: random.integers(n, 2).dataSync(),
            light: random.uniform<tf.Rank.R1>([n], -70, 70).dataSync(),
          }),
        options,
      ),
    ]);
  };
  const rowsOf = async (rules?: Partial<EditingGameOptions>, epochs = 1) =>
    (await trainGame(game(rules), batches(), { epochs, seed: 1 })).rows;

  it('has a loss that is what it says', async () => {
    for (const row of await rowsOf({ answerWeight: 2, keepWeight: 5 })) {
      const sum = row.generatorAdversarial + 2 * row.generatorAnswers + 5 * row.generatorKeep;
      assertClose(row.generatorLoss, sum, 1e-3);
    }
  });

  it('goes by the answers and the picture alone without an adversarial loss', async () => {
    const [row] = await rowsOf({ isAdversarial: false });
    assertClose(row.generatorLoss, row.generatorAnswers + 10 * row.generatorKeep, 1e-3);
    assertClose(row.discriminatorLoss, row.discriminatorAnswers, 1e-6);
  });

  it('asks of every other picture all, and of the rest one thing in turn', () => {
    const seen: number[][] = [];
    const { discriminator, ...rest } = networks();
    const spy = {
      ...discriminator,
      apply: ([, told]: [tf.Tensor, tf.Tensor2D]) => {
        seen.push(...told.arraySync());
        return [tf.zeros([told.shape[0], 1]), tf.zeros(told.shape)];
      },
    } as unknown as tf.LayersModel;
    const shown = controlsOf(CONTROLS, { glasses: [0, 0, 1, 1], light: [0, 70, 35, -70] });
    const { players } = game({ ...rest, discriminator: spy });
    players[1].numbers([pictures(4), shown], new Draw(new Random(1).key()));
    // in reverse: with −1, with 0.5, without 1, without 0, of which rows 1 and 3 get glasses, then light
    assertClose(seen.flat(), [0, 1, -1, 0, 1, 1, 1, 0, 1, 0, 1, 0]);
  });

  it('learns to leave the picture as it is where nothing is asked, or there and back', async () => {
    for (const keeps of ['unchanged', 'cycle'] as const) {
      const rows = await rowsOf({ keeps, keepWeight: 50 }, 16);
      assert.ok(
        rows[rows.length - 1].generatorKeep < 0.7 * rows[0].generatorKeep,
        `${keeps}: ${rows[0].generatorKeep} ${rows[rows.length - 1].generatorKeep}`,
      );
    }
  });

  it('edits in use as it blends', () => {
    const { generator } = networks();
    const x = pictures(2);
    const edited = editPictures(generator, x, tf.zeros([2, 3]));
    assert.deepEqual(edited.shape, x.shape);
    assert.ok(tf.max(tf.abs(edited)).dataSync()[0] <= 1);
  });

  it('throws on a weight of 0', () => {
    assert.throws(() => game({ keepWeight: 0 }), {
      name: 'RangeError',
      message: 'expected keepWeight to be a number above 0, but got 0',
    });
  });
});
