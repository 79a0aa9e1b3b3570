import assert from 'node:assert/strict';

import { drawBars } from '../../lib/figures';
import { COLOURS } from '../../lib/figures/palette';
import { assertClose } from '../assert-close';
import { placesOf } from './picture-pixels';
import { assertSnapshot } from './snapshot';

const OPTIONS = { xLabel: 'digit', yLabel: 'images', alt: 'bars', width: 200, height: 100 };

describe('drawBars', () => {
  it('draws a bar of each value, in the order given, with its number above', async () => {
    const bars = [
      { name: 'b', value: 1000 },
      { name: 'a', value: 500 },
    ];
    const picture = await drawBars(bars, OPTIONS);
    const places = placesOf(picture, COLOURS[0]);
    // Bars of 200 / 2 CSS pixels each: the left half of the file's plotting area is b's.
    const left = Math.min(...places.map(([x]) => x));
    const ofB = places.filter(([x]) => x - left < 200).length;
    assertClose((places.length - ofB) / ofB, 0.5, 0.02);
    assertSnapshot('bars', picture);
  });

  it('refuses no bar', () =>
    assert.rejects(drawBars([], OPTIONS), {
      name: 'RangeError',
      message: 'expected at least 1 bar, but got 0',
    }));
});
