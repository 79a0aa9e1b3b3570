import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { hasMixedPrecision } from '../../lib/backend/precision';
import type { BenchReport } from '../../tools/bench/run';

const ROOT = join(__dirname, '../..');

describe('npm run bench', function () {
  this.timeout(240_000);
  const folder = mkdtempSync(join(tmpdir(), 'bench ü '));
  after(() => rmSync(folder, { recursive: true }));

  const bench = (...args: string[]) =>
    spawnSync(
      process.execPath,
      ['--require', 'ts-node/register/transpile-only', join(ROOT, 'tools/bench/main.ts'), ...args],
      { cwd: ROOT, encoding: 'utf8' },
    );

  it('prints a table and writes the figures of every round', () => {
    const output = join(folder, 'new/figures.json');
    const { status, stdout, stderr } = bench('--rounds', '5', '--steps', '1', '--output', output);
    assert.equal(status, 0, stderr);
    // Written by the command that has just ended.
    const { version, sides, bars } = JSON.parse(readFileSync(output, 'utf8')) as BenchReport;
    assert.equal(version, 1);
    const ours = (step: string) => [
      `${step}: ours`,
      ...(hasMixedPrecision() ? [`${step}: bfloat16: ours`] : []),
    ];
    assert.deepEqual(
      sides.map(({ workload, side }) => `${workload}: ${side}`),
      [
        ...ours('dense step'),
        ...ours('DCGAN step'),
        ...ours('pix2pix step, 32×32, batch 16'),
        ...ours('CycleGAN step, 32×32, batch 16'),
        ...ours('WaveGAN step with R1, 4,096 samples, batch 32'),
        ...ours('3-D GAN step, 16³, batch 32'),
        ...ours('molecule GAN step with R1, batch 64'),
        ...ours('WGAN-GP step, 2-D points'),
        'figure: loss curves, 9,370 rows: ours',
        'figure: grid of 16 digits: ours',
        'import of lib: require',
        'import of lib: whole process',
      ],
    );
    for (const { workload, rounds, median, min, max, peakMemoryMb } of sides) {
      assert.equal(rounds.length, 5, workload);
      assert.ok(0 < min && min <= median && median <= max, workload);
      if (workload.includes('step')) assert.ok(peakMemoryMb && peakMemoryMb > 50, workload);
      assert.match(stdout, new RegExp(`^${workload} .* 5 +1( |$)`, 'm'));
    }
    assert.deepEqual(
      bars.map(({ title }) => title),
      [
        ...(hasMixedPrecision()
          ? ['DCGAN step', 'WaveGAN step', 'dense step'].map(
              (step) => `${step}, mixed precision / float32`,
            )
          : []),
        'import of lib in a fresh process, seconds',
      ],
    );
  });

  for (const [name, args, sentence] of [
    ['too few rounds', ['--rounds', '4'], /Expected an integer from 5 to 1000000, but got 4/],
    [
      'steps that are no number',
      ['--steps', 'abc'],
      /Expected an integer from 1 to 1000000, but got abc/,
    ],
    ['an output that cannot be made', ['--output', '/dev/null/x/y.json'], /ENOTDIR|EEXIST/],
  ] as const) {
    it(`refuses ${name} in one sentence`, () => {
      const { status, stderr } = bench(...args);
      assert.equal(status, 1);
      assert.match(stderr, sentence);
      assert.equal(stderr.trim().split('\n').length, 1, stderr);
    });
  }
});
