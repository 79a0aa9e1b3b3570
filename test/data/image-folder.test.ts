import assert from 'node:assert/strict';
import { createCanvas } from 'canvas';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import sharp from 'sharp';

import { type ImageFolderOptions, loadImageFolder } from '../../lib/data/image-folder';
import { assertClose } from '../assert-close';
import { bmpBytes } from './bmp-bytes';
import { promisingPng } from './promising-png';
import { withoutPrivileges } from './without-privileges';

type Colour = readonly number[];
const RED: Colour = [255, 0, 0];
const GREEN: Colour = [0, 255, 0];
const BLUE: Colour = [0, 0, 255];
const GREY: Colour = [128, 128, 128];
const FORM = { size: 8, channels: 3 } as const;

/** A picture to be encoded, each pixel of the colour that stands at its place. */
function picture(width: number, height: number, colourAt: (x: number, y: number) => Colour) {
  const pixels = Array.from({ length: width * height }, (_, i) =>
    colourAt(i % width, Math.floor(i / width)),
  );
  const channels = pixels[0].length as 1 | 2 | 3 | 4;
  return sharp(Buffer.from(pixels.flat()), { raw: { width, height, channels } });
}
const plain = (colour: Colour, size = 16) => picture(size, size, () => colour);
/** Red and green above, blue and grey below. */
const quarters = (width = 32, height = 32) =>
  picture(width, height, (x, y) =>
    y < height / 2 ? (x < width / 2 ? RED : GREEN) : x < width / 2 ? BLUE : GREY,
  );

