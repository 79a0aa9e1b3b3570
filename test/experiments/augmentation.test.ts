import assert from 'node:assert/strict';

import { tf } from '../../lib/backend';
import { AUGMENTATION_EXPERIMENT } from '../../lib/experiments/augmentation';
import {
  balancedAccuracy,
  drawLabelled,
  evenBatches,
  logitsBy,
  makeLabelled,
  trainClassGan,
  trainClassifier,
} from '../../lib/experiments/augmentation-run';
import { AUGMENTATION_TASKS, type Labelled } from '../../lib/experiments/augmentation-tasks';
import { measuresOf } from '../../lib/experiments/result-table';
import { loadResults } from '../../lib/experiments/results';
import { estimate } from '../../lib/metrics/estimate';
import { Random } from '../../lib/random';
import { assertClose } from '../assert-close';
import { disposeNetworksAfterEach } from '../models/dispose-networks';
import { assertRowsKept, keptMeans } from './kept-rows';

const countsOf = (labels: readonly number[], numClasses: number) =>
  Array.from({ length: numClasses }, (_, label) => labels.filter((own) => own === label).length);

describe('augmentation tasks', () => {
  for (const task of AUGMENTATION_TASKS) {
    it(`${task.name}: has more of each class than are labelled, in 0..1, and other classes`, () => {
      const { train, others, test } = task.load();
      for (const part of [train, others, test]) {
        assert.equal(part.examples.shape[0], part.labels.length);
        assert.deepEqual(part.examples.shape.slice(1), train.examples.shape.slice(1));
        const [min, max] = [tf.min(part.examples), tf.max(part.examples)].map(
          (x) => x.dataSync()[0],
        );
        assert.ok(min >= 0 && max <= 1 && max > 0.5, `${min} ${max}`);
      }
      const { length } = task.classes;
      countsOf(train.labels, length).forEach((count, i) => assert.ok(count > task.few[i]));
      assert.ok(countsOf(test.labels, length).every((count) => count >= 4));
      assert.ok(others.labels.every((label) => label < length));
      [train, others, test].forEach(({ examples }) => examples.dispose());
    });
  }
});

/** Examples of the clothes' shape: class k is as bright as k. */
const toys = (each: number): Labelled => {
  const labels = Array.from({ length: 5 * each }, (_, i) => i % 5);
  const levels = tf.reshape(tf.tensor1d(labels), [-1, 1, 1, 1]);
  const noise = new Random(1).uniform<tf.Rank.R4>([5 * each, 28, 28, 1], 0, 0.1);
  return { examples: tf.add(tf.mul(levels, 0.2), noise), labels };
};
const [clothes] = AUGMENTATION_TASKS;

describe('drawLabelled', () => {
  it('draws so many of each class, others with another seed, and leaves the rest', () => {
    const draw = (seed: number) => drawLabelled(toys(10), [1, 2, 3, 0, 4], new Random(seed));
    const { few, rest } = draw(1);
    assert.deepEqual(countsOf(few.labels, 5), [1, 2, 3, 0, 4]);
    assert.deepEqual(countsOf(rest.labels, 5), [9, 8, 7, 10, 6]);
    assert.notDeepEqual(few.examples.dataSync(), draw(2).few.examples.dataSync());
  });
});

describe('evenBatches', () => {
  it('has each class as often, with its own examples, however many there are', () => {
    const { few } = drawLabelled(toys(20), [20, 1, 5, 20, 2], new Random(1));
    const batches = evenBatches(clothes, few, { batchSize: 500, seed: 1, steps: 1 });
    const [examples, told] = batches.next();
    const shares = tf.mean(told, 0).dataSync();
    // 1/5; standard error √(0.16 / 500) = 0.018, four of them
    shares.forEach((share) => assert.ok(Math.abs(share - 0.2) < 0.072, `${share}`));
    const brightness = tf.mean(examples, [1, 2, 3]).dataSync();
    const labels = tf.argMax(told, 1).dataSync();
    labels.forEach((label, i) => assert.ok(Math.abs(brightness[i] - 0.2 * label - 0.05) < 0.02));
  });
});

describe('balancedAccuracy', () => {
  it('counts each class alike', () => {
    const labels = [0, 0, 0, 0, 1, 1];
    const logits = tf.tensor2d([[1, 0], [1, 0], [1, 0], [0, 1], [1, 0], [0, 1]]); // prettier-ignore
    const share = balancedAccuracy(() => logits, { examples: tf.zeros([6, 1]), labels }, 2);
    assertClose(share, (3 / 4 + 1 / 2) / 2);
  });
});

