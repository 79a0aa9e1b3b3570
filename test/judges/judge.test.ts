import assert from 'node:assert/strict';

import { tf } from '../../lib/backend';
import { type JudgeDefinition, buildNetworkOf } from '../../lib/judges/definition';
import { judgeOf } from '../../lib/judges/judge';
import { judgeImages, referenceOf } from '../../lib/metrics/judge';
import { Random } from '../../lib/random';
import { assertClose } from '../assert-close';
import { TOY_JUDGE } from './toy-judge';

const images = (count: number, seed = 1) => new Random(seed).uniform([count, 8, 8, 1]);

describe('judgeOf', () => {
  it('answers each question from its own columns of the network', () => {
    const model = buildNetworkOf(TOY_JUDGE, 3);
    const inputs = images(4);
    const outputs = (model.predict(inputs) as tf.Tensor2D).arraySync();
    const judge = judgeOf(TOY_JUDGE, model);
    const { probabilities, isBright, brightness, logits, features } = judge.judge(inputs);
    assertClose(logits.dataSync(), outputs.flat(), 1e-4);
    assertClose(
      probabilities.dataSync(),
      outputs.flatMap(([a, b]) => [1 / (1 + Math.exp(b - a)), 1 / (1 + Math.exp(a - b))]),
      1e-4,
    );
    assertClose(
      isBright.dataSync(),
      outputs.map((row) => 1 / (1 + Math.exp(-row[2]))),
      1e-4,
    );
    assertClose(
      brightness.dataSync(),
      outputs.map((row) => 50 + 50 * row[3]),
      1e-2,
    );
    assert.deepEqual(features.shape, [4, 64]);
    judge.dispose();
  });

  it('judges more than fit into one chunk as it judges each', () => {
    const judge = judgeOf(TOY_JUDGE, buildNetworkOf(TOY_JUDGE, 3));
    const many = images(501);
    const last = judge.judge(many.slice(500)).features.dataSync();
    assertClose(judge.judge(many).features.slice(500).dataSync(), last, 1e-5);
    judge.dispose();
  });

  it('leaves no tensor but its answers', () => {
    const judge = judgeOf(TOY_JUDGE, buildNetworkOf(TOY_JUDGE, 3));
    const inputs = images(4);
    const before = tf.memory().numTensors;
    judge.judge(inputs);
    assert.equal(tf.memory().numTensors, before + 5); // logits, features and three answers
    judge.dispose();
  });

  it('says of what shape and range its inputs are', () => {
    const judge = judgeOf({ ...TOY_JUDGE, range: [-3, 3] }, buildNetworkOf(TOY_JUDGE, 3));
    assert.throws(() => judge.judge(tf.zeros([1, 8, 8, 3])), {
      name: 'RangeError',
      message: 'expected images of shape [n, 8, 8, 1], n at least 1, but got [1, 8, 8, 3]',
    });
    assert.throws(() => judge.judge(tf.fill([1, 8, 8, 1], -4)), {
      name: 'RangeError',
      message: 'expected images in −3..3, but got numbers from -4 to -4',
    });
    judge.dispose();
  });
});

describe('judgeImages', () => {
  it('tells of a judge without classes what its features show, and nothing of classes', () => {
    const { isBright, brightness } = TOY_JUDGE.answers;
    const answers = { isBright, brightness };
    const definition: JudgeDefinition<keyof typeof answers> = { ...TOY_JUDGE, answers };
    const judge = judgeOf(definition, buildNetworkOf(definition, 3));
    const reference = referenceOf(judge, images(200));
    const report = judgeImages(images(200, 2), reference);
    assert.deepEqual(Object.keys(report).sort(), ['frechet', 'precision', 'recall']);
    judge.dispose();
  });

  it('tells of a judge of two classes the score from 1 to 2', () => {
    const judge = judgeOf(TOY_JUDGE, buildNetworkOf(TOY_JUDGE, 3));
    const report = judgeImages(images(200, 2), referenceOf(judge, images(200)));
    assert.ok(report.score >= 1 && report.score <= 2);
    assert.equal(report.classes.shares.length, 2);
    judge.dispose();
  });
});
