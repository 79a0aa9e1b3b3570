import assert from 'node:assert/strict';

import { type TradeoffOptions, type TradeoffSeries, drawTradeoff } from '../../lib/figures';
import { COLOURS } from '../../lib/figures/palette';
import { assertClose } from '../assert-close';
import { decodePng, placesOf } from './picture-pixels';
import { assertSnapshot } from './snapshot';

const OPTIONS: TradeoffOptions = {
  alt: 'points',
  xLabel: 'x',
  yLabel: 'y',
  width: 200,
  height: 200,
  xLimits: [0, 10],
  yLimits: [0, 10],
};

describe('drawTradeoff', () => {
  it('puts points where they belong, and joins those of a series', async () => {
    const points = [[2, 2], [8, 8]].map(([x, y]) => ({ x, y })); // prettier-ignore
    const apart = await places([{ name: 'a', points, joined: false }]);
    const joined = await places([{ name: 'a', points }]);
    // Six of ten units of 200 CSS pixels, and a point of 10.
    const [xs, ys] = [0, 1].map((axis) => apart.map((place) => place[axis]));
    assertClose(Math.max(...xs) - Math.min(...xs), 2 * (120 + 10), 6);
    assertClose(Math.max(...ys) - Math.min(...ys), 2 * (120 + 10), 6);
    const between = (found: [number, number][]) =>
      found.filter(([x]) => x > Math.min(...xs) + 60 && x < Math.max(...xs) - 60).length;
    assert.equal(between(apart), 0);
    assert.ok(between(joined) > 100);
  });

  it('draws error bars as long as they are', async () => {
    const point = { x: 5, y: 5 };
    const reach = async (errors: object) => {
      const found = await places([{ name: 'a', points: [{ ...point, ...errors }] }]);
      return [0, 1].map((axis) => {
        const all = found.map((place) => place[axis]);
        return Math.max(...all) - Math.min(...all);
      });
    };
    const [[across], [, upright]] = [await reach({ xError: 3 }), await reach({ yError: 2 })];
    assertClose(across, 2 * 120, 3);
    assertClose(upright, 2 * 80, 3);
  });

  it('has names, a legend, and on a logarithmic axis equal steps for equal ratios', async () => {
    const weights = [[24, 200], [23.5, 100], [22, 25]].map(([x, y]) => ({ name: `Fréchet ${y}`, x, y, yError: y / 10 })); // prettier-ignore
    const series = [
      { name: 'with a discriminator', points: weights },
      { name: 'baselines', joined: false, points: [{ name: 'ridge', x: 23, y: 250 }, { name: 'truth', x: 25, y: 6 }] },
    ]; // prettier-ignore
    const options = {
      alt: 'points',
      xLabel: 'PSNR, dB',
      yLabel: 'Fréchet distance',
      width: 300,
      height: 200,
    };
    assertSnapshot('tradeoff', await drawTradeoff(series, { ...options, yScale: 'log' }));
  });

  it('draws one point alone', async () => {
    const picture = await drawTradeoff([{ name: 'a', points: [{ x: 3, y: 3 }] }], { ...OPTIONS, xLimits: undefined, yLimits: undefined }); // prettier-ignore
    assert.ok(placesOf(picture, COLOURS[0]).length > 100);
  });

  const point = { x: 1, y: 1 };
  const wrong: readonly [string, TradeoffSeries[], Partial<TradeoffOptions>, string][] = [
    ['no series', [], {}, '1 to 6 series, but got 0'],
    ['no point', [{ name: 'a', points: [] }], {}, 'at least 1 point, but got 0'],
    ['a number that is not finite', [{ name: 'a', points: [{ x: NaN, y: 1 }] }], {}, 'a to be at finite numbers, but got NaN and 1'],
    ['an error below 0', [{ name: 'a', points: [{ ...point, name: 'b', xError: -1 }] }], {}, 'b to have errors of at least 0, but got -1'],
    ['limits that fall', [{ name: 'a', points: [point] }], { xLimits: [1, 0] }, 'xLimits to rise, but got 1 and 0'],
    ['0 on a logarithmic axis', [{ name: 'a', points: [{ x: 0, y: 1 }] }], { xScale: 'log', xLimits: undefined }, 'numbers above 0 on the logarithmic x axis, but got 0'],
  ]; // prettier-ignore
  for (const [what, series, options, message] of wrong) {
    it(`refuses ${what}`, async () => {
      await assert.rejects(drawTradeoff(series, { ...OPTIONS, ...options }), {
        name: 'RangeError',
        message: `expected ${message}`,
      });
    });
  }
});

/** Places of the first series' points, lines and bars: what is more blue than red. */
async function places(series: readonly TradeoffSeries[]): Promise<[number, number][]> {
  const { width, rgba } = decodePng((await drawTradeoff(series, OPTIONS)).data);
  const found: [number, number][] = [];
  for (let i = 0; i < rgba.length; i += 4) {
    if (rgba[i + 2] - rgba[i] > 60) found.push([(i / 4) % width, Math.floor(i / 4 / width)]);
  }
  return found;
}
