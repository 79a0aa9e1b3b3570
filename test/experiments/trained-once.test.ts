import assert from 'node:assert/strict';

import { trainedOnce } from '../../lib/experiments/trained-once';

describe('trainedOnce', () => {
  it('trains once for each seed and way', async () => {
    const asked: string[] = [];
    const train = trainedOnce((seed: number, way: 'a' | 'b') => {
      asked.push(`${seed} ${way}`);
      return Promise.resolve({ seed, way });
    });
    const first = await train(1, 'a');
    assert.equal(await train(1, 'a'), first);
    assert.deepEqual(await train(2, 'a'), { seed: 2, way: 'a' });
    assert.deepEqual(await train(1, 'b'), { seed: 1, way: 'b' });
    assert.deepEqual(asked, ['1 a', '2 a', '1 b']);
  });
});
