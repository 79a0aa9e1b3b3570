import assert from 'node:assert/strict';

import { withInterrupt } from '../lib/interrupt';

describe('withInterrupt', () => {
  const listenersBefore = process.listenerCount('SIGINT');

  it('gives the result of the work', async () => {
    assert.equal(await withInterrupt(async () => 7), 7);
  });

  it('aborts the signal at the first SIGINT, and leaves the second to others', async () => {
    const result = await withInterrupt(async (signal) => {
      assert.equal(signal.aborted, false);
      process.emit('SIGINT');
      assert.equal(process.listenerCount('SIGINT'), listenersBefore);
      return signal.aborted;
    });
    assert.equal(result, true);
  });

  it('takes its handler away when the work is done, even when it throws', async () => {
    await assert.rejects(
      withInterrupt(async () => {
        throw new Error('broken');
      }),
      /broken/,
    );
    assert.equal(process.listenerCount('SIGINT'), listenersBefore);
  });
});
