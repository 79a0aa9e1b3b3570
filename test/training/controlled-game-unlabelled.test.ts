import assert from 'node:assert/strict';

import { tf } from '../../lib/backend';
import { batchesFrom, sideBySide } from '../../lib/data/batches';
import { classes } from '../../lib/judges/questions';
import { buildBeatDiscriminator, buildBeatGenerator } from '../../lib/models/beat-gan';
import { CONTROLLED_LATENT_DIM } from '../../lib/models/controlled-gan';
import type { Random } from '../../lib/random';
import { controlledGame, controlsOf } from '../../lib/training/controlled-game';
import { trainGame } from '../../lib/training/loop';
import { assertClose } from '../assert-close';
import { disposeNetworksAfterEach } from '../models/dispose-networks';

const CONTROLS = { height: classes(['low', 'high']) };

/** Signals that are low or high, which of them the random numbers say. */
const kinds = (n: number, random: Random) => random.integers(n, 2).dataSync();
const signalsOf = (kind: ArrayLike<number>, random: Random) =>
  tf.tidy(() => {
    const level = tf.reshape(tf.tensor1d(Float32Array.from(kind)), [-1, 1, 1]);
    const noise = random.uniform<tf.Rank.R3>([kind.length, 128, 1], 0, 0.2);
    return tf.add<tf.Tensor3D>(tf.mul(level, 0.8), noise);
  });

describe('controlledGame with pictures without labels', function () {
  this.timeout(60_000);
  disposeNetworksAfterEach();

  it('has losses that are what they say, and D learns to name what is labelled', async () => {
    const [generator, averagedGenerator] = [0, 1].map(() =>
      buildBeatGenerator({ numControls: 2, seed: 1 }),
    );
    const discriminator = buildBeatDiscriminator({ numControls: 2, seed: 1, isTold: false });
    const settings = { learningRate: 2e-3, beta1: 0.5 };
    const game = controlledGame({
      generator,
      averagedGenerator,
      discriminator,
      controls: CONTROLS,
      latentDim: CONTROLLED_LATENT_DIM,
      answerWeight: 2,
      generatorSettings: settings,
      discriminatorSettings: settings,
    });
    const options = { batchSize: 16, seed: 1, stepsPerEpoch: 60 };
    const batches = sideBySide([
      batchesFrom((n, random) => signalsOf(kinds(n, random), random), options),
      batchesFrom((n, random) => {
        const kind = kinds(n, random);
        signalsOf(kind, random).dispose(); // draws what the signals draw, so that both go on alike
        return controlsOf(CONTROLS, { height: kind });
      }, options),
      batchesFrom((n, random) => signalsOf(kinds(n, random), random), { ...options, seed: 2 }),
    ]);
    const { rows } = await trainGame(game, batches, { epochs: 1, seed: 1 });
    for (const row of rows) {
      assertClose(row.generatorLoss, row.generatorAdversarial + 2 * row.generatorAnswers, 1e-3);
      assert.ok(row.discriminatorLoss >= 2 * row.discriminatorAnswers);
    }
    const [first, last] = [rows[0], rows[rows.length - 1]].map((row) => row.discriminatorAnswers);
    assert.ok(first > 0.5 && last < 0.2, `${first} ${last}`); // ln 2 is what knowing nothing costs
  });
});
