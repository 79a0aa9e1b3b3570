import assert from 'node:assert/strict';

import { tf } from '../../lib/backend';
import { type LossRow, type ReplayFrame, drawReplay } from '../../lib/figures';
import { readGif } from './gif-frames';
import { decodePng } from './picture-pixels';

/** Two images of 1×2 pixels in each frame, frame by frame, image by image. */
const PIXELS = [
  [0, 1, 0.2, 0.4],
  [1, 0, 0.6, 0.8],
  [1.5, -0.5, NaN, 0.5],
];

const row = (epoch: number, discriminatorLoss: number, generatorLoss: number): LossRow => ({
  ...{ epoch, step: 10 * epoch, discriminatorLoss, generatorLoss },
  discriminatorAccuracy: 0.5,
});
/** Two rows an epoch. */
const ROWS = [
  row(0.5, 1, 2),
  row(1, 2, 4),
  row(1.5, 3, 5),
  row(2, 4, 5),
  row(2.5, 5, 6),
  row(3, 6, 9),
];

describe('drawReplay', () => {
  let frames: ReplayFrame[];
  before(() => {
    frames = [0, 1, 3].map((epoch, i) => ({ epoch, images: tf.tensor4d(PIXELS[i], [2, 1, 2, 1]) }));
  });
  after(() => frames.forEach(({ images }) => images.dispose()));
  const draw = (rows = ROWS) =>
    drawReplay(frames, { history: { rows }, columns: 2, alt: 'Growth.' });

  it('has one film frame for each stored one, and its alternative text', async () => {
    const { film } = await draw();
    assert.equal(readGif(film.data).frames.length, 3);
    assert.equal(film.alt, 'Growth.');
  });

  it('says in its default text how many samples and frames there are', async () => {
    const { film } = await drawReplay(frames, { history: { rows: ROWS }, columns: 1 });
    assert.equal(film.alt, '2 samples in 3 frames, from epoch 0 to 3.');
  });

  it('puts the images side by side, frame under frame, within half of a sixteenth grey', async () => {
    const { data } = await draw();
    assert.deepEqual(data.grid, { count: 2, columns: 2, width: 2, height: 1 });
    const { width, height, at } = decodePng(Buffer.from(data.sheet, 'base64'));
    assert.deepEqual([width, height], [4, 3]);
    for (const y of [0, 1]) {
      PIXELS[y].forEach((value, x) => assert.ok(Math.abs(at(x, y)[0] / 255 - value) <= 1 / 30));
    }
  });

  it('clips what lies outside of 0..1, and draws NaN black', async () => {
    const { data } = await draw();
    const { at } = decodePng(Buffer.from(data.sheet, 'base64'));
    assert.deepEqual([0, 1, 2].map((x) => at(x, 2)[0]), [255, 0, 0]); // prettier-ignore
  });

  it('keeps colours in the sheet and in the film, within 16 of 255', async () => {
    // two images of two pixels: red, green, blue, and a pale orange
    const colours = [[1, 0, 0], [0, 1, 0], [0, 0, 1], [1, 0.8, 0.6]]; // prettier-ignore
    const images = tf.tensor4d(colours.flat(), [2, 1, 2, 3]);
    const { film, data } = await drawReplay([{ epoch: 0, images }], {
      history: { rows: ROWS },
      columns: 2,
    });
    images.dispose();
    const sheet = decodePng(Buffer.from(data.sheet, 'base64'));
    const [grid] = readGif(film.data).frames;
    colours.forEach((colour, i) => {
      // the film's pixels are 2 wide, and images are 4 apart
      const filmed = grid.at(4 + 2 * i + (i > 1 ? 4 : 0), 4);
      for (const found of [sheet.at(i, 0), filmed]) {
        colour.forEach((part, k) =>
          assert.ok(Math.abs(found[k] - part * 255) <= 16, `pixel ${i}: ${found}`),
        );
      }
    });
  });

  it('gives each frame the mean losses of the epoch before it, and none before training', async () => {
    const { data } = await draw();
    assert.deepEqual(data.frames, {
      epoch: [0, 1, 3],
      discriminatorLoss: [null, (1 + 2) / 2, (5 + 6) / 2], // of epoch 3, not of epoch 2
      generatorLoss: [null, (2 + 4) / 2, (6 + 9) / 2],
    });
  });

  it('gives frames less than an epoch apart what lies between them', async () => {
    const near = [1, 1.5].map((epoch, i) => ({ epoch, images: frames[i].images }));
    const { data } = await drawReplay(near, { history: { rows: ROWS }, columns: 2 });
    assert.deepEqual(data.frames.discriminatorLoss, [(1 + 2) / 2, 3]);
  });

  it('keeps few rows of the history as they are, and of many at most 120 means', async () => {
    const { data } = await draw();
    assert.deepEqual(data.curves.generatorLoss, [2, 4, 5, 5, 6, 9]);
    const many = Array.from({ length: 240 }, (_, i) => row(i, i, i));
    const { curves } = (await draw(many)).data;
    assert.equal(curves.epoch.length, 120);
    assert.deepEqual(curves.discriminatorLoss.slice(0, 2), [(0 + 1) / 2, (2 + 3) / 2]);
  });

  it('is plain data', async () => {
    const { data } = await draw();
    assert.deepEqual(JSON.parse(JSON.stringify(data)), data);
  });

  it('leaves the images alone and keeps no tensor', async () => {
    const before = tf.memory().numTensors;
    await draw();
    assert.equal(tf.memory().numTensors, before);
    assert.ok(frames.every(({ images }) => !images.isDisposed));
  });

  it('throws when there is no frame or no history, or frames do not fit together', async () => {
    const options = { history: { rows: ROWS }, columns: 2 };
    const rejects = (given: readonly ReplayFrame[], message: string) =>
      assert.rejects(drawReplay(given, options), { name: 'RangeError', message });
    await rejects([], 'expected at least 1 frame, but got 0');
    await rejects([frames[1], frames[0]], 'expected epochs that rise, but got 0 after 1');
    const [pairs, colours] = [2, 3].map((channels) => tf.zeros<tf.Rank.R4>([2, 1, 2, channels]));
    await rejects(
      [{ epoch: 0, images: pairs }],
      'expected images of shape [count, height, width, 1 or 3], but got [2, 1, 2, 2]',
    );
    await rejects(
      [frames[0], { epoch: 1, images: colours }],
      'expected images of shape [2, 1, 2, 1] as in the first frame, but got [2, 1, 2, 3] at frame 1',
    );
    tf.dispose([pairs, colours]);
    await assert.rejects(draw([]), { message: 'expected at least 1 row of history, but got 0' });
  });
});