describe('training with few examples', function () {
  this.timeout(60_000);
  disposeNetworksAfterEach();

  it('learns classes that can be learnt, with and without what is made', async () => {
    const ways = [{}, { isAugmented: true }, { made: toys(6) }];
    for (const way of ways) {
      const classifier = await trainClassifier(clothes, toys(4), { seed: 1, steps: 150, ...way });
      const share = balancedAccuracy(logitsBy(classifier), toys(20), 5);
      assert.ok(share > 0.9, `${share}`);
    }
  });

  it('trains a GAN of the few, of all, and from another, of each task', async () => {
    for (const task of AUGMENTATION_TASKS) {
      const { train } = task.load();
      const { few } = drawLabelled(train, task.few, new Random(1));
      const short = { seed: 1, share: 3 / 1200 };
      const from = await trainClassGan(task, few, short);
      await trainClassGan(task, few, { ...short, unlabelled: train.examples });
      const gan = await trainClassGan(task, few, { ...short, from });
      const made = makeLabelled(task, gan, 1);
      assert.deepEqual(made.examples.shape, [200 * task.classes.length, ...few.examples.shape.slice(1)]); // prettier-ignore
      assert.deepEqual(
        countsOf(made.labels, task.classes.length),
        task.classes.map(() => 200),
      );
    }
  });
});

describe('the experiment on augmentation', () => {
  const meanOf = keptMeans(AUGMENTATION_EXPERIMENT);
  const results = loadResults(AUGMENTATION_EXPERIMENT.name);
  const [onClothes, onSlices, onBeats] = AUGMENTATION_TASKS.map(({ name }) => name);
  const tasks = [onClothes, onSlices, onBeats];
  const gans = [...new Set(results.map(({ method }) => method))].filter(
    (method) => /GAN|semi/.test(method) && !method.endsWith('alone'),
  );
  /** A gain over the same six draws, in standard errors. */
  const errorsOver = (task: string, method: string, against: string): number => {
    const [own, others] = [method, against].map((name) =>
      measuresOf(results, { task, method: name, measure: 'accuracy' }),
    );
    assert.equal(own.length, 6);
    const { mean, error } = estimate(own.map((share, i) => share - others[i]));
    return mean / error;
  };

  it('has kept a row of each method with six seeds, in order', () => {
    assertRowsKept(AUGMENTATION_EXPERIMENT, 6);
  });

  // What lesson 16 says.
  it('finds on clothes that cheap ways help, and that no GAN is ahead of any of them', () => {
    for (const cheap of ['shifted', 'class Gaussian', 'class Gaussian, shifted']) {
      assert.ok(errorsOver(onClothes, cheap, 'real alone') > 2, cheap);
      for (const gan of gans) assert.ok(errorsOver(onClothes, gan, cheap) < 0, `${gan}, ${cheap}`);
    }
  });

  it('finds one GAN in one cell ahead of shifts and a Gaussian by two errors, and none ahead of both together', () => {
    const cells = tasks.flatMap((task) => gans.map((gan) => ({ task, gan })));
    assert.equal(cells.length, 21);
    const ahead = cells.filter(({ task, gan }) =>
      ['shifted', 'class Gaussian'].every((cheap) => errorsOver(task, gan, cheap) >= 2),
    );
    assert.deepEqual(ahead, [{ task: onSlices, gan: 'GAN that sees all, shifted' }]);
    for (const { task, gan } of cells) {
      assert.ok(errorsOver(task, gan, 'class Gaussian, shifted') < 1, `${task}, ${gan}`);
    }
  });

  it('gains more than ten points on clothes from the labels of all, and most on each set', () => {
    const of = (task: string, method: string) => meanOf(task, method, 'accuracy');
    assert.ok(of(onClothes, 'all labelled') - of(onClothes, 'real alone') > 0.1);
    for (const task of tasks) {
      for (const gan of gans) assert.ok(of(task, 'all labelled') > of(task, gan), gan);
    }
  });

  it('gives the samples of a Gaussian alone a higher score than those of a GAN', () => {
    const of = (task: string, method: string) => meanOf(task, method, 'accuracy');
    for (const task of tasks) {
      assert.ok(of(task, 'Gaussian of all, alone') > of(task, 'GAN of all, alone'), task);
    }
    const share = of(onClothes, 'Gaussian of all, alone') / of(onClothes, 'all labelled');
    assert.ok(share > 0.85 && share < 0.95, `${share}`);
  });
});
