import assert from 'node:assert/strict';

import { tf } from '../../lib/backend';
import { classes, flags, quantity } from '../../lib/judges/questions';
import { assertClose } from '../assert-close';

const answersOf = (question: ReturnType<typeof classes>, outputs: number[][]) =>
  question.answerOf(tf.tensor2d(outputs)).arraySync();

describe('classes', () => {
  const question = classes(['a', 'b', 'c']);

  it('teaches 1 at the class and 0 elsewhere', () => {
    assert.deepEqual([...question.targetsOf([2, 0])], [0, 0, 1, 1, 0, 0]);
  });

  it('costs ln 3 where all three are alike, whatever the truth is', () => {
    const targets = tf.tensor2d(question.targetsOf([2, 0]), [2, 3]);
    assertClose(question.lossOf(targets, tf.zeros([2, 3])).dataSync(), [Math.log(3)]);
  });

  it('answers with the softmax', () => {
    // e^0 : e^0 : e^ln 2 is 1 : 1 : 2
    assertClose(answersOf(question, [[0, 0, Math.LN2]])[0], [1 / 4, 1 / 4, 1 / 2]);
  });

  it('throws on a label that is no class', () => {
    for (const label of [3, -1, 0.5]) {
      assert.throws(() => question.targetsOf([0, label]), {
        name: 'RangeError',
        message: `expected each label to be a place among a,b,c, but got ${label}`,
      });
    }
  });
});

describe('flags', () => {
  const question = flags(['hat', 'glasses']);

  it('teaches the labels, name by name', () => {
    assert.deepEqual([...question.targetsOf([0, 1, 1, 1])], [0, 1, 1, 1]);
  });

  it('costs ln 2 where each probability is a half', () => {
    const targets = tf.tensor2d([[0, 1]]);
    assertClose(question.lossOf(targets, tf.zeros([1, 2])).dataSync(), [Math.LN2]);
  });

  it('answers with the sigmoid of each by itself', () => {
    const outputs = tf.tensor2d([[0, Math.log(3)]]);
    assertClose(question.answerOf(outputs).dataSync(), [1 / 2, 3 / 4]); // 3 / (1 + 3)
  });

  it('throws on a label between 0 and 1', () => {
    assert.throws(() => question.targetsOf([0.5]), /expected each label to be 0 or 1, but got 0.5/);
  });
});

describe('quantity', () => {
  const question = quantity('degrees', [-30, 10]);

  it('teaches −1 at the least, 0 in the middle and 1 at the greatest', () => {
    assert.deepEqual([...question.targetsOf([-30, -10, 10])], [-1, 0, 1]);
  });

  it('answers in the unit', () => {
    assertClose(question.answerOf(tf.tensor2d([[-1], [0.5]])).dataSync(), [-30, 0]);
  });

  it('costs the squared error in its scale', () => {
    const targets = tf.tensor2d(question.targetsOf([-30, 10]), [2, 1]);
    assertClose(question.lossOf(targets, tf.tensor2d([[0], [0.5]])).dataSync(), [(1 + 0.25) / 2]);
  });

  it('throws on a label outside of the range', () => {
    assert.throws(
      () => question.targetsOf([11]),
      /expected each label to be a number from -30 to 10, but got 11/,
    );
  });
});
