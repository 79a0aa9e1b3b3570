import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { tf } from '../../lib/backend';
import { batchesFrom } from '../../lib/data/batches';
import { applyInTraining } from '../../lib/models/gan';
import { Random } from '../../lib/random';
import { loadCheckpoint, saveCheckpoint } from '../../lib/training/checkpoint';
import { Draw } from '../../lib/training/draw';
import { type Game, type Player, columnOf, createGameState } from '../../lib/training/game';
import { type GameOptions, type Progress, trainGame } from '../../lib/training/loop';
import { assertClose } from '../assert-close';
import {
  cloudBatches,
  cycleGame,
  emptyBatches,
  numberNetwork,
  numbersGame,
  weightOf,
} from './games';

const SHORT: GameOptions = { epochs: 2, seed: 3 };
const weights = ({ networks }: Game) =>
  Object.fromEntries(
    Object.entries(networks).map(([name, model]) => [
      name,
      model.getWeights().map((w) => Array.from(w.dataSync())),
    ]),
  );

describe('trainGame', () => {
  const folder = mkdtempSync(join(tmpdir(), 'game-'));
  const path = join(folder, 'checkpoint.safetensors');
  after(() => rmSync(folder, { recursive: true }));

  it('takes three networks and two players to the end that algebra gives: x = z = 1, y = 2', async () => {
    const game = numbersGame();
    const history = await trainGame(game, emptyBatches(), { ...SHORT, epochs: 40 });
    const { x, y, z } = game.networks;
    assertClose([x, y, z].map(weightOf), [1, 2, 1], 1e-4); // 400 steps that shrink the rest by 0.9 each
    const last = history.rows[history.rows.length - 1];
    assert.deepEqual(Object.keys(last), ['step', 'epoch', 'pairLoss', 'pairApart', 'thirdLoss']);
    assertClose([last.pairLoss, last.thirdLoss], [0, 0], 1e-6);
  });

  it('makes the players’ updates in turn, each from what the one before has left', async () => {
    const game = numbersGame();
    await trainGame(game, emptyBatches(1), { ...SHORT, epochs: 1 });
    // By hand, rate 0.05: x = 5 − 0.05 · 2 (5 − 0.3), y = −1 − 0.05 · 2 (−1 − 2); then z with the new y.
    const [x, y] = [5 - 0.1 * 4.7, -1 + 0.1 * 3];
    const z = 0.3 - 0.1 * (0.3 + y - 3);
    const { networks } = game;
    assertClose([networks.x, networks.y, networks.z].map(weightOf), [x, y, z], 1e-6);
  });

  it('gives a game shaped like CycleGAN the same numbers compiled and as it is, over 20 steps', async () => {
    const run = async (game: Game) => {
      let isCompiled: boolean | undefined;
      const onProgress = (progress: Progress) => void (isCompiled = progress.isCompiled);
      const { rows } = await trainGame(game, cloudBatches(), { ...SHORT, onProgress });
      return { rows, weights: weights(game), isCompiled };
    };
    const reading = cycleGame();
    const [judges, painters] = reading.players;
    const numbers: Player['numbers'] = (batch, draw) => {
      batch[0].dataSync(); // what reads a number is run as it is
      return painters.numbers(batch, draw);
    };
    const compiled = await run(cycleGame());
    const eager = await run({ ...reading, players: [judges, { ...painters, numbers }] });
    assert.deepEqual([compiled.isCompiled, eager.isCompiled], [true, false]);
    assert.equal(compiled.rows.length, 20);
    assert.equal(Object.keys(compiled.rows[0]).length, 2 + 2 + 8);
    compiled.rows.forEach((row, i) => {
      const names = Object.keys(row);
      assertClose(
        names.map((name) => row[name]),
        names.map((name) => eager.rows[i][name]),
        1e-5,
      );
    });
    const [a, b] = [compiled.weights, eager.weights];
    for (const name of Object.keys(a)) assertClose(a[name].flat(), b[name].flat(), 1e-5);
  });

  it("changes nobody else's weights in a player's move, not by the last bit", async () => {
    for (const mover of [0, 1]) {
      const game = cycleGame();
      const alone = { ...game, players: [game.players[mover]] };
      const before = weights(game);
      await trainGame(alone, cloudBatches(), { ...SHORT, epochs: 1 });
      const after = weights(game);
      for (const name of Object.keys(before)) {
        const moves = game.players[mover].moves.includes(name);
        if (moves) assert.notDeepEqual(after[name], before[name], name);
        else assert.deepEqual(after[name], before[name], name);
      }
    }
  });

  it('trains one network first and goes on with all', async () => {
    const game = cycleGame();
    const { toRed } = game.networks;
    const pretraining: Game = {
      networks: game.networks,
      players: [
        {
          name: 'copy',
          moves: ['toRed'],
          settings: { learningRate: 0.01 },
          numbers: ([blue]) => ({
            loss: tf.mean<tf.Scalar>(tf.abs(tf.sub(applyInTraining(toRed, blue), blue))),
          }),
        },
      ],
    };
    const first = await trainGame(pretraining, cloudBatches(), { ...SHORT, epochs: 30 });
    const copied = first.rows[first.rows.length - 1].copyLoss;
    assert.ok(copied < 0.5 * first.rows[0].copyLoss);
    const { rows } = await trainGame(game, cloudBatches(), { ...SHORT, epochs: 1 });
    assert.deepEqual(Object.keys(rows[0]).slice(2, 4), ['judgesLoss', 'judgesRed']);
    assert.equal(rows.length, 10);
  });

  it('goes on with the same numbers when called again with its state', async () => {
    const straight = cycleGame();
    const { rows } = await trainGame(straight, cloudBatches(), { ...SHORT, epochs: 3 });
    const game = cycleGame();
    const [batches, state] = [cloudBatches(), createGameState(game, SHORT)];
    await trainGame(game, batches, { ...SHORT, epochs: 1, state });
    const history = await trainGame(game, cloudBatches(), { ...SHORT, epochs: 3, state });
    assert.deepEqual(history.rows, rows);
    assert.deepEqual(weights(game), weights(straight));
  });

  it('is saved with all its networks and players, and goes on bit for bit', async () => {
    const straight = cycleGame();
    const { rows } = await trainGame(straight, cloudBatches(), { ...SHORT, epochs: 3 });
    const game = cycleGame();
    const state = createGameState(game, SHORT);
    await trainGame(game, cloudBatches(), { ...SHORT, epochs: 1, state });
    saveCheckpoint(path, game, state);
    const other = cycleGame();
    const history = await trainGame(other, cloudBatches(), {
      ...SHORT,
      epochs: 3,
      state: loadCheckpoint(path, other),
    });
    assert.deepEqual(history.rows, rows);
    assert.deepEqual(weights(other), weights(straight));
    assert.throws(() => loadCheckpoint(path, numbersGame()), /a checkpoint of other networks/);
  });

  it('gives each update of a player a batch of its own, and the others the last one', async () => {
    let drawn = 0;
    const counting = batchesFrom((n) => tf.fill([n, 1], drawn++) as tf.Tensor2D, {
      batchSize: 1,
      seed: 1,
      stepsPerEpoch: 2,
    });
    const seen: Record<string, number[]> = { often: [], once: [] };
    const player = (name: string, updates?: number): Player => ({
      name,
      moves: [name],
      settings: { learningRate: 0.1 },
      updates,
      numbers: ([batch]) => {
        seen[name].push(batch.dataSync()[0]); // so it is run as it is
        return { loss: tf.sum<tf.Scalar>(applyInTraining(networks[name], batch)) };
      },
    });
    const networks: Record<string, tf.LayersModel> = {
      often: numberNetwork(1),
      once: numberNetwork(1),
    };
    const players = [player('often', 3), player('once')];
    await trainGame({ networks, players }, counting, { ...SHORT, epochs: 1 });
    // 0 shows the shape. A player's first look, before its step is found not to be compiled, is of the first batch.
    assert.deepEqual(seen.often.slice(-6), [1, 2, 3, 4, 5, 6]);
    assert.deepEqual(seen.once.slice(-2), [3, 6]);
  });

  it('lets a network follow another as a moving average', async () => {
    const game = numbersGame();
    const follower = numberNetwork(9);
    const averages = [{ of: 'x', into: 'follower', decay: 0.75 }];
    const followed = { ...game, networks: { ...game.networks, follower }, averages };
    const seen: number[] = [weightOf(game.networks.x)];
    await trainGame(followed, emptyBatches(1), {
      ...SHORT,
      epochs: 3,
      onEpoch: () => void seen.push(weightOf(game.networks.x)),
    });
    const expected = seen.slice(1).reduce((average, x) => 0.75 * average + 0.25 * x, 9);
    assertClose(weightOf(follower), expected, 1e-6);
  });

  it('names the step and each number that is not finite', async () => {
    const game = numbersGame();
    const [pair, third] = game.players;
    const bad: Player = {
      ...third,
      numbers: () => ({ loss: third.numbers([], draw()).loss, share: tf.scalar(NaN) }),
    };
    const draw = () => new Draw(tf.tensor1d([0, 0], 'int32'));
    await assert.rejects(
      trainGame({ ...game, players: [pair, bad] }, emptyBatches(), SHORT),
      /^Error: step 1: the losses are not finite any more \(thirdShare NaN\)/,
    );
  });

  it('refuses a number that is no scalar, by its name', async () => {
    const game = numbersGame();
    const [pair, third] = game.players;
    const bad = { ...third, numbers: () => ({ loss: tf.ones([2]) as unknown as tf.Scalar }) };
    await assert.rejects(trainGame({ ...game, players: [pair, bad] }, emptyBatches(), SHORT), {
      name: 'RangeError',
      message: 'expected thirdLoss to be a scalar, but got [2]',
    });
  });

  it('keeps no tensor more than its state', async () => {
    const game = cycleGame();
    const [batches, state] = [cloudBatches(), createGameState(game, SHORT)];
    await trainGame(game, batches, { ...SHORT, epochs: 1, state });
    const before = tf.memory().numTensors;
    await trainGame(game, batches, { ...SHORT, epochs: 4, state });
    assert.equal(tf.memory().numTensors, before);
  });
});

