import assert from 'node:assert/strict';

import { drawHistogram } from '../../lib/figures';
import { COLOURS } from '../../lib/figures/palette';
import { assertClose } from '../assert-close';
import { placesOf } from './picture-pixels';
import { assertSnapshot } from './snapshot';

const OPTIONS = { min: 0, max: 4, numBins: 4, xLabel: 'x', alt: 'bars', width: 100, height: 100 };
/** What COLOURS[0] becomes at opacity 0.85 on white. */
const BAR = `#${[0x00, 0x72, 0xb2].map((c) => Math.round(c * 0.85 + 255 * 0.15).toString(16)).join('')}`;

describe('drawHistogram', () => {
  it('draws each bar as high as its share', async () => {
    // 3 of 4 values in the first bin, 1 in the third.
    const values = [0.1, 0.2, 0.3, 2.5];
    const places = placesOf(await drawHistogram([{ name: 'a', values }], OPTIONS), BAR);
    const left = Math.min(...places.map(([x]) => x));
    // Pixels in the middle half of a bin, which is 50 wide.
    const inBin = (bin: number) =>
      places.filter(([x]) => Math.abs(x - left - bin * 50 - 25) < 12).length;
    assertClose(inBin(2) / inBin(0), 1 / 3, 0.02);
    assert.equal(inBin(1), 0);
  });

  it('begins the bars of a log scale a power of ten below the lowest, and leaves empty bins empty', async () => {
    const values = [...new Array<number>(100).fill(0.5), 2.5];
    assertSnapshot(
      'histogram-log',
      await drawHistogram([{ name: 'a', values }], {
        ...OPTIONS,
        logScale: true,
        measure: 'count',
      }),
    );
  });

  it('lets two sets be seen through each other, as densities', async () => {
    const sets = [
      { name: 'real', values: [0.5, 1.5, 1.5, 2.5] },
      { name: 'fake', values: [1.5, 2.5, 2.5, 3.5] },
    ];
    assertSnapshot('histogram-two', await drawHistogram(sets, { ...OPTIONS, measure: 'density' }));
  });

  it('draws an empty chart when no value is within the limits', async () => {
    const picture = await drawHistogram([{ name: 'a', values: [9] }], {
      ...OPTIONS,
      logScale: true,
    });
    assert.equal(placesOf(picture, COLOURS[0], 60).length, 0);
  });

  it('refuses no set, and a set without values', async () => {
    await assert.rejects(drawHistogram([], OPTIONS), {
      name: 'RangeError',
      message: 'expected 1 to 6 sets of values, but got 0',
    });
    await assert.rejects(drawHistogram([{ name: 'a', values: [] }], OPTIONS), {
      name: 'RangeError',
      message: 'expected a to have values, but got none',
    });
  });
});
