import assert from 'node:assert/strict';

import { type LossHistory, drawLossCurves } from '../../lib/figures';
import { COLOURS } from '../../lib/figures/palette';
import { placesOf, shareOf } from './picture-pixels';
import { assertSnapshot } from './snapshot';

describe('drawLossCurves', () => {
  it('draws both curves with their raw numbers behind, and the level lines', async () => {
    assertSnapshot('loss-curves', await drawLossCurves(noisy(2000), { width: 300, height: 150 }));
  });

  it('has a logarithmic axis, steps below it and a panel of the accuracy when asked', async () => {
    const options = {
      width: 300,
      height: 150,
      logScale: true,
      accuracy: true,
      xAxis: 'step',
    } as const;
    assertSnapshot('loss-curves-all', await drawLossCurves(noisy(2000), options));
  });

  it('costs the same for 93,700 rows as for 400: no more points are drawn', async () => {
    const [few, many] = [await drawLossCurves(noisy(400)), await drawLossCurves(noisy(93700))];
    assert.ok(many.data.length < 1.5 * few.data.length, `${many.data.length} bytes`);
    assert.ok(many.data.length < 100 * 1024, `${many.data.length} bytes`);
  });

  it('draws the rows themselves when smoothing is 1', async () => {
    const smooth = await drawLossCurves(noisy(300), { smoothing: 30 });
    const raw = await drawLossCurves(noisy(300), { smoothing: 1 });
    const range = (picture: typeof raw) => {
      const rows = placesOf(picture, COLOURS[1]).map(([, y]) => y);
      return rows.reduce((a, b) => Math.max(a, b)) - rows.reduce((a, b) => Math.min(a, b));
    };
    assert.ok(shareOf(raw, COLOURS[1]) > 1.5 * shareOf(smooth, COLOURS[1]), 'a zigzag is longer');
    assert.ok(range(raw) >= range(smooth));
  });

  it('draws a history of one row', async () => {
    const { width } = await drawLossCurves(noisy(1));
    assert.ok(width > 560);
  });

  it('tells the first and last losses in its alt text', async () => {
    const rows = [
      { step: 1, epoch: 0.5, discriminatorLoss: 1.386, generatorLoss: 0.693, discriminatorAccuracy: 0.5 },
      { step: 2, epoch: 1, discriminatorLoss: 0.37, generatorLoss: 2, discriminatorAccuracy: 0.83 },
    ]; // prettier-ignore
    assert.equal(
      (await drawLossCurves({ rows })).alt,
      "Line chart of both losses up to epoch 1.0: D's from 1.39 to 0.37, G's from 0.69 to 2.00.",
    );
  });

  it('draws the columns asked for, under the names that they are given', async () => {
    const rows = [1, 2].map((step) => ({ step, epoch: step, painterL1: step / 4, judgeLoss: 3 }));
    const curves = { L1: 'painterL1', 'judge loss': 'judgeLoss' };
    const { alt } = await drawLossCurves({ rows }, { curves });
    assert.equal(
      alt,
      "Line chart of losses up to epoch 2.0: L1 from 0.25 to 0.50, judge's from 3.00 to 3.00.",
    );
  });

  it('names a column that the history does not have, and those that it has', () => {
    const rows = [{ step: 1, epoch: 1, painterL1: 1 }];
    return assert.rejects(drawLossCurves({ rows }, { curves: { L2: 'painterL2' } }), {
      name: 'RangeError',
      message: 'expected a column of the history (step, epoch, painterL1), but got painterL2',
    });
  });

  it('refuses a history without rows', () =>
    assert.rejects(drawLossCurves({ rows: [] }), {
      name: 'RangeError',
      message: 'expected at least 1 row of history, but got 0',
    }));

  it('refuses to smooth over no row', () =>
    assert.rejects(drawLossCurves(noisy(3), { smoothing: 0 }), {
      name: 'RangeError',
      message: 'expected smoothing to be an integer of at least 1, but got 0',
    }));
});

/** D's loss falls from 2 ln 2 and G's rises from ln 2, with noise of ±0.2, over 100 rows an epoch. */
function noisy(numRows: number): LossHistory {
  let seed = 1;
  const noise = () => ((seed = (seed * 16807) % 2147483647) / 2147483647 - 0.5) * 0.4;
  const rows = Array.from({ length: numRows }, (_, i) => {
    const part = 1 - Math.exp(-i / 500);
    return {
      step: i + 1,
      epoch: (i + 1) / 100,
      discriminatorLoss: 2 * Math.LN2 - 0.6 * part + noise(),
      generatorLoss: Math.LN2 + 0.9 * part + noise(),
      discriminatorAccuracy: 0.5 + 0.3 * part + noise() / 4,
    };
  });
  return { rows };
}
