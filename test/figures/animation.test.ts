import assert from 'node:assert/strict';

import { tf } from '../../lib/backend';
import { drawAnimation, drawImageGrid, drawScatter } from '../../lib/figures';
import { COLOURS } from '../../lib/figures/palette';
import { Random } from '../../lib/random';
import { readGif } from './gif-frames';

describe('drawAnimation', () => {
  it('shows the frames in order, each as long as it is told, for ever', async () => {
    const gif = readGif(
      (await drawAnimation([grey(0), grey(1), grey(0.5)], { delayMs: 50, lastDelayMs: 700 })).data,
    );
    assert.equal(gif.repeats, 0);
    assert.deepEqual(
      gif.frames.map(({ delayMs }) => delayMs),
      [50, 50, 700],
    );
    const greys = gif.frames.map(({ at }) => at(8, 8)[0]);
    assert.deepEqual(greys, [0, 255, 128]); // 127.5 goes to the even number
  });

  it('has one pixel a CSS pixel', async () => {
    const picture = await drawAnimation([grey(0)]);
    const { width, height } = readGif(picture.data);
    assert.deepEqual([picture.mime, picture.width, picture.height], ['image/gif', 24, 24]);
    assert.deepEqual([width, height], [24, 24]); // 8 pixels, twice as large, between two gaps of 4
  });

  it('takes bytes of PNG files as well', async () => {
    const gif = readGif((await drawAnimation([grey(0).data, grey(1).data])).data);
    assert.equal(gif.frames.length, 2);
  });

  it('shows pixels that change little by little as they are, within 20 of 255', async () => {
    // 64 greys that move on by one pixel a frame.
    const level = (frame: number, pixel: number) => ((pixel + frame) % 64) / 63;
    const frames = Array.from({ length: 30 }, (_, frame) => {
      const values = Array.from({ length: 64 }, (_, pixel) => level(frame, pixel));
      const image = tf.tensor4d(values, [1, 8, 8, 1]);
      const picture = drawImageGrid(image, { scale: 1, gap: 0 });
      image.dispose();
      return picture;
    });
    const gif = readGif((await drawAnimation(frames)).data);
    gif.frames.forEach(({ at }, frame) => {
      for (let pixel = 0; pixel < 64; pixel++) {
        // The colours are at most 24, so 11 apart, and up to 12 of change is left out.
        const error = at(pixel % 8, pixel >> 3)[0] - level(frame, pixel) * 255;
        assert.ok(Math.abs(error) <= 20, `frame ${frame}, pixel ${pixel}: ${error}`);
      }
    });
  });

  it('has as many colours as it is told', async () => {
    const values = Array.from({ length: 64 }, (_, pixel) => pixel / 63);
    const image = tf.tensor4d(values, [1, 8, 8, 1]);
    const frame = drawImageGrid(image, { scale: 1, gap: 0 });
    image.dispose();
    const countOf = async (numColours: number) => {
      const [{ at }] = readGif((await drawAnimation([frame], { numColours })).data).frames;
      return new Set(values.map((_, pixel) => at(pixel % 8, pixel >> 3)[0])).size;
    };
    assert.ok((await countOf(8)) <= 8);
    assert.ok((await countOf(100)) > 24); // the encoder tells 32 greys apart
    await assert.rejects(drawAnimation([frame], { numColours: 256 }), {
      name: 'RangeError',
      message: 'expected numColours to be an integer from 2 to 255, but got 256',
    });
  });

  it('keeps the colours of charts', async () => {
    const points = tf.zeros<tf.Rank.R2>([1, 2]);
    const frame = await drawScatter([{ name: 'a', points }], {
      limits: [-1, 1],
      width: 100,
      pointSize: 30,
      opacity: 1,
      alt: 'a point',
    });
    points.dispose();
    const { frames, width, height } = readGif((await drawAnimation([frame, frame])).data);
    const wanted = [1, 3, 5].map((i) => parseInt(COLOURS[0].slice(i, i + 2), 16));
    let count = 0;
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        const pixel = frames[1].at(x, y);
        if (wanted.every((part, k) => Math.abs(part - pixel[k]) <= 12)) count++;
      }
    }
    // A circle of 30 pixels: 707; its edge, 94 pixels long, is paler.
    assert.ok(Math.abs(count - Math.PI * 15 * 15) <= 94, `${count} blue pixels`);
  });

  it('takes under 300 KB for 50 frames of 4 × 4 digits that change quietly', async () => {
    const random = new Random(1);
    const frames = tf.tidy(() => {
      // Blobs in the middle of black images, growing under noise that is new in each frame.
      const place = tf.linspace(-1, 1, 28).square();
      const blob = tf.exp(tf.neg(place.expandDims(1).add(place).mul(6))).reshape([1, 28, 28, 1]);
      return Array.from({ length: 50 }, (_, i) => {
        const noise = random.uniform<tf.Rank.R4>([16, 28, 28, 1], 0, 0.3);
        return tf.keep(blob.mul(noise.add(i / 50)) as tf.Tensor4D);
      });
    });
    const pictures = frames.map((frame) => drawImageGrid(frame, { columns: 4 }));
    tf.dispose(frames);
    const { data } = await drawAnimation(pictures);
    assert.ok(data.length < 300 * 1024, `${data.length} bytes`);
  });

  it('tells the number of frames in its alt text, or what it is told', async () => {
    assert.equal((await drawAnimation([grey(0), grey(1)])).alt, 'Animation of 2 frames.');
    assert.equal((await drawAnimation([grey(0)], { alt: 'Night.' })).alt, 'Night.');
  });

  it('refuses no frame, frames of different sizes, and a delay that is not above 0', async () => {
    const refusals: readonly [Promise<unknown>, string][] = [
      [drawAnimation([]), 'at least 1 frame, but got 0'],
      [
        drawAnimation([grey(0), grey(0, 9)]),
        'frames of 48 × 48 pixels as the first, but got 52 × 52 at frame 1',
      ],
      [drawAnimation([grey(0)], { delayMs: 0 }), 'delayMs to be a number above 0, but got 0'],
      [
        drawAnimation([grey(0)], { lastDelayMs: NaN }),
        'lastDelayMs to be a number above 0, but got NaN',
      ],
    ];
    for (const [refused, message] of refusals) {
      await assert.rejects(refused, { name: 'RangeError', message: `expected ${message}` });
    }
  });
});

/** An image of one grey, 0 to 1. */
function grey(value: number, size = 8) {
  const image = tf.fill<tf.Rank.R4>([1, size, size, 1], value);
  const picture = drawImageGrid(image);
  image.dispose();
  return picture;
}
