import assert from 'node:assert/strict';
import { createCanvas, loadImage } from 'canvas';

import { decodeBmp, isBmp } from '../../lib/data/bmp';
import { bmpBytes } from './bmp-bytes';

const RED = [255, 0, 0, 255];
const GREEN = [0, 255, 0, 255];
const BLUE = [0, 0, 255, 255];
const GREY = [128, 128, 128, 255];
const PALETTE = [
  [255, 0, 0],
  [0, 255, 0],
  [0, 0, 255],
] as const;
/** Two rows of three pixels as 24 bits have them, blue first. */
const UPPER = [0, 0, 255, 0, 255, 0, 255, 0, 0];
const LOWER = [128, 128, 128, 0, 0, 255, 0, 255, 0];

const pixels = (bytes: Buffer) => [...decodeBmp(bytes).data];

describe('isBmp', () => {
  it('goes by the first two bytes', () => {
    assert.ok(isBmp(Buffer.from('BM')));
    assert.ok(!isBmp(Buffer.from('B')));
    assert.ok(!isBmp(Buffer.from('\x89PNG')));
  });
});

describe('decodeBmp', () => {
  const two = { width: 3, height: 2, bitsPerPixel: 24, rows: [LOWER, UPPER] };
  const expected = [RED, GREEN, BLUE, GREY, RED, GREEN];

  it('reads 24 bits, the lower row first', () => {
    assert.deepEqual(decodeBmp(bmpBytes(two)).shape, [2, 3, 4]);
    assert.deepEqual(pixels(bmpBytes(two)), expected.flat());
  });

  it('reads the upper row first where the height is negative', () => {
    const bytes = bmpBytes({ ...two, height: -2, rows: [UPPER, LOWER] });
    assert.deepEqual(pixels(bytes), expected.flat());
  });

  it("reads OS/2's short header, also with its palette of three bytes a colour", () => {
    assert.deepEqual(pixels(bmpBytes({ ...two, headerSize: 12 })), expected.flat());
    const parts = { width: 2, height: 1, palette: PALETTE, headerSize: 12 } as const;
    const bytes = bmpBytes({ ...parts, bitsPerPixel: 8, rows: [[2, 1]] });
    assert.deepEqual(pixels(bytes), [BLUE, GREEN].flat());
  });

  for (const [bitsPerPixel, row] of [
    [1, [0b01000000]],
    [4, [0x01, 0x00]],
    [8, [0, 1, 0]],
  ] as const) {
    it(`reads ${bitsPerPixel} bits through a palette, the first pixel in the highest bits`, () => {
      const bytes = bmpBytes({ width: 3, height: 1, bitsPerPixel, rows: [row], palette: PALETTE });
      assert.deepEqual(pixels(bytes), [RED, GREEN, RED].flat());
    });
  }

  it('reads 16 bits as five of each colour', () => {
    // 0 11111 00000 00000 and 0 00000 00000 10000: 16 of 31 is 131.6 of 255
    const bytes = bmpBytes({ width: 2, height: 1, bitsPerPixel: 16, rows: [[0, 0x7c, 0x10, 0]] });
    assert.deepEqual(pixels(bytes), [...RED, 0, 0, 132, 255]);
  });

  it('reads 16 bits by the masks that it names, such as six bits of green', () => {
    const masks = [0xf800, 0x7e0, 0x1f];
    // 00000 100000 00000: 32 of 63 is 129.5 of 255, and 11111 000000 00000
    const rows = [[0, 0x04, 0, 0xf8]];
    const bytes = bmpBytes({
      ...{ width: 2, height: 1, bitsPerPixel: 16 },
      ...{ rows, masks, compression: 3 },
    });
    assert.deepEqual(pixels(bytes), [0, 130, 0, 255, ...RED]);
  });

  it('reads 32 bits, and opacity only where a mask is for it', () => {
    const rows = [[0, 0, 255, 64]];
    const parts = { width: 1, height: 1, bitsPerPixel: 32, rows };
    assert.deepEqual(pixels(bmpBytes(parts)), RED);
    const masks = [0xff0000, 0xff00, 0xff, 0xff000000];
    const withOpacity = bmpBytes({ ...parts, headerSize: 124, compression: 3, masks });
    assert.deepEqual(pixels(withOpacity), [255, 0, 0, 64]);
  });

  it('reads 24 bits as node-canvas does', async () => {
    const [width, height] = [13, 7]; // 39 bytes a row, filled to 40
    const rows = Array.from({ length: height }, (_, y) =>
      Array.from({ length: width * 3 }, (_, i) => (i * 37 + y * 101) % 256),
    );
    const bytes = bmpBytes({ width, height, bitsPerPixel: 24, rows });
    const context = createCanvas(width, height).getContext('2d');
    context.drawImage(await loadImage(bytes), 0, 0);
    assert.deepEqual(pixels(bytes), [...context.getImageData(0, 0, width, height).data]);
  });

  for (const length of [0, 20, 40, 60]) {
    it(`tells a file cut off after ${length} bytes`, () => {
      assert.throws(() => decodeBmp(bmpBytes(two).subarray(0, length)), {
        message: 'it is cut off',
      });
    });
  }

  it('promises no memory for pixels that are not there', () => {
    const bytes = bmpBytes({ ...two, width: 2 ** 30, rows: [] });
    assert.throws(() => decodeBmp(bytes), { message: 'it is cut off' });
  });

  for (const [what, parts, message] of [
    ['a compressed file', { compression: 1, bitsPerPixel: 8 }, /compressed BMP file: save it as/],
    ['2 bits a pixel', { bitsPerPixel: 2 }, /it is a BMP file of 2 bits a pixel/],
    ['no width', { width: 0 }, /it is 0×2 pixels large/],
  ] as const) {
    it(`refuses ${what}`, () => {
      assert.throws(() => decodeBmp(bmpBytes({ ...two, ...parts })), { message });
    });
  }

  it('refuses an unknown header', () => {
    const bytes = bmpBytes(two);
    bytes.writeUInt32LE(16, 14);
    assert.throws(() => decodeBmp(bytes), { message: /with an unknown header of 16 bytes/ });
  });
});
