import assert from 'node:assert/strict';

import { readPgm } from '../../../tools/data/pgm';

/** A PGM file of 3×2 pixels. */
const file = (pixels: readonly number[], header = 'P5\n3 2\n255\n') =>
  Buffer.concat([Buffer.from(header), Buffer.from(pixels)]);

/** What a program makes of a file that it takes for text with line feeds: it leaves those that have a return as they are. */
const asText = (bytes: Buffer) =>
  Buffer.from(bytes.toString('latin1').replace(/(?<!\r)\n/g, '\r\n'), 'latin1');

describe('readPgm', () => {
  it('reads the pixels, row by row', () => {
    assert.deepEqual(readPgm(file([0, 1, 2, 253, 254, 255])), {
      shape: [2, 3],
      data: Uint8Array.of(0, 1, 2, 253, 254, 255),
    });
  });

  it('leaves pixels of 13 and 10 alone in a file that nobody changed', () => {
    assert.deepEqual([...readPgm(file([13, 10, 10, 13, 10, 7])).data], [13, 10, 10, 13, 10, 7]);
  });

  it('takes returns away that were put before line feeds', () => {
    assert.deepEqual([...readPgm(asText(file([1, 10, 10, 2, 13, 3]))).data], [1, 10, 10, 2, 13, 3]);
  });

  it('goes on with a pixel less where a return was there from the start', () => {
    assert.deepEqual([...readPgm(asText(file([1, 2, 13, 10, 5, 6]))).data], [1, 2, 10, 5, 6, 6]);
  });

  it('throws on a file that is cut off, and on other files', () => {
    const cutOff = /expected 3×2 pixels, but got 5/;
    assert.throws(() => readPgm(file([1, 2, 3, 4, 5])), cutOff);
    assert.throws(() => readPgm(asText(file([1, 2, 3, 4]))), /expected 3×2 pixels, but got 4/);
    assert.throws(() => readPgm(Buffer.from('GIF89a')), /expected a PGM file.*GIF89a/);
  });
});
