import assert from 'node:assert/strict';

import { tf } from '../../../lib/backend';
import { type JudgeDefinition, buildNetworkOf } from '../../../lib/judges/definition';
import { judgeOf } from '../../../lib/judges/judge';
import { Random } from '../../../lib/random';
import { floorsOf } from '../../../tools/classifier/floors';
import { TOY_JUDGE } from '../../judges/toy-judge';

const examples = (count: number, seed: number) => ({
  inputs: new Random(seed).uniform([count, 8, 8, 1]),
  labels: { probabilities: Array.from({ length: count }, (_, i) => Number(i >= 200)) },
});

describe('floorsOf', () => {
  it('compares halves, training examples and other classes, where there are 128 of them', () => {
    const definition: JudgeDefinition = TOY_JUDGE;
    const judge = judgeOf(definition, buildNetworkOf(definition, 1));
    const data = { train: examples(350, 1), test: examples(350, 2) };
    const before = tf.memory().numTensors;
    const floors = floorsOf(judge, TOY_JUDGE, data, 1);
    assert.equal(tf.memory().numTensors, before);
    judge.dispose();
    // 350 in all; of the class dark 200, so halves of it would be too few; of bright 150
    const rows = floors.map(({ of, against, count }) => [of, against, count]);
    assert.deepEqual(rows, [
      ['all', 'halves', 175],
      ['all', 'training', 350],
      ['dark', 'training', 200],
      ['dark', 'other classes', 150],
      ['bright', 'training', 150],
      ['bright', 'other classes', 150],
    ]);
    assert.ok(floors.every(({ frechet }) => frechet > 0));
  });
});
