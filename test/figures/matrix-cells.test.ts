import assert from 'node:assert/strict';

import { numberLetters, numberText } from '../../lib/figures/matrix-cells';

describe('numberText', () => {
  it('has no decimals for an integer, and at most 2 for others', () => {
    const texts = [3, 0.5, 1 / 3, 12.999].map((value) => numberText(value, undefined));
    assert.deepEqual(texts, ['3', '0.5', '0.33', '13']);
  });

  it('has as many decimals as it is told', () => {
    assert.deepEqual([numberText(3, 2), numberText(0.26, 1)], ['3.00', '0.3']);
  });

  it('has a minus sign, but not before 0', () => {
    assert.deepEqual([numberText(-1.5, undefined), numberText(-1.5, 2)], ['−1.5', '−1.50']);
    assert.deepEqual([numberText(-0.004, undefined), numberText(-0.004, 2)], ['0', '0.00']);
  });
});

describe('numberLetters', () => {
  const sizeOf = (value: number, options: { cellSize: number; showNumbers?: boolean }) =>
    numberLetters([[[value, null]]], options)?.size;

  it('has no more than 14 pixels, nor more than half a cell', () => {
    assert.equal(sizeOf(1, { cellSize: 60 }), 14);
    assert.equal(sizeOf(1, { cellSize: 20 }), 10);
  });

  it('is smaller for longer numbers', () => {
    assert.ok(sizeOf(1.25, { cellSize: 30 })! < sizeOf(1.5, { cellSize: 30 })!);
  });

  it('is undefined below 8 pixels unless numbers are wanted, and when they are not', () => {
    assert.equal(sizeOf(1, { cellSize: 15 }), undefined);
    assert.equal(sizeOf(1, { cellSize: 15, showNumbers: true }), 7.5);
    assert.equal(sizeOf(1, { cellSize: 60, showNumbers: false }), undefined);
  });
});
