import assert from 'node:assert/strict';

import { encodePng, toExactIndices, toNearestIndices } from '../../lib/figures/png';
import { decodePng } from './picture-pixels';

describe('encodePng', () => {
  it('writes a file that node-canvas reads back pixel for pixel', () => {
    const palette = Array.from({ length: 256 }, (_, i) => [i, 255 - i, (i * 7) % 256]);
    const indices = Uint8Array.from({ length: 16 * 32 }, (_, i) => (i * 5) % 256);
    const { width, height, at } = decodePng(encodePng({ width: 32, height: 16, indices, palette }));
    assert.deepEqual([width, height], [32, 16]);
    for (let i = 0; i < indices.length; i++) {
      assert.deepEqual(at(i % 32, Math.floor(i / 32)), [...palette[indices[i]], 255]);
    }
  });
});

describe('toExactIndices', () => {
  it('keeps every colour of a picture of 256', () => {
    const rgba = greys(256);
    const image = toExactIndices(rgba, 16, 16);
    assert.equal(image?.palette.length, 256);
    assert.deepEqual(decodePng(encodePng(image!)).rgba, rgba);
  });

  it('is undefined for 257 colours', () => {
    const rgba = new Uint8ClampedArray([...greys(256), 1, 2, 3, 255]);
    assert.equal(toExactIndices(rgba, 257, 1), undefined);
  });
});

describe('toNearestIndices', () => {
  it('has at most as many colours as asked for, each pixel within half their distance', () => {
    const image = toNearestIndices(greys(256), 16, 16, 32);
    assert.ok(image.palette.length <= 32);
    // 32 greys over 0 to 255 lie 8 apart; 8 instead of 4 leaves room for a quantiser that is not perfect.
    image.indices.forEach((index, i) => assert.ok(Math.abs(image.palette[index][0] - i) <= 8));
  });
});

/** The greys from 0 on, one pixel each. */
function greys(count: number): Uint8ClampedArray {
  return Uint8ClampedArray.from({ length: count * 4 }, (_, i) => (i % 4 === 3 ? 255 : i >> 2));
}