describe('createGameState', () => {
  const game = numbersGame();
  const [pair, third] = game.players;
  const wrong: Record<string, [Partial<Game>, string]> = {
    'no player': [{ players: [] }, 'expected at least 1 player, but got none'],
    'an unknown network': [
      { players: [{ ...pair, moves: ['x', 'w'] }] },
      'expected what pair moves to name one of x, y, z, but got w',
    ],
    'two players of one name': [
      { players: [pair, { ...third, name: 'pair' }] },
      'expected players of different names, but two are called pair',
    ],
    'a name that is no word': [
      { players: [{ ...pair, name: 'my pair' }] },
      'expected a player\'s name to be a word, but got "my pair"',
    ],
    'a network whose name is no word': [
      { networks: { ...game.networks, 'to red': numberNetwork(1) } },
      'expected a network\'s name to be a word, but got "to red"',
    ],
    'a player who moves nothing': [
      { players: [{ ...pair, moves: [] }] },
      'expected pair to move a network with weights to train, but it has none',
    ],
    'weights moved twice': [
      { players: [{ ...pair, moves: ['x', 'x'] }] },
      'expected pair to move each weight once, but some are in two networks',
    ],
    'an average of an unknown network': [
      { averages: [{ of: 'x', into: 'w', decay: 0.9 }] },
      'expected an average to name one of x, y, z, but got w',
    ],
    'a decay of 1': [
      { averages: [{ of: 'x', into: 'y', decay: 1 }] },
      'expected a decay from 0 to below 1, but got 1',
    ],
  };
  for (const [what, [change, message]] of Object.entries(wrong)) {
    it(`refuses ${what}`, () => {
      assert.throws(() => createGameState({ ...game, ...change }, SHORT), {
        name: 'RangeError',
        message,
      });
    });
  }
});

describe('columnOf', () => {
  it('is the name of the player and of the number', () => {
    assert.equal(columnOf('generator', 'l1'), 'generatorL1');
    assert.equal(columnOf('discriminator', 'loss'), 'discriminatorLoss');
  });
});

describe('Draw', () => {
  it('draws what the Random of its key would draw, in order', () => {
    tf.tidy(() => {
      const [random, same] = [new Random(7), new Random(7)];
      random.skip(5);
      same.skip(5);
      const draw = new Draw(random.peekKey());
      const expected = [same.normal([3]), same.uniform([2, 2], -1, 1), same.integers(4, 10)];
      const drawn = [draw.normal([3]), draw.uniform([2, 2], -1, 1), draw.integers(4, 10)];
      drawn.forEach((tensor, i) => assert.deepEqual(tensor.arraySync(), expected[i].arraySync()));
      assert.equal(draw.count, 3);
      assert.deepEqual(draw.key().arraySync(), [7, 8]);
    });
  });

  it('keeps nothing alive but what it gives', () => {
    const key = new Random(1).key();
    const before = tf.memory().numTensors;
    new Draw(key).normal([4]).dispose();
    assert.equal(tf.memory().numTensors, before);
    key.dispose();
  });
});
