import assert from 'node:assert/strict';

import { tf } from '../../../lib/backend';
import type { LabelledImages } from '../../../lib/data/mnist';
import { shiftedBatches } from '../../../tools/classifier/shifted-batches';

/** Images of 5×5 that are black but for one pixel in the middle, which says which image it is. */
function marked(count: number): LabelledImages {
  const pixels = new Float32Array(count * 25);
  for (let i = 0; i < count; i++) pixels[i * 25 + 12] = i + 1;
  return {
    images: tf.tensor4d(pixels, [count, 5, 5, 1]),
    labels: Uint8Array.from({ length: count }, (_, i) => i % 10),
  };
}

const draw = (count: number, batchSize: number, numBatches: number, seed = 1) => {
  const batches = shiftedBatches(marked(count), { batchSize, seed, maxShift: 1 });
  return Array.from({ length: numBatches }, () => {
    const { images, targets } = batches.next();
    const [pixels, rows] = [images.dataSync(), targets.arraySync()];
    return rows.map((target, i) => {
      const image = Array.from(pixels.subarray(i * 25, (i + 1) * 25));
      const place = image.findIndex((value) => value > 0);
      const mark = image[place];
      const isElsewhereBlack = image.every((value, at) => at === place || value === 0);
      return { mark, place, isElsewhereBlack, label: target.indexOf(1) };
    });
  });
};

describe('shiftedBatches', () => {
  it('shows each image once in an epoch, with its class', () => {
    const shown = draw(30, 10, 3).flat();
    assert.deepEqual(
      shown.map(({ mark }) => mark).sort((a, b) => a - b),
      Array.from({ length: 30 }, (_, i) => i + 1),
    );
    assert.ok(shown.every(({ mark, label }) => label === (mark - 1) % 10));
  });

  it('moves an image by at most maxShift rows and columns, in all directions', () => {
    const shown = draw(100, 100, 3).flat();
    assert.ok(shown.every(({ isElsewhereBlack }) => isElsewhereBlack));
    const places = [...new Set(shown.map(({ place }) => place))].sort((a, b) => a - b);
    assert.deepEqual(places, [6, 7, 8, 11, 12, 13, 16, 17, 18]); // rows and columns 1 to 3 of 5
  });

  it('lets what leaves at one edge not come in at the other', () => {
    const images = tf.ones<tf.Rank.R4>([1, 3, 3, 1]);
    const data = { images, labels: Uint8Array.of(0) };
    const batches = shiftedBatches(data, { batchSize: 1, seed: 1, maxShift: 2 });
    const sums = Array.from({ length: 60 }, () => batches.next().images.sum().dataSync()[0]);
    // a shift by r rows and c columns leaves (3 − r)(3 − c) pixels
    assert.deepEqual([...new Set(sums)].sort(), [1, 2, 3, 4, 6, 9]);
  });

  it('takes another order and other shifts in the next epoch, and the same for the same seed', () => {
    const [first, second] = draw(30, 30, 2);
    assert.notDeepEqual(first, second);
    assert.deepEqual(draw(30, 30, 2), [first, second]);
    assert.notDeepEqual(draw(30, 30, 1, 2), [first]);
  });
});
