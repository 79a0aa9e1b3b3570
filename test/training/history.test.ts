import assert from 'node:assert/strict';

import { History, type HistoryRow } from '../../lib/training/history';

const row = (step: number): HistoryRow => ({
  step,
  epoch: step / 10,
  discriminatorLoss: 1 / step,
  generatorLoss: 2 / step,
  discriminatorAccuracy: 0.5,
});

describe('History', () => {
  it('keeps rows in order', () => {
    const history = new History();
    history.append(row(1));
    history.append(row(2));
    assert.deepEqual(history.rows, [row(1), row(2)]);
  });

  it('comes back from JSON as it was', () => {
    const history = new History();
    [1, 2, 3].forEach((step) => history.append(row(step)));
    const json = JSON.parse(JSON.stringify(history));
    assert.deepEqual(Object.keys(json)[0], 'step');
    assert.deepEqual(History.fromJSON(json).rows, history.rows);
  });
});

describe('History.rows$', () => {
  it('gives the rows so far, then each new one, and ends with close', () => {
    const history = new History();
    history.append(row(1));
    const seen: number[] = [];
    let completed = false;
    history.rows$.subscribe({
      next: ({ step }) => seen.push(step),
      complete: () => (completed = true),
    });
    history.append(row(2));
    assert.deepEqual(seen, [1, 2]);
    assert.equal(completed, false);
    history.close();
    assert.equal(completed, true);
  });

  it('goes on after close for those who come later', () => {
    const history = new History();
    history.append(row(1));
    history.close();
    const seen: number[] = [];
    history.rows$.subscribe(({ step }) => seen.push(step));
    history.append(row(2));
    assert.deepEqual(seen, [1, 2]);
  });
});
