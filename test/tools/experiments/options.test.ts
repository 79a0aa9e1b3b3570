import assert from 'node:assert/strict';

import { parseExperimentsCommand } from '../../../tools/experiments/options';

const EXPERIMENTS = ['remedies', 'images'].map((name) => ({ name, about: `${name}, a minute` }));
const parse = (args: readonly string[]) => parseExperimentsCommand(args, EXPERIMENTS);

describe('parseExperimentsCommand', () => {
  for (const experiment of ['remedies', 'images'] as const) {
    it(`runs all trainings of ${experiment} that are not kept, over five seeds, when no more is asked for`, () => {
      assert.deepEqual(parse([experiment]), {
        experiment,
        seeds: 5,
        again: false,
      });
    });
  }

  it('reads every option', () => {
    const args = [
      'remedies',
      '--seeds',
      '2',
      '--only',
      'Adam, β₁ = 0',
      '--again',
      '--precision',
      'mixed',
    ];
    assert.deepEqual(parse(args), {
      experiment: 'remedies',
      seeds: 2,
      only: 'Adam, β₁ = 0',
      again: true,
      precision: 'mixed',
    });
  });

  for (const bad of ['0', '-1', 'abc', '1.5', '', '99999999999']) {
    it(`refuses --seeds "${bad}" in one line`, () => {
      assert.throws(() => parse(['images', '--seeds', bad]), {
        exitCode: 1,
        message: /^error: .*'--seeds <n>'.*Expected an integer from 1 to 2147483647, but got .*$/,
      });
    });
  }

  it('refuses another experiment, and names those that there are', () => {
    assert.throws(() => parse(['text']), {
      exitCode: 1,
      message: /^error: .*'text' is invalid.* Allowed choices are remedies, images\.$/,
    });
  });

  const refused: Record<string, { readonly args: string[]; readonly message: RegExp }> = {
    'no experiment': { args: [], message: /^error: missing required argument 'experiment'$/ },
    'a second experiment': {
      args: ['images', 'remedies'],
      message: /^error: too many arguments.*$/,
    },
    'an option that does not exist': {
      args: ['images', '--seed', '3'],
      message: /^error: unknown option '--seed'/,
    },
    '--only without a name': {
      args: ['images', '--only'],
      message: /^error: .*'--only <name>'.*$/,
    },
  };
  for (const [what, { args, message }] of Object.entries(refused)) {
    it(`refuses ${what}`, () => {
      assert.throws(() => parse(args), { exitCode: 1, message });
    });
  }
});
