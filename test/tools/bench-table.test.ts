import assert from 'node:assert/strict';

import { digits, formatTable, sidesTable, sizesTable } from '../../tools/bench/table';

describe('formatTable', () => {
  it('puts words to the left and numbers to the right of columns as wide as their widest cell', () => {
    const rows = [
      ['a', '1'],
      ['bcdef', '200'],
    ];
    assert.equal(
      formatTable(['who', 'ms'], rows, 1),
      ['who     ms', '─────  ───', 'a        1', 'bcdef  200'].join('\n'),
    );
  });
});

describe('digits', () => {
  for (const [value, text] of [
    [3.456, '3.46'],
    [0.01234, '0.0123'],
    [12.345, '12.3'],
    [1234.5, '1235'],
    [0, '0'],
  ] as const) {
    it(`writes ${value} as ${text}`, () => assert.equal(digits(value), text));
  }
});

describe('sidesTable', () => {
  it('has a row a side, without memory where none was measured', () => {
    const figures = {
      workload: 'w',
      stepsPerRound: 4,
      rounds: [1, 2],
      median: 1.5,
      min: 1,
      max: 2,
    };
    const [, , first, second] = sidesTable([
      { ...figures, side: 's', peakMemoryMb: 512.4 },
      { ...figures, side: 't' },
    ]).split('\n');
    assert.deepEqual(first.split(/ +/), ['w', 's', '1.50', '1.00', '2.00', '2', '4', '512']);
    assert.deepEqual(second.split(/ +/), ['w', 't', '1.50', '1.00', '2.00', '2', '4']);
  });
});

describe('sizesTable', () => {
  it('shows the shares of the limits in per cent', () => {
    const row = {
      batchSize: 64,
      hiddenUnits: 128,
      megaFlops: 133.4,
      ms: 2,
      gigaFlopsPerSecond: 66.7,
      limitOneThread: 70,
      limitAllThreads: 140,
      shareOfOneThread: 66.7 / 70,
      shareOfAllThreads: 66.7 / 140,
    };
    const cells = sizesTable([row]).split('\n')[2].trim().split(/ {2,}/);
    assert.deepEqual(cells, ['64', '128', '133', '2.00', '66.7', '70.0', '140', '95 %', '48 %']);
  });
});
