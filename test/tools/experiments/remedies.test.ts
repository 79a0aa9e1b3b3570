import assert from 'node:assert/strict';

import { runRemedies } from '../../../tools/experiments/remedies';

describe('runRemedies', () => {
  it('refuses a remedy that there is not, before it trains', async () => {
    const command = { experiment: 'remedies', seeds: 1, only: 'luck', again: false } as const;
    await assert.rejects(
      runRemedies(command, (line) => assert.fail(line)),
      {
        name: 'RangeError',
        message: /^expected a remedy of none: the plain GAN, .*, best, but got luck$/,
      },
    );
  });
});
