import assert from 'node:assert/strict';

import { type LineOptions, type Series, drawLines } from '../../lib/figures';
import { BACKGROUND, COLOURS } from '../../lib/figures/palette';
import { assertClose } from '../assert-close';
import { decodePng, placesOf, shareOf } from './picture-pixels';
import { assertSnapshot } from './snapshot';

const AXES = { xLabel: 'x', yLabel: 'y', alt: 'lines' };
const SMALL = { ...AXES, width: 100, height: 100 };
const level = (name: string, y: number, more: Partial<Series> = {}): Series => ({
  name,
  x: [0, 1],
  y: [y, y],
  ...more,
});

describe('drawLines', () => {
  it('puts a value where it belongs between the limits', async () => {
    const lines = [level('a', 0.25), level('b', 0.75)];
    const picture = await drawLines(lines, { ...SMALL, yLimits: [0, 1] });
    // The lowest pixels of a and b in the plotting area; the legend's lines are above it.
    const lowest = (i: number) => Math.max(...placesOf(picture, COLOURS[i]).map(([, y]) => y));
    // Half of 100 CSS pixels, of which each is 2 in the file.
    assertClose(lowest(0) - lowest(1), 100, 1);
  });

  it('fills the area under a filled series down to 0', async () => {
    const options = { ...SMALL, yLimits: [0, 1] as const };
    const line = shareOf(await drawLines([level('a', 0.5)], options), BACKGROUND);
    const area = shareOf(await drawLines([level('a', 0.5, { filled: true })], options), BACKGROUND);
    const { width, height } = await drawLines([level('a', 0.5)], options);
    // Half of the plotting area is no longer white; up to a tenth of that was grid.
    assertClose(line - area, (0.5 * 100 * 100) / (width * height), 0.05);
  });

  it('leaves a gap for a number that is not finite, and on a log scale for one that is not above 0', async () => {
    const x = [0, 1, 2, 3, 4];
    const cases = [[NaN, false], [-Infinity, false], [0, true], [-1, true]] as const; // prettier-ignore
    for (const [missing, logScale] of cases) {
      const y = [1, 1, missing, 1, 1];
      const options = { ...SMALL, yLimits: [0.5, 2] as const, logScale };
      const places = placesOf(await drawLines([{ name: 'a', x, y }], options), COLOURS[0]);
      // From 1 to 3 there is nothing: half of the 200 columns remain.
      assertClose(new Set(places.map(([column]) => column)).size, 100, 2);
    }
  });

  it('cuts off what lies outside the limits', async () => {
    const picture = await drawLines([level('a', 5)], { ...SMALL, yLimits: [0, 1] });
    assert.equal(placesOf(picture, COLOURS[0]).length, 0);
  });

  it('draws a faint series pale, without a legend of its own', async () => {
    const options = { ...SMALL, yLimits: [0, 1] as const };
    const picture = await drawLines([level('a', 0.5, { faint: true }), level('a', 0.8)], options);
    const alone = await drawLines([level('a', 0.8)], options);
    assert.equal(picture.height, alone.height); // a legend would add a line above
  });

  it('tells six series apart by colour, in a legend', async () => {
    const six = Array.from({ length: 6 }, (_, i) => level(`line ${i}`, i));
    const picture = await drawLines(six, { ...AXES, width: 400, height: 120 });
    for (const colour of COLOURS) assert.ok(shareOf(picture, colour) > 0, colour);
    assertSnapshot('lines-six', picture);
  });

  it('writes the names of two level lines that lie close together above and below', async () => {
    const references = [
      { value: 1, label: 'upper' },
      { value: 0.9, label: 'lower' },
    ];
    const picture = await drawLines([level('a', 0), level('b', 20)], { ...SMALL, references });
    assertSnapshot('lines-close-references', picture);
  });

  it('is a PNG of twice as many pixels as its size, white at the edge', async () => {
    const picture = await drawLines([level('a', 1)], SMALL);
    const { width, height, at } = decodePng(picture.data);
    assert.deepEqual([picture.mime, picture.alt], ['image/png', 'lines']);
    assert.deepEqual([width, height], [picture.width * 2, picture.height * 2]);
    assert.deepEqual(at(0, 0), [255, 255, 255, 255]);
    assert.deepEqual(at(width - 1, height - 1), [255, 255, 255, 255]);
  });

  it('takes under 100 KB for two lines of 400 points with noise of a third of their distance', async () => {
    let seed = 1;
    const noise = () => (seed = (seed * 16807) % 2147483647) / 2147483647;
    const x = Array.from({ length: 400 }, (_, i) => i);
    const two = Array.from({ length: 2 }, (_, i) => ({
      name: `${i}`,
      x,
      y: x.map(() => i + noise() / 3),
    }));
    assert.ok((await drawLines(two, AXES)).data.length < 100 * 1024);
  });

  const wrong: readonly [string, Series[], string][] = [
    ['no series', [], '1 to 6 series, but got 0'],
    ['seven series', Array.from({ length: 7 }, (_, i) => level(`${i}`, i)), '1 to 6 series, but got 7'],
    ['fewer y than x', [{ name: 'a', x: [1, 2], y: [1] }], 'a to have as many y as x (2), but got 1'],
  ]; // prettier-ignore
  for (const [what, series, message] of wrong) {
    it(`refuses ${what}`, () =>
      assert.rejects(drawLines(series, AXES satisfies LineOptions), {
        name: 'RangeError',
        message: `expected ${message}`,
      }));
  }
});
