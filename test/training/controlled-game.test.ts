import assert from 'node:assert/strict';

import { tf } from '../../lib/backend';
import { batchesFrom, sideBySide } from '../../lib/data/batches';
import { classes, quantity } from '../../lib/judges/questions';
import {
  buildControlledDiscriminator,
  buildControlledGenerator,
} from '../../lib/models/controlled-gan';
import {
  type AnswersOf,
  answerLoss,
  controlledGame,
  controlsOf,
  numControlsOf,
} from '../../lib/training/controlled-game';
import { type Penalty, r1Penalty } from '../../lib/penalties';
import { Random } from '../../lib/random';
import { Draw } from '../../lib/training/draw';
import { trainGame } from '../../lib/training/loop';
import { assertClose } from '../assert-close';
import { disposeNetworksAfterEach } from '../models/dispose-networks';

const CONTROLS = { shape: classes(['a', 'b', 'c']), turn: quantity('degrees', [-30, 30]) };

describe('controlsOf', () => {
  it('is 1 among zeros for a class, and −1 to 1 for a quantity', () => {
    const controls = controlsOf(CONTROLS, { shape: [2, 0], turn: [15, -30] });
    assert.deepEqual(controls.arraySync(), [
      [0, 0, 1, 0.5],
      [1, 0, 0, -1],
    ]);
    assert.equal(numControlsOf(CONTROLS), 4);
  });

  it('throws on a label that is none', () => {
    assert.throws(() => controlsOf(CONTROLS, { shape: [3], turn: [0] }), RangeError);
  });
});

describe('answerLoss', () => {
  it('is the cross-entropy of the class and the squared error of the quantity', () => {
    const wanted = controlsOf(CONTROLS, { shape: [1], turn: [30] });
    const answers = tf.tensor2d([[0, Math.log(2), 0, 0.5]]); // softmax ¼, ½, ¼
    assertClose(answerLoss(CONTROLS, wanted, answers).dataSync()[0], Math.LN2 + 0.25, 1e-6);
  });
});

describe('controlledGame', function () {
  this.timeout(60_000);
  disposeNetworksAfterEach();

  const game = (answersOf: AnswersOf, penalty?: Penalty) => {
    const [generator, averagedGenerator] = [0, 1].map(() =>
      buildControlledGenerator({ numControls: 4, seed: 1 }),
    );
    const settings = { learningRate: 1e-3, beta1: 0.5 };
    return controlledGame({
      generator,
      averagedGenerator,
      discriminator: buildControlledDiscriminator({ numControls: 4, seed: 2 }),
      controls: CONTROLS,
      latentDim: 64,
      answersOf,
      penalty,
      generatorSettings: settings,
      discriminatorSettings: settings,
    });
  };
  const batches = () => {
    const options = { batchSize: 8, seed: 1, stepsPerEpoch: 3 };
    return sideBySide([
      batchesFrom((n, random) => random.uniform<tf.Rank.R4>([n, 32, 32, 3]), options),
      batchesFrom(
        (n, random) =>
          controlsOf(CONTROLS, {
            shape: random.integers(n, 3).dataSync(),
            turn: random.uniform<tf.Rank.R1>([n], -30, 30).dataSync(),
          }),
        options,
      ),
    ]);
  };

  it('has losses that are what they say: the adversarial one and the answers', async () => {
    const { rows } = await trainGame(game('reals'), batches(), { epochs: 1, seed: 1 });
    assert.equal(rows.length, 3);
    for (const { generatorLoss, generatorAdversarial, generatorAnswers } of rows) {
      assertClose(generatorLoss, generatorAdversarial + generatorAnswers, 1e-4);
    }
  });

  it('asks D about reals, fakes or both', async () => {
    const firstAnswers = async (answersOf: AnswersOf) =>
      (await trainGame(game(answersOf), batches(), { epochs: 1, seed: 1 })).rows[0]
        .discriminatorAnswers;
    const [reals, fakes, both] = [
      await firstAnswers('reals'),
      await firstAnswers('fakes'),
      await firstAnswers('both'),
    ];
    assertClose(both, reals + fakes, 1e-4);
    assert.notEqual(reals, fakes);
  });

  it("adds a penalty to D's loss, of reals beside what they show", () => {
    const [plain, penalised] = [undefined, r1Penalty({ weight: 3 })].map((penalty) =>
      game('reals', penalty),
    );
    const [x, shown] = [
      new Random(1).uniform<tf.Rank.R4>([4, 32, 32, 3]),
      controlsOf(CONTROLS, { shape: [0, 1, 2, 0], turn: [0, 5, -9, 30] }),
    ];
    const [a, b] = [plain, penalised].map(
      ({ players }) => players[0].numbers([x, shown], new Draw(new Random(2).key())).loss,
    );
    const D = plain.networks.discriminator;
    const logits = (some: tf.Tensor) =>
      tf.sum((D.apply([some, shown], { training: true }) as tf.Tensor[])[0]);
    const slopes = tf.sum(tf.square(tf.grad(logits)(x)), [1, 2, 3]);
    assertClose(tf.sub(b, a).dataSync()[0], (3 / 2) * tf.mean(slopes).dataSync()[0], 1e-4);
  });
});
