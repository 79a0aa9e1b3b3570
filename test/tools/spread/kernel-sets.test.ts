import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';

import { childEnvironment } from '../../../tools/setup/environment.mjs';
import { type KernelSet, KERNEL_SETS, environmentOf } from '../../../tools/spread/kernel-sets';

describe('environmentOf', () => {
  const before = { ...process.env };
  beforeEach(() => {
    process.env.ONEDNN_MAX_CPU_ISA = 'SSE41';
    process.env.TF_ENABLE_ONEDNN_OPTS = '1';
  });
  afterEach(() => {
    for (const name of ['ONEDNN_MAX_CPU_ISA', 'TF_ENABLE_ONEDNN_OPTS']) {
      if (before[name] === undefined) delete process.env[name];
      else process.env[name] = before[name];
    }
  });

  for (const set of Object.keys(KERNEL_SETS) as KernelSet[]) {
    it(`gives a child the settings of ${set} and no others of their kind`, () => {
      const script = `console.log(JSON.stringify([process.env.ONEDNN_MAX_CPU_ISA, process.env.TF_ENABLE_ONEDNN_OPTS]))`;
      const { stdout } = spawnSync(process.execPath, ['-e', script], {
        env: childEnvironment(environmentOf(set)),
      });
      const expected = {
        AVX2: ['AVX2', null],
        'AVX-512': ['AVX512_CORE', null],
        all: [null, null],
        'no oneDNN': [null, '0'],
      }[set];
      assert.deepEqual(JSON.parse(stdout.toString()), expected);
    });
  }
});
