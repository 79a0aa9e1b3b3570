import assert from 'node:assert/strict';

import {
  type EstimateOptions,
  type EstimateRow,
  type Picture,
  drawEstimates,
} from '../../lib/figures';
import { COLOURS } from '../../lib/figures/palette';
import { assertClose } from '../assert-close';
import { placesOf, shareOf } from './picture-pixels';
import { assertSnapshot } from './snapshot';

/** A unit is 25 CSS pixels wide, 50 in the file. */
const OPTIONS = { xLabel: 'x', xLimits: [0, 4] as const, width: 100, alt: 'estimates' };
/** Diameter of a dot in the file: a size of 70 is the area of the square about it in CSS pixels. */
const DOT = 2 * Math.sqrt(70);

describe('drawEstimates', () => {
  it('puts a dot at each mean, from top to bottom in the order given', async () => {
    const [first, second] = await Promise.all(
      [0, 1].map(async (hidden) => {
        const means = [1, 3].map((mean, i) => (i === hidden ? 9 : mean)); // 9 is outside the limits
        const rows = [row({ name: 'b', mean: means[0] }), row({ name: 'a', mean: means[1] })];
        return middleOf(await drawEstimates(rows, OPTIONS));
      }),
    );
    assertClose(first[0] - second[0], 2 * 50, 1);
    assertClose(first[1] - second[1], 22 * 2, 1); // a line is 22 CSS pixels high
  });

  it('draws the bar from mean − error to mean + error, or between the ends it is told', async () => {
    const [even, uneven] = await Promise.all([
      extent([row({ mean: 2, error: 1 })]),
      extent([row({ mean: 2, error: [1.5, 3.5] })]),
    ]);
    assertClose(even.width, 2 * 50, 2);
    assertClose(uneven.width, 2 * 50, 2);
    assertClose(uneven.left - even.left, 0.5 * 50, 2);
  });

  it('draws only the dot without an error, and for one of 0', async () => {
    const [without, zero] = await Promise.all([
      drawEstimates([row({})], OPTIONS),
      drawEstimates([row({ error: 0 })], OPTIONS),
    ]);
    assert.deepEqual(zero.data, without.data);
    assertClose((await extent([row({})])).width, DOT, 2);
  });

  it('ends bars at the limits', async () => {
    const { width } = await extent([row({ mean: 2, error: 9 })]);
    assertClose(width, 4 * 50, 2);
  });

  it('draws a dot at a limit whole, and none outside', async () => {
    assertClose((await extent([row({ mean: 4 })])).width, DOT, 2);
    const outside = await drawEstimates([row({ mean: 4.01, values: [-0.01] })], OPTIONS);
    assert.equal(shareOf(outside, COLOURS[0]), 0);
  });

  it('has every number and reference within its own limits', async () => {
    const rows = [row({ mean: 5, error: 1, values: [-20] })];
    const references = [{ value: 40, label: 'far' }];
    const picture = await drawEstimates(rows, { xLabel: 'x', width: 600, references, alt: '' });
    // From −20 to 40 there are 60 units, and 4 % more on either side, over 1,200 pixels.
    assertClose(extentOf(picture).width, (2 / (60 * 1.08)) * 1200, 2);
  });

  it('leaves out a reference outside the limits', async () => {
    const references = [{ value: 5, label: 'far' }];
    const [with5, without] = await Promise.all([
      drawEstimates([row({})], { ...OPTIONS, references }),
      drawEstimates([row({})], OPTIONS),
    ]);
    assert.deepEqual(with5.data, without.data);
  });

  it('tells three series apart in a line, with a legend', async () => {
    const rows = ['ring', 'grid', 'digits'].flatMap((series, s) =>
      ['one', 'two'].map((name, n) => row({ name, series, mean: s + n, error: 0.3 })),
    );
    const picture = await drawEstimates(rows, OPTIONS);
    for (const colour of COLOURS.slice(0, 3)) assert.ok(shareOf(picture, colour) > 0, colour);
    assertSnapshot('estimates-series', picture);
  });

  it('draws observations, and names of lines that lie close together above each other', async () => {
    const rows = [
      row({ name: 'weight clipping', mean: 2, error: 0.5, values: [0.5, 1, 2.5, 3.5] }),
      row({ name: 'gradient penalty', mean: 3, values: [2.9, 3.1] }),
    ];
    const references = [
      { value: 3.5, label: 'real data' },
      { value: 1, label: 'published' },
      { value: 1.5, label: 'ours' },
    ];
    const picture = await drawEstimates(rows, { ...OPTIONS, width: 200, references });
    assertSnapshot('estimates-references', picture);
  });

  it('takes under 100 KB for 20 names of two series with observations', async () => {
    const rows = Array.from({ length: 40 }, (_, i) =>
      row({
        name: `experiment ${i % 20}`,
        series: i < 20 ? 'ring' : 'grid',
        mean: Math.sin(i),
        error: 0.3,
        values: Array.from({ length: 10 }, (_, k) => Math.sin(i) + Math.sin(i * k)),
      }),
    );
    const { data } = await drawEstimates(rows, { xLabel: 'x', alt: '' });
    assert.ok(data.length < 100 * 1024, `${data.length} bytes`);
  });

  const four = ['a', 'b', 'c', 'd'].map((series) => row({ series }));
  const wrong: readonly [string, EstimateRow[], Partial<EstimateOptions>, string][] = [
    ['no row', [], {}, 'at least 1 row, but got 0'],
    ['four series', four, {}, '1 to 3 series, but got 4'],
    ['a name twice in a series', [row({}), row({})], {}, 'one row of a (s), but got two'],
    ['a mean that is NaN', [row({ mean: NaN })], {}, 'a (s) to have finite numbers, but got NaN'],
    ['an observation that is infinite', [row({ values: [Infinity] })], {}, 'a (s) to have finite numbers, but got Infinity'],
    ['an error below 0', [row({ error: -1 })], {}, 'a (s) to have an error of at least 0, or ends about its mean 2, but got -1'],
    ['ends beside the mean', [row({ error: [3, 4] })], {}, 'a (s) to have an error of at least 0, or ends about its mean 2, but got 3,4'],
    ['a reference that is NaN', [row({})], { references: [{ value: NaN, label: 'real' }] }, 'real to be at a finite number, but got NaN'],
    ['limits that fall', [row({})], { xLimits: [1, 0] }, 'xLimits to rise, but got 1 and 0'],
  ]; // prettier-ignore
  for (const [what, rows, options, message] of wrong) {
    it(`refuses ${what}`, () =>
      assert.rejects(drawEstimates(rows, { ...OPTIONS, ...options }), {
        name: 'RangeError',
        message: `expected ${message}`,
      }));
  }
});

function row(more: Partial<EstimateRow>): EstimateRow {
  return { name: 'a', series: 's', mean: 2, ...more };
}

/** Left edge and width of what has the first series' colour, in pixels of the file. */
function extentOf(picture: Picture): { left: number; width: number } {
  const columns = placesOf(picture, COLOURS[0]).map(([x]) => x);
  const left = Math.min(...columns);
  return { left, width: Math.max(...columns) - left + 1 };
}

async function extent(rows: readonly EstimateRow[]): Promise<{ left: number; width: number }> {
  return extentOf(await drawEstimates(rows, OPTIONS));
}

/** Mean place of what has the first series' colour. */
function middleOf(picture: Picture): number[] {
  const places = placesOf(picture, COLOURS[0]);
  return [0, 1].map((k) => places.reduce((sum, place) => sum + place[k], 0) / places.length);
}
