import assert from 'node:assert/strict';

import type { Game, Player } from '../../lib/training/game';
import { type Progress, trainGame } from '../../lib/training/loop';
import { BUILD_GAME } from '../../tools/bench/games/build';
import { BATCH_SIZES, GAMES, WORKLOADS } from '../../tools/bench/workloads';
import { assertClose } from '../assert-close';

/** Steps small enough for two sums in another order to stay near: Adam would make steps of rounding errors. */
const settings = { rule: 'sgd', learningRate: 1e-3 } as const;

/** A game whose first player reads a number, and which is therefore run as it is. */
function uncompiled({ players: [first, ...others], ...rest }: Game): Game {
  const numbers: Player['numbers'] = (batch, draw) => {
    batch[0].dataSync();
    return first.numbers(batch, draw);
  };
  return { ...rest, players: [{ ...first, numbers }, ...others] };
}

describe("the bench's games", () => {
  for (const name of GAMES) {
    it(`trains in compiled steps, with the numbers of steps that are not: ${name}`, async () => {
      const train = async (change: (game: Game) => Game) => {
        const { game, batches } = BUILD_GAME[name](2);
        const players = game.players.map((player) => ({ ...player, settings }));
        let isCompiled: boolean | undefined;
        const { rows } = await trainGame(
          change({ ...game, players }),
          Object.create(batches, { stepsPerEpoch: { value: 3 } }) as typeof batches,
          {
            ...{ epochs: 1, seed: 3 },
            onProgress: (progress: Progress) => void (isCompiled = progress.isCompiled),
          },
        );
        return { isCompiled, rows };
      };
      const [compiled, eager] = [await train((game) => game), await train(uncompiled)];
      assert.deepEqual([compiled.isCompiled, eager.isCompiled], [true, false]);
      assert.equal(compiled.rows.length, 3);
      compiled.rows.forEach((row, i) =>
        // Losses are up to 50.
        assertClose(Object.values(row), Object.values(eager.rows[i]), 5e-3),
      );
    }).timeout(30_000);
  }

  it('have the batches that their titles name', () => {
    const named = GAMES.map((name) => Number(/batch (\d+)/.exec(WORKLOADS[name])?.[1]));
    assert.deepEqual(named, Object.values(BATCH_SIZES));
  });
});
