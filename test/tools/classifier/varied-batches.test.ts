import assert from 'node:assert/strict';

import { tf } from '../../../lib/backend';
import { type VariedOptions, variedBatches } from '../../../tools/classifier/varied-batches';

/** Pictures of 5×5 that are black but for one pixel in the middle, which says which picture it is. */
function marked(count: number) {
  const pixels = new Float32Array(count * 25);
  for (let i = 0; i < count; i++) pixels[i * 25 + 12] = i + 1;
  const targets = Float32Array.from({ length: count }, (_, i) => i + 1);
  return {
    inputs: tf.tensor4d(pixels, [count, 5, 5, 1]),
    targets: tf.tensor2d(targets, [count, 1]),
  };
}

const options = (more: Partial<VariedOptions>): VariedOptions => ({
  ...{ batchSize: 30, seed: 1, range: [0, 1000] },
  ...more,
});

const draw = (count: number, numBatches: number, more: Partial<VariedOptions>) => {
  const batches = variedBatches(marked(count), options(more));
  return Array.from({ length: numBatches }, () => {
    const { inputs, targets } = batches.next();
    const [pixels, rows] = [inputs.dataSync(), targets.dataSync()];
    return Array.from(rows, (target, i) => {
      const image = Array.from(pixels.subarray(i * 25, (i + 1) * 25));
      const place = image.findIndex((value) => value > 0);
      const isElsewhereBlack = image.every((value, at) => at === place || value === 0);
      return { mark: image[place], place, isElsewhereBlack, target };
    });
  });
};

/** What comes out of one example again and again. */
const vary = (inputs: tf.Tensor, times: number, more: Partial<VariedOptions>) => {
  const data = { inputs, targets: tf.ones<tf.Rank.R2>([1, 1]) };
  const batches = variedBatches(data, options({ batchSize: 1, ...more }));
  return Array.from({ length: times }, () => Array.from(batches.next().inputs.dataSync()));
};

describe('variedBatches', () => {
  it('shows each example once in an epoch, as it is and with its target', () => {
    const shown = draw(90, 3, {}).flat();
    assert.deepEqual(
      shown.map(({ mark }) => mark).sort((a, b) => a - b),
      Array.from({ length: 90 }, (_, i) => i + 1),
    );
    assert.ok(shown.every(({ mark, target, place }) => mark === target && place === 12));
  });

  it('moves an example by at most shift cells along each axis, in all directions', () => {
    const shown = draw(100, 3, { shift: 1, batchSize: 100 }).flat();
    assert.ok(shown.every(({ isElsewhereBlack }) => isElsewhereBlack));
    const places = [...new Set(shown.map(({ place }) => place))].sort((a, b) => a - b);
    assert.deepEqual(places, [6, 7, 8, 11, 12, 13, 16, 17, 18]); // rows and columns 1 to 3 of 5
  });

  it('lets what leaves at one side not come in at the other', () => {
    const sums = vary(tf.ones([1, 3, 3, 1]), 60, { shift: 2 }).map((pixels) =>
      pixels.reduce((a, b) => a + b),
    );
    // a shift by r rows and c columns leaves (3 − r)(3 − c) pixels
    assert.deepEqual([...new Set(sums)].sort(), [1, 2, 3, 4, 6, 9]);
  });

  it('fills with the edge', () => {
    const all = vary(tf.ones([1, 3, 3, 1]), 20, { shift: 2, edge: 1 });
    assert.ok(all.flat().every((value) => value === 1));
  });

  it('mirrors along the axes asked for, and keeps channels together', () => {
    const row = tf.tensor4d([1, 2, 3, 4, 5, 6, 7, 8], [1, 2, 2, 2]);
    const seen = new Set(vary(row, 30, { mirror: [1] }).map((each) => each.join('')));
    assert.deepEqual([...seen].sort(), ['12345678', '34127856']);
  });

  it('moves sounds and solids as it moves pictures', () => {
    const sound = vary(tf.tensor3d([0, 1, 0], [1, 3, 1]), 30, { shift: 1 });
    assert.deepEqual([...new Set(sound.map((each) => each.join('')))].sort(), [
      '001',
      '010',
      '100',
    ]);
    const solid = new Float32Array(27);
    solid[13] = 1; // the middle of 3×3×3
    const places = vary(tf.tensor5d(solid, [1, 3, 3, 3, 1]), 400, { shift: 1 }).map((each) =>
      each.indexOf(1),
    );
    assert.equal(new Set(places).size, 27);
  });

  it('makes examples softer, down to minGain', () => {
    const gains = vary(tf.ones([1, 4]), 200, { minGain: 0.25 });
    assert.ok(gains.every(([first, ...rest]) => rest.every((each) => each === first)));
    const all = gains.map(([first]) => first);
    assert.ok(Math.min(...all) >= 0.25 && Math.max(...all) <= 1);
    assert.ok(Math.min(...all) < 0.3 && Math.max(...all) > 0.95); // of 200 evenly from 0.25 to 1
  });

  it('adds noise of at most the share of the range, and keeps the range', () => {
    const range = [-1, 1] as const;
    const noisy = vary(tf.zeros([1, 1000]), 100, { noise: 0.1, range });
    const stds = noisy.map((each) => Math.sqrt(each.reduce((sum, x) => sum + x * x, 0) / 1000));
    assert.ok(Math.max(...stds) < 0.2 * 1.1); // 0.1 of a width of 2, and the error of a deviation of 1,000
    assert.ok(Math.max(...stds) > 0.15 && Math.min(...stds) < 0.05);
    const full = vary(tf.ones([1, 1000]), 10, { noise: 0.1, range });
    assert.ok(full.flat().every((value) => value <= 1));
  });

  it('gives other colours where asked to', () => {
    const grey = vary(tf.fill([1, 2, 2, 3], 0.5), 5, { recolour: true });
    assert.ok(new Set(grey.flat()).size > 5);
    assert.ok(grey.flat().every((value) => value >= 0 && value <= 1));
  });

  it('takes another order and other shifts in the next epoch, and the same for the same seed', () => {
    const [first, second] = draw(30, 2, { shift: 1 });
    assert.notDeepEqual(first, second);
    assert.deepEqual(draw(30, 2, { shift: 1 }), [first, second]);
    assert.notDeepEqual(draw(30, 1, { shift: 1, seed: 2 }), [first]);
  });

  it('leaves no tensor but the batch', () => {
    const batches = variedBatches(marked(30), options({ shift: 1, noise: 0.1, minGain: 0.5 }));
    const before = tf.memory().numTensors;
    batches.next();
    assert.equal(tf.memory().numTensors, before + 2);
  });
});
