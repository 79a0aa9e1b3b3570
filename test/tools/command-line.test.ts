import assert from 'node:assert/strict';
import { join, resolve } from 'node:path';
import { Command } from 'commander';

import { integerFrom, pathOption, readCommandLine } from '../../tools/command-line';
import { keptByNpm } from '../../tools/npm-options.mjs';

describe('keptByNpm', () => {
  const options = ['--resume', '--batch-size <n>', '--out <folder>'];
  const kept = (env: NodeJS.ProcessEnv, args: string[] = []) =>
    keptByNpm('npm run train', options, args, env);

  it('is nothing when npm has kept none of the options', () => {
    assert.equal(kept({ npm_config_yes: 'true', npm_config_resume: '' }, ['--resume']), undefined);
  });

  it('says what to type', () => {
    assert.equal(
      kept({ npm_config_resume: 'true' }),
      'npm has kept --resume for itself. Type: npm run train -- --resume',
    );
  });

  it('repeats a value where npm tells it, and the arguments that arrived', () => {
    assert.match(
      kept({ npm_config_batch_size: '7' }, ['01', '02']) ?? '',
      /Type: npm run train -- 01 02 --batch-size 7$/,
    );
  });

  it('leaves places for values that have arrived as arguments', () => {
    // npm run train --resume --batch-size 7 --out r
    const env = {
      npm_config_resume: 'true',
      npm_config_batch_size: 'true',
      npm_config_out: 'true',
    };
    assert.equal(
      kept(env, ['7', 'r']),
      'npm has kept --resume and --batch-size and --out for itself. ' +
        'Type: npm run train -- --resume --batch-size <n> --out <folder>',
    );
  });
});

describe('readCommandLine', () => {
  const before = { ...process.env };
  afterEach(() => {
    for (const name of ['npm_config_quick', 'INIT_CWD']) {
      if (name in before) process.env[name] = before[name];
      else delete process.env[name];
    }
  });

  const program = () =>
    new Command('npm run notebooks --')
      .argument('[NN...]')
      .option('--quick')
      .addOption(pathOption('--out <folder>', 'somewhere', 'runs/here'));

  it('refuses to go on without an option that npm has kept', () => {
    process.env.npm_config_quick = 'true';
    assert.throws(() => readCommandLine(program(), ['01']), {
      message: 'npm has kept --quick for itself. Type: npm run notebooks -- 01 --quick',
    });
  });

  it('prints nothing of a wrong option: who calls does', () => {
    const write = process.stderr.write;
    const printed: unknown[] = [];
    process.stderr.write = (text: unknown) => printed.push(text) > 0;
    try {
      assert.throws(() => readCommandLine(program(), ['--fast']), /unknown option '--fast'/);
    } finally {
      process.stderr.write = write;
    }
    assert.deepEqual(printed, []);
  });

  it('takes a path from the folder in which the command was typed', () => {
    const out = (...args: string[]) => readCommandLine(program(), args).opts().out as string;
    process.env.INIT_CWD = '/home/reader/sub';
    assert.equal(out('--out', 'r'), '/home/reader/sub/r');
    assert.equal(out('--out', '../r'), '/home/reader/r');
    assert.equal(out('--out', '/r'), '/r');
    delete process.env.INIT_CWD;
    assert.equal(out('--out', 'r'), resolve('r'));
  });

  it("takes what is used without the option from the course's folder", () => {
    process.env.INIT_CWD = '/home/reader/sub';
    assert.equal(readCommandLine(program(), []).opts().out, join(__dirname, '../../runs/here'));
  });
});

describe('integerFrom', () => {
  it('reads whole numbers up to both ends', () => {
    assert.deepEqual(['0', '2147483647'].map(integerFrom(0)), [0, 2 ** 31 - 1]);
    assert.equal(integerFrom(5, 7)('7'), 7);
  });

  for (const [text, found] of [
    ['4294967295', '4294967295'], // a seed of another program
    ['1790000000000', '1790000000000'], // the time
    ['-1', '-1'],
    ['1e3', '1e3'],
    ['', 'nothing'],
  ] as const) {
    it(`says both ends where it refuses "${text}"`, () => {
      assert.throws(() => integerFrom(0)(text), {
        message: `Expected an integer from 0 to 2147483647, but got ${found}.`,
      });
    });
  }
});
