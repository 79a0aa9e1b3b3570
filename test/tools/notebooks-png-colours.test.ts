import assert from 'node:assert/strict';

import { tf } from '../../lib/backend';
import { drawImageGrid, drawLines } from '../../lib/figures';
import { isColourPng } from '../../tools/notebooks/png-colours';

describe('isColourPng', () => {
  it('tells pictures in colour from grey ones and charts', async () => {
    const grid = (channels: number) => {
      const images = tf.randomUniform<tf.Rank.R4>([1, 20, 20, channels], 0, 1, 'float32', 1);
      const { data } = drawImageGrid(images);
      images.dispose();
      return data;
    };
    const series = [{ name: 'a', x: [0, 1], y: [0, 1] }];
    const chart = await drawLines(series, { alt: 'a line', xLabel: 'x', yLabel: 'y' });
    assert.deepEqual([grid(3), grid(1), chart.data].map(isColourPng), [true, false, false]);
  });

  it('takes nothing else for one', () => {
    assert.deepEqual([Buffer.from('GIF89a'), Buffer.alloc(100)].map(isColourPng), [false, false]);
  });
});
