import assert from 'node:assert/strict';

import { parseBenchCommand } from '../../tools/bench/options';

describe('parseBenchCommand', () => {
  it('measures our sides when nothing is asked for', () => {
    assert.deepEqual(parseBenchCommand([]), {
      rounds: 7,
      steps: 200,
      peers: false,
      sizes: false,
      output: 'runs/bench.json',
    });
  });

  it('reads every option', () => {
    const args = '--rounds 9 --steps 3 --peers --sizes --output o.json'.split(' ');
    assert.deepEqual(parseBenchCommand(args), {
      rounds: 9,
      steps: 3,
      peers: true,
      sizes: true,
      output: 'o.json',
    });
  });

  for (const [option, min, values] of [
    ['--rounds', 5, ['4', '-1', 'abc', '5.5', '', '9999999']],
    ['--steps', 1, ['0', '1e3', ' ']],
  ] as const) {
    for (const value of values) {
      it(`refuses ${option} "${value}" in one sentence`, () => {
        assert.throws(() => parseBenchCommand([option, value]), {
          exitCode: 1,
          message: new RegExp(
            `'${option} <n>'.*Expected an integer from ${min} to 1000000, but got`,
          ),
        });
      });
    }
  }

  it('refuses an option that does not exist', () => {
    assert.throws(() => parseBenchCommand(['--peer']), /unknown option '--peer'/);
  });
});
