import assert from 'node:assert/strict';

import { evaluationOf } from '../../../tools/classifier/evaluation';

describe('evaluationOf', () => {
  const labels = [0, 0, 0, 0, 1, 1, 2, 3, 4, 5, 6, 7, 8, 9];
  const answers = [0, 0, 6, 6, 1, 7, 2, 3, 4, 5, 6, 7, 8, 9];

  it('counts what is right, of all and of each class', () => {
    const { accuracy, classAccuracies, classCounts } = evaluationOf(labels, answers);
    assert.equal(accuracy, 11 / 14);
    assert.deepEqual(classAccuracies, [0.5, 0.5, 1, 1, 1, 1, 1, 1, 1, 1]);
    assert.deepEqual(classCounts, [4, 2, 1, 1, 1, 1, 1, 1, 1, 1]);
  });

  it('lists the kinds of error, the most frequent first', () => {
    assert.deepEqual(evaluationOf(labels, answers).confusions, [
      { is: 0, takenFor: 6, count: 2 },
      { is: 1, takenFor: 7, count: 1 },
    ]);
  });
});