describe('loadImageFolder', () => {
  const parent = mkdtempSync(join(tmpdir(), 'my photos 我的照片 '));
  before(() => chmodSync(parent, 0o755)); // else whoever is not its owner sees nothing of it
  after(() => rmSync(parent, { recursive: true }));
  let count = 0;
  function folderOf(files: Readonly<Record<string, Uint8Array | string>>): string {
    const folder = join(parent, String(count++));
    mkdirSync(folder);
    for (const [path, bytes] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), bytes);
    }
    return folder;
  }
  async function load(
    files: Readonly<Record<string, Uint8Array | string>>,
    options: Partial<ImageFolderOptions> = {},
  ) {
    return loadImageFolder(folderOf(files), { ...FORM, ...options });
  }
  /** The numbers of one picture's pixels. */
  async function pixelsOf(file: Uint8Array, options: Partial<ImageFolderOptions> = {}) {
    return [...(await load({ 'a.png': file }, options)).bytes.data];
  }
  /** The colours in the middle of the four quarters. */
  async function quartersOf(file: Uint8Array): Promise<number[][]> {
    const pixels = await pixelsOf(file);
    return [2 * 8 + 2, 2 * 8 + 6, 6 * 8 + 2, 6 * 8 + 6].map((i) => pixels.slice(3 * i, 3 * i + 3));
  }
  const assertQuarters = (found: number[][], expected: readonly Colour[], tolerance = 2) =>
    assertClose(found.flat(), expected.flat(), tolerance);

  describe('reads', () => {
    const all = [RED, GREEN, BLUE, GREY];

    it('PNG', async () => {
      assertQuarters(await quartersOf(await quarters().png().toBuffer()), all);
    });

    it('what node-canvas draws', async () => {
      const canvas = createCanvas(32, 32);
      const context = canvas.getContext('2d');
      context.fillStyle = '#0000ff';
      context.fillRect(0, 0, 32, 32);
      assertQuarters(await quartersOf(canvas.toBuffer('image/png')), [BLUE, BLUE, BLUE, BLUE]);
    });

    it('JPEG, whatever its name', async () => {
      const bytes = await quarters().jpeg({ quality: 100, chromaSubsampling: '4:4:4' }).toBuffer();
      assertQuarters(await quartersOf(bytes), all, 4); // 8 bits of another colour space
    });

    it('WebP', async () => {
      assertQuarters(await quartersOf(await quarters().webp({ lossless: true }).toBuffer()), all);
    });

    it('BMP', async () => {
      const rows = Array.from({ length: 8 }, () => new Array(8).fill([0, 0, 255]).flat());
      const bytes = bmpBytes({ width: 8, height: 8, bitsPerPixel: 24, rows });
      assertQuarters(await quartersOf(bytes), [RED, RED, RED, RED]);
    });

    it('the first frame of a GIF', async () => {
      const frames = await sharp(
        Buffer.from([...new Array(256).fill(GREEN), ...new Array(256).fill(BLUE)].flat()),
        { raw: { width: 16, height: 32, channels: 3, pageHeight: 16 } },
      )
        .gif()
        .toBuffer();
      assert.equal((await sharp(frames).metadata()).pages, 2);
      assertQuarters(await quartersOf(frames), [GREEN, GREEN, GREEN, GREEN]);
    });

    it('16 bits a channel', async () => {
      // 257 · v is of 65,535 what v is of 255
      const numbers = Uint16Array.from(
        { length: 16 * 16 * 3 },
        (_, i) => 257 * [200, 100, 3][i % 3],
      );
      const bytes = await sharp(numbers, { raw: { width: 16, height: 16, channels: 3 } })
        .toColourspace('rgb16')
        .png()
        .toBuffer();
      assert.equal((await sharp(bytes).metadata()).depth, 'ushort');
      assert.deepEqual((await pixelsOf(bytes)).slice(0, 3), [200, 100, 3]);
    });

    it('CMYK: paper is white, and inks are about the colours that they stand for', async () => {
      for (const [colour, tolerance] of [
        [[255, 255, 255], 1],
        [RED, 40], // inks are duller than light
        [[0, 0, 0], 40],
      ] as const) {
        const jpeg = plain(colour).toColourspace('cmyk').jpeg({ quality: 100 });
        const bytes = await jpeg.toBuffer();
        assert.equal((await sharp(bytes).metadata()).space, 'cmyk');
        assertClose((await pixelsOf(bytes)).slice(0, 3), colour, tolerance);
      }
    });

    it('grey', async () => {
      assert.deepEqual(
        (await pixelsOf(await plain([77]).png().toBuffer())).slice(0, 3),
        [77, 77, 77],
      );
    });
  });

  describe('turns a picture as its EXIF data say', () => {
    // What a viewer shows of red, green / blue, grey: TIFF 6.0, tag 274, "the 0th row represents … and the 0th column …"
    const SHOWN: Readonly<Record<number, readonly Colour[]>> = {
      1: [RED, GREEN, BLUE, GREY],
      2: [GREEN, RED, GREY, BLUE],
      3: [GREY, BLUE, GREEN, RED],
      4: [BLUE, GREY, RED, GREEN],
      5: [RED, BLUE, GREEN, GREY],
      6: [BLUE, RED, GREY, GREEN],
      7: [GREY, GREEN, BLUE, RED],
      8: [GREEN, GREY, RED, BLUE],
    };
    for (const [orientation, shown] of Object.entries(SHOWN)) {
      it(`orientation ${orientation}`, async () => {
        const jpeg = quarters().jpeg({ quality: 100, chromaSubsampling: '4:4:4' });
        const bytes = await jpeg.withMetadata({ orientation: Number(orientation) }).toBuffer();
        assertQuarters(await quartersOf(bytes), shown, 4);
      });
    }
  });

  describe('makes a square', () => {
    it('of the middle', async () => {
      const wide = await picture(48, 16, (x) => (x < 16 || x >= 32 ? RED : BLUE))
        .png()
        .toBuffer();
      const pixels = await pixelsOf(wide);
      // inner columns: the outer ones see a little of what was cut away
      for (let x = 2; x < 6; x++) assertClose(pixels.slice(3 * x, 3 * x + 3), BLUE, 6);
    });

    it('by the mean of what each pixel covers: fine lines become grey', async () => {
      const lines = await picture(256, 256, (x) => (x % 2 === 0 ? [0] : [255]))
        .png()
        .toBuffer();
      for (const value of await pixelsOf(lines)) assert.ok(Math.abs(value - 127.5) < 2, `${value}`);
    });

    it('and leaves a picture of that size as it is', async () => {
      const colourAt = (x: number, y: number) => [30 * x, 30 * y, (7 * x * y) % 256];
      const exact = picture(8, 8, colourAt);
      const bytes = await exact.clone().png().toBuffer();
      assert.deepEqual(await pixelsOf(bytes), [...(await exact.raw().toBuffer())]);
    });
  });

  it('gives one number a pixel in grey, of the same lightness', async () => {
    assert.deepEqual(await pixelsOf(await plain([77, 77, 77]).png().toBuffer(), { channels: 1 }), [
      ...new Array(64).fill(77),
    ]);
    // Of linear light red is 0.2126, and 0.2126 of sRGB is 127 of 255
    const [red] = await pixelsOf(await plain(RED).png().toBuffer(), { channels: 1 });
    assertClose([red], [127], 1);
  });

  it('shows white through transparent pixels, or the colour asked for', async () => {
    const bytes = await plain([255, 0, 0, 0]).png().toBuffer();
    assert.deepEqual((await pixelsOf(bytes)).slice(0, 3), [255, 255, 255]);
    assert.deepEqual((await pixelsOf(bytes, { background: '#0a141e' })).slice(0, 3), [10, 20, 30]);
    const grey = await plain([200, 0]).toColourspace('b-w').png().toBuffer();
    assert.equal((await sharp(grey).metadata()).channels, 2);
    assert.deepEqual((await pixelsOf(grey, { background: '#0a141e' })).slice(0, 3), [10, 20, 30]);
    const half = await plain([255, 0, 0, 51]).webp({ lossless: true }).toBuffer(); // a fifth
    assertClose((await pixelsOf(half)).slice(0, 3), [255, 204, 204], 1);
  });

  it('reads a file anew that has become another one', async () => {
    const folder = folderOf({ 'a.png': await plain(RED).png().toBuffer() });
    await loadImageFolder(folder, FORM);
    writeFileSync(join(folder, 'a.png'), await plain(BLUE).png().toBuffer());
    const { bytes } = await loadImageFolder(folder, FORM);
    assert.deepEqual([...bytes.data.subarray(0, 3)], BLUE);
  });

  it('gives images as bytes, in the order of their names, and as a tensor in the range asked for', async () => {
    const files = {
      'b.png': await plain([255, 255, 255]).png().toBuffer(),
      'a.png': await plain([0, 0, 0]).png().toBuffer(),
    };
    const { bytes, images, classNames, labels } = await load(files, { range: 'minusOneToOne' });
    assert.deepEqual(bytes.shape, [2, 8, 8, 3]);
    assert.deepEqual([bytes.data[0], bytes.data[8 * 8 * 3]], [0, 255]);
    assert.deepEqual(images.shape, [2, 8, 8, 3]);
    assert.deepEqual([images.min().dataSync()[0], images.max().dataSync()[0]], [-1, 1]);
    assert.deepEqual([classNames, [...labels]], [[], [0, 0]]);
    images.dispose();
  });

  it('takes subfolders for classes, whatever is deeper', async () => {
    const file = await plain(RED).png().toBuffer();
    const paths = ['cats/1.png', 'a b/deep/1.png', 'a/1.png', 'a b/2.png'];
    const { classNames, labels } = await load(Object.fromEntries(paths.map((p) => [p, file])));
    assert.deepEqual(classNames, ['a', 'a b', 'cats']);
    // by path: 'a b/2', 'a b/deep/1', 'a/1', 'cats/1'
    assert.deepEqual([...labels], [1, 1, 0, 2]);
  });

  it('knows no classes where a picture lies beside the subfolders', async () => {
    const file = await plain(RED).png().toBuffer();
    const { classNames, labels } = await load({ 'cats/1.png': file, '2.png': file });
    assert.deepEqual([classNames, [...labels]], [[], [0, 0]]);
  });

  it('counts what it ignores, and tells how far it is', async () => {
    const file = await plain(RED).png().toBuffer();
    const calls: string[] = [];
    const { ignored } = await load(
      { 'a.png': file, 'b.png': file, 'notes.txt': 'hello' },
      { onProgress: (done, total) => calls.push(`${done}/${total}`) },
    );
    assert.deepEqual(ignored, { '.txt': 1 });
    assert.deepEqual(calls, ['1/2', '2/2']);
  });

  describe('of a picture that cannot be used', () => {
    let jpeg: Buffer;
    before(async () => {
      const noise = picture(64, 64, (x, y) => [(x * 37 + y * 91) % 256, (x * y) % 256, 9]);
      jpeg = await noise.jpeg().toBuffer();
    });

    const DAMAGED = /^it is damaged, or no picture$/;
    const FAULTS: Readonly<Record<string, [() => Promise<Uint8Array | string>, RegExp]>> = {
      'a JPEG cut in half': [async () => jpeg.subarray(0, jpeg.length >> 1), DAMAGED],
      'a PNG without its end': [
        async () => (await plain(RED, 64).png().toBuffer()).subarray(0, -20),
        DAMAGED,
      ],
      'a WebP cut in half': [
        async () => {
          const whole = await plain(RED, 64).webp({ lossless: true }).toBuffer();
          return whole.subarray(0, whole.length >> 1);
        },
        DAMAGED,
      ],
      'a GIF cut in half': [
        async () => {
          const whole = await quarters().gif().toBuffer();
          return whole.subarray(0, whole.length >> 1);
        },
        DAMAGED,
      ],
      'a BMP cut in half': [
        async () => bmpBytes({ width: 64, height: 64, bitsPerPixel: 24, rows: [[]] }),
        /^it is cut off$/,
      ],
      'a text': [async () => 'hello', DAMAGED],
      'an empty file': [async () => '', /^it is empty$/],
      'an SVG': [
        async () => '<svg xmlns="http://www.w3.org/2000/svg" width="50" height="50"/>',
        /^it is of the format svg$/,
      ],
      'one that is too small': [
        async () => plain(RED, 7).png().toBuffer(),
        /^it is 7×7 pixels small, less than 8×8$/,
      ],
      'one that promises to fill the memory': [
        async () => promisingPng(50_000, 50_000),
        /^it is 50000×50000 pixels large, more than 200 million$/,
      ],
      'a BMP that would fill the memory': [
        async () => bmpBytes({ width: 50_000, height: 50_000, bitsPerPixel: 1, rows: [[]] }),
        /^it is 50000×50000 pixels large, more than 200 million$/,
      ],
    };
    for (const [what, [file, reason]] of Object.entries(FAULTS)) {
      it(`names ${what}`, async () => {
        const good = await plain(RED).png().toBuffer();
        const files = { '好/bad one.png': await file(), '好/good.png': good };
        const folder = folderOf(files);
        const { skipped, bytes, labels } = await loadImageFolder(folder, {
          ...FORM,
          skipBad: true,
        });
        assert.deepEqual([bytes.shape[0], labels.length], [1, 1]);
        assert.deepEqual([...bytes.data.subarray(0, 3)], RED);
        assert.equal(skipped.length, 1);
        assert.equal(skipped[0].path, '好/bad one.png');
        assert.match(skipped[0].reason, reason);
        await assert.rejects(loadImageFolder(folder, FORM), {
          message:
            `${folder}: 1 of 2 pictures cannot be used: 好/bad one.png (${skipped[0].reason}). ` +
            'Mend them or take them away, or go on without them: skipBad, in a terminal --skip-bad.',
        });
      });
    }

    it('names a link that leads nowhere', async () => {
      const folder = folderOf({});
      symlinkSync(join(folder, 'none'), join(folder, 'a.png'));
      await assert.rejects(loadImageFolder(folder, FORM), {
        message: /1 of 1 pictures cannot be used: a\.png \(it cannot be read \(ENOENT\)\)/,
      });
    });

    it('names one that may not be read', async () => {
      const folder = folderOf({ 'a.png': await plain(RED).png().toBuffer() });
      chmodSync(join(folder, 'a.png'), 0);
      await withoutPrivileges(() =>
        assert.rejects(loadImageFolder(folder, FORM), {
          message: /1 of 1 pictures cannot be used: a\.png \(it cannot be read \(EACCES\)\)/,
        }),
      );
    });

    it('names the first five of many, and counts the others', async () => {
      const files = Object.fromEntries(Array.from({ length: 8 }, (_, i) => [`${i}.png`, 'x']));
      await assert.rejects(load(files), {
        message: /8 of 8 .*: 0\.png .*, 4\.png \([^)]*\) and 3 more\. Mend/,
      });
    });

    it('does not name a class of which nothing is left', async () => {
      const good = await plain(RED).png().toBuffer();
      const files = { 'a/1.png': 'x', 'b/1.png': good, 'c/1.png': good };
      const { classNames, labels } = await load(files, { skipBad: true });
      assert.deepEqual(
        [classNames, [...labels]],
        [
          ['b', 'c'],
          [0, 1],
        ],
      );
    });
  });

  it('tells a folder without pictures, and what it found', async () => {
    const start =
      /: expected pictures \(PNG, JPEG, WebP, GIF or BMP\) in it or its subfolders, but found /;
    await assert.rejects(load({}), { message: new RegExp(`${start.source}nothing\\. Name`) });
    await assert.rejects(load({ 'a.txt': '', 'b.heic': '' }), {
      message: new RegExp(
        `${start.source}other files \\(1 \\.txt, 1 \\.heic\\)\\. Name the folder`,
      ),
    });
    await assert.rejects(load({ 'a.png': 'x' }, { skipBad: true }), {
      message: new RegExp(`${start.source}1 that cannot be used\\. Name the folder`),
    });
  });

  it('throws on wrong options', async () => {
    for (const [options, message] of [
      [{ size: 0 }, 'expected size to be an integer of at least 1, but got 0'],
      [{ channels: 2 as 3 }, 'expected channels to be one of 1, 3, but got 2'],
      [{ background: 'white' }, 'expected background to be as #rrggbb, but got white'],
    ] as const) {
      await assert.rejects(load({}, options), { name: 'RangeError', message });
    }
  });
});
