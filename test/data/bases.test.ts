import assert from 'node:assert/strict';

import { packBases, unpackBases } from '../../lib/data/bases';

describe('packBases', () => {
  it('puts the first of four into the lowest bits', () => {
    assert.deepEqual([...packBases(Uint8Array.of(1, 2, 0, 3))], [0b11001001]);
  });

  it('is undone by unpackBases', () => {
    const bases = Uint8Array.from({ length: 60 }, (_, i) => (i * 7) % 4);
    assert.equal(packBases(bases).length, 15);
    assert.deepEqual(unpackBases(packBases(bases)), bases);
  });
});
