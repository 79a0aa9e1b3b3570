import assert from 'node:assert/strict';

import { parseTrainCommand } from '../../../tools/train/options';

describe('parseTrainCommand', () => {
  it("is the article's run when nothing is asked for", () => {
    assert.deepEqual(parseTrainCommand([]), {
      epochs: 100,
      out: 'runs/article',
      resume: false,
      live: false,
    });
  });

  it('reads every option', () => {
    const args = '--epochs 3 --batch-size 32 --seed 0 --data d --out o --resume --live'.split(' ');
    assert.deepEqual(parseTrainCommand(args), {
      epochs: 3,
      batchSize: 32,
      seed: 0,
      data: 'd',
      out: 'o',
      resume: true,
      live: true,
    });
  });

  for (const bad of ['0', '-1', 'abc', '1.5', '', '99999999999']) {
    it(`refuses --epochs "${bad}" in one sentence`, () => {
      assert.throws(() => parseTrainCommand(['--epochs', bad]), {
        exitCode: 1,
        message: new RegExp(`'--epochs <n>'.*Expected an integer from 1 to 2147483647, but got`),
      });
    });
  }

  it('refuses an option that does not exist', () => {
    assert.throws(() => parseTrainCommand(['--epoch', '3']), /unknown option '--epoch'/);
  });
});
