import assert from 'node:assert/strict';

import type { Game, Player } from '../../lib/training/game';
import { type Progress, trainGame } from '../../lib/training/loop';
import { assertClose } from '../assert-close';
import { SMALL_GAMES } from './small-games';

/** A game whose first player reads a number, and which is therefore run as it is. */
function uncompiled({ players: [first, ...others], ...rest }: Game): Game {
  const numbers: Player['numbers'] = (batch, draw) => {
    batch[0].dataSync();
    return first.numbers(batch, draw);
  };
  return { ...rest, players: [{ ...first, numbers }, ...others] };
}

describe('a game with the layers of applications', () => {
  for (const [name, { game, batches }] of Object.entries(SMALL_GAMES)) {
    it(`trains 20 steps compiled, with the numbers of one that is not: ${name}`, async () => {
      const train = async (played: Game) => {
        let isCompiled: boolean | undefined;
        const onProgress = (progress: Progress) => void (isCompiled = progress.isCompiled);
        const { rows } = await trainGame(played, batches(), { epochs: 1, seed: 3, onProgress });
        const weights = Object.values(played.networks).flatMap((network) =>
          network.getWeights().flatMap((weight) => [...weight.dataSync()]),
        );
        return { isCompiled, rows, weights };
      };
      const played = game();
      const before = played.networks[played.players[0].moves[0]].getWeights()[0].dataSync().slice();
      const [compiled, eager] = [await train(played), await train(uncompiled(game()))];
      const after = played.networks[played.players[0].moves[0]].getWeights()[0].dataSync();
      assert.deepEqual([compiled.isCompiled, eager.isCompiled], [true, false]);
      assert.notDeepEqual(after, before);
      assert.equal(compiled.rows.length, 20);
      compiled.rows.forEach((row, i) => {
        assertClose(Object.values(row), Object.values(eager.rows[i]), 1e-3);
      });
      assertClose(compiled.weights, eager.weights, 1e-3);
    }).timeout(30_000);
  }
});
