import assert from 'node:assert/strict';

import { tf } from '../../../lib/backend';
import type { LabelledExamples } from '../../../lib/judges/definition';
import { trainJudge } from '../../../tools/classifier/train';
import { valuesOf } from '../../../tools/classifier/facts';
import { TOY_JUDGE } from '../../judges/toy-judge';

const examples = () => TOY_JUDGE.load('train') as LabelledExamples; // the toy's is not a promise
const training = { seed: 1, epochs: 20 };

describe('trainJudge', () => {
  it('learns the answers to all questions', () => {
    const losses: number[] = [];
    const data = examples();
    const model = trainJudge(TOY_JUDGE, data, training, (_, loss) => losses.push(loss));
    assert.equal(losses.length, 20);
    const { probabilities, isBright, brightness } = valuesOf(TOY_JUDGE, model, data);
    assert.deepEqual([probabilities, isBright], [1, 1]);
    assert.ok(brightness < 15, `${brightness}`); // the median is 30 from the truth: levels are near 20 and 80
  });

  it('gives the same weights for the same seed and others for another', () => {
    const weights = [1, 1, 2].map((seed) => {
      const model = trainJudge(TOY_JUDGE, examples(), { seed, epochs: 1 });
      return model.getWeights().map((weight) => weight.dataSync());
    });
    assert.deepEqual(weights[0], weights[1]);
    assert.notDeepEqual(weights[0], weights[2]);
  });

  it('leaves no tensor but the weights', () => {
    const data = examples();
    const before = tf.memory().numTensors;
    const model = trainJudge(TOY_JUDGE, data, { seed: 1, epochs: 1 });
    assert.equal(tf.memory().numTensors, before + model.weights.length);
  });

  it('throws on examples that fill no batch', () => {
    const few = TOY_JUDGE.load('test') as LabelledExamples;
    assert.throws(() => trainJudge(TOY_JUDGE, few, training), {
      name: 'RangeError',
      message: 'expected at least 64 examples to train on, but got 20',
    });
  });

  it('throws when the loss is not finite any more', () => {
    const data = { ...examples(), inputs: tf.fill([640, 8, 8, 1], NaN) };
    assert.throws(() => trainJudge(TOY_JUDGE, data, { seed: 1, epochs: 1 }), {
      message: 'epoch 1: the loss is not finite any more',
    });
  });
});
