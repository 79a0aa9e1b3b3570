import assert from 'node:assert/strict';

import { runImages } from '../../../tools/experiments/images';

describe('runImages', () => {
  it('refuses a GAN that there is not, before it trains', async () => {
    const command = { experiment: 'images', seeds: 1, only: 'dense2', again: false } as const;
    await assert.rejects(
      runImages(command, (line) => assert.fail(line)),
      {
        name: 'RangeError',
        message: 'expected a GAN of dense, dcgan, dcganContinuous, conditional, but got dense2',
      },
    );
  });
});
