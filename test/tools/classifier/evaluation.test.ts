import assert from 'node:assert/strict';

import { classes, flags, quantity } from '../../../lib/judges/questions';
import { qualityOf, shareError } from '../../../tools/classifier/evaluation';
import { assertClose } from '../../assert-close';

describe('qualityOf', () => {
  it('counts right answers of classes, and who is taken for whom', () => {
    const answers = [[0.8, 0.1, 0.1], [0.2, 0.7, 0.1], [0.3, 0.5, 0.2], [0, 0.1, 0.9]].flat(); // prettier-ignore
    const { value, guess, rows } = qualityOf(classes(['a', 'b', 'c']), [0, 0, 1, 2], answers);
    assert.equal(value, 3 / 4);
    assert.equal(guess, 2 / 4); // always a
    assert.deepEqual(rows, [[1, 1, 0], [0, 1, 0], [0, 0, 1]]); // prettier-ignore
  });

  it('counts right answers of flags, each by itself', () => {
    // two examples of two flags: the first flag is right once of two, the second twice
    const quality = qualityOf(flags(['p', 'q']), [1, 0, 1, 0], [0.9, 0.1, 0.2, 0.3]);
    assert.deepEqual(quality.rows, [[1 / 2, 1], [1, 1]]); // prettier-ignore
    assert.deepEqual([quality.value, quality.guess], [3 / 4, 1]);
  });

  it('measures how far quantities are from the truth, and how far the median is', () => {
    const { value, guess, error } = qualityOf(quantity('m', [0, 10]), [1, 2, 9], [2, 2, 7]);
    assertClose(value, (1 + 0 + 2) / 3);
    assertClose(guess, (1 + 0 + 7) / 3);
    assertClose(error, Math.sqrt(2 / 3 / 2)); // distances 1, 0, 2 vary by 2/3 around 1
  });
});

describe('shareError', () => {
  it('is the standard error of a share with two more right and two more wrong', () => {
    assertClose(shareError(6, 12), Math.sqrt((0.5 * 0.5) / 16));
  });

  it('is above 0 where all is right', () => {
    assert.ok(shareError(10, 10) > 0);
  });
});
