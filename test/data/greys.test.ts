import assert from 'node:assert/strict';

import { greysOf } from '../../lib/data/greys';

describe('greysOf', () => {
  it('leaves greys as they are, and takes green for brighter than red and blue', () => {
    const data = Uint8Array.of(
      ...[0, 0, 0, 90, 90, 90, 255, 255, 255],
      ...[255, 0, 0],
      0,
      255,
      0,
      0,
      0,
      255,
    );
    const { shape, data: greys } = greysOf({ shape: [2, 1, 3, 3], data });
    assert.deepEqual(shape, [2, 1, 3, 1]);
    // 255 times 0.299, 0.587 and 0.114
    assert.deepEqual([...greys], [0, 90, 255, 76, 150, 29]);
  });

  it('throws on pictures that have no colour', () => {
    assert.throws(() => greysOf({ shape: [1, 1, 1, 1], data: Uint8Array.of(3) }), {
      name: 'RangeError',
      message: 'expected images of 3 channels, but got 1',
    });
  });
});
