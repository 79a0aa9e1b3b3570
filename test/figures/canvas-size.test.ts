import assert from 'node:assert/strict';

import { tf } from '../../lib/backend';
import {
  drawBars,
  drawEstimates,
  drawHistogram,
  drawImageGrid,
  drawLines,
  drawLossCurves,
  drawMatrices,
  drawReplay,
  drawScatter,
  drawScatterPanels,
} from '../../lib/figures';
import { requireCanvasSize } from '../../lib/figures/canvas-size';

const limits = 'expected a picture of at most 32,767 pixels a side and 100 million in all, but got';

describe('requireCanvasSize', () => {
  it('takes what node-canvas takes, and no more than 100 million pixels', () => {
    requireCanvasSize(32_767, 3_000, 'x');
    requireCanvasSize(10_000, 10_000, 'x');
    for (const [width, height] of [
      [32_768, 1],
      [1, 32_768],
      [10_001, 10_000],
      [NaN, 1],
    ]) /* prettier-ignore */ {
      assert.throws(() => requireCanvasSize(width, height, 'a chart. Make it smaller'), {
        name: 'RangeError',
        message: `${limits} ${width} × ${height} for a chart. Make it smaller`,
      });
    }
  });
});

describe('a figure that is too large', () => {
  it('is refused by drawImageGrid, which names the images and the options, before it takes memory', () => {
    const images = tf.zeros<tf.Rank.R4>([60_000, 28, 28, 1]);
    const before = process.memoryUsage().rss;
    assert.throws(() => drawImageGrid(images), {
      name: 'RangeError',
      // 60,000 images in 245 columns and rows, each of 28 · 4 pixels and a gap of 8, which also stands before the first.
      message: `${limits} 29408 × 29408 for 60000 images, columns: 245, scale: 2. Draw fewer, or change these two`,
    });
    const column = tf.zeros<tf.Rank.R4>([300, 28, 28, 1]);
    assert.throws(() => drawImageGrid(column, { columns: 1 }), /300 images, columns: 1/);
    assert.ok(process.memoryUsage().rss - before < 50e6); // a canvas of that size has 3.5 GB
    tf.dispose([images, column]);
  });

  const points = tf.zeros<tf.Rank.R2>([1, 2]);
  const row = {
    step: 1,
    epoch: 1,
    discriminatorLoss: 1,
    generatorLoss: 1,
    discriminatorAccuracy: 1,
  };
  const history = { rows: [row] };
  const [width, height] = [20_000, 20_000];
  const labels = { alt: '', xLabel: '', yLabel: '' };
  const plane = { alt: '', limits: [0, 1] as const };
  const panels = Array.from({ length: 1000 }, () => ({ title: '', points }));
  const bars = [{ name: 'a', value: 1 }];
  const series = [{ name: 'a', x: [0, 1], y: [0, 1] }];
  const sets = [{ name: 'a', values: [0.5] }];
  const bins = { min: 0, max: 1, numBins: 2 };
  const figures: Record<string, () => unknown> = {
    drawBars: () => drawBars(bars, { ...labels, width }),
    drawEstimates: () => drawEstimates([{ name: 'a', series: 'b', mean: 1 }], { ...labels, width }),
    drawHistogram: () => drawHistogram(sets, { ...labels, ...bins, width, height }),
    drawLines: () => drawLines(series, { ...labels, height }),
    drawLossCurves: () => drawLossCurves(history, { width }),
    'drawLossCurves, with accuracy,': () => drawLossCurves(history, { height, accuracy: true }),
    drawMatrices: () => drawMatrices([{ values: [[1, 2]] }], { alt: '', cellSize: 10_000 }),
    drawReplay: () => {
      const images = tf.zeros<tf.Rank.R4>([2000, 28, 28, 1]);
      return drawReplay([{ epoch: 1, images }], { history, columns: 40 });
    },
    drawScatter: () => drawScatter([{ name: 'a', points }], { ...plane, width }),
    'drawScatter, of large points,': () =>
      drawScatter([{ name: 'a', points }], { ...plane, pointSize: 20_000 }),
    drawScatterPanels: () => drawScatterPanels(panels, { ...plane, columns: 1 }),
    'drawScatterPanels, of large rings,': () =>
      drawScatterPanels(panels.slice(0, 1), { ...plane, referenceSize: 20_000 }),
  };
  for (const [name, draw] of Object.entries(figures)) {
    it(`is refused by ${name}`, async () => {
      await assert.rejects(async () => draw(), { name: 'RangeError', message: new RegExp(limits) });
    });
  }

  it('nor may a chart have no size', async () => {
    await assert.rejects(drawLines(series, { ...labels, width: 0 }), {
      name: 'RangeError',
      message: 'expected width to be a number above 0, but got 0',
    });
  });
});
