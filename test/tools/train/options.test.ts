import assert from 'node:assert/strict';
import { resolve } from 'node:path';

import { parseTrainCommand } from '../../../tools/train/options';

describe('parseTrainCommand', () => {
  it("is the article's run when nothing is asked for", () => {
    assert.deepEqual(parseTrainCommand([]), {
      epochs: 100,
      skipBad: false,
      out: resolve('runs/article'),
      resume: false,
      live: false,
    });
  });

  it('reads every option', () => {
    const args =
      '--epochs 3 --batch-size 32 --seed 0 --data d --out o --resume --live ' +
      '--model conditional --size 64 --channels 1 --skip-bad --precision mixed';
    assert.deepEqual(parseTrainCommand(args.split(' ')), {
      epochs: 3,
      batchSize: 32,
      seed: 0,
      data: resolve('d'),
      model: 'conditional',
      size: 64,
      channels: 1,
      skipBad: true,
      out: resolve('o'),
      resume: true,
      live: true,
      precision: 'mixed',
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

  for (const [flag, bad, choices] of [
    ['--model', 'big', 'dense, dcgan, conditional'],
    ['--size', '48', '28, 32, 64'],
    ['--channels', '4', '1, 3'],
    ['--precision', 'half', 'float32, mixed'],
  ]) {
    it(`refuses ${flag} ${bad}, and says what there is`, () => {
      assert.throws(() => parseTrainCommand([flag, bad]), {
        exitCode: 1,
        message: new RegExp(`${flag} .*'${bad}' is invalid\\. Allowed choices are ${choices}\\.`),
      });
    });
  }

  it('refuses an option that does not exist', () => {
    assert.throws(() => parseTrainCommand(['--epoch', '3']), /unknown option '--epoch'/);
  });
});
