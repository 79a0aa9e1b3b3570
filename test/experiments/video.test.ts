import assert from 'node:assert/strict';

import { tf } from '../../lib/backend';
import { loadSmallDigits } from '../../lib/data/moving-digits';
import { bestGuess, distanceToFutures, sampleFutures } from '../../lib/experiments/video-futures';
import {
  errorsByFrame,
  measurePrediction,
  namedDigits,
  predictFrames,
  sampleTestFilms,
} from '../../lib/experiments/video-measures';
import { VIDEO, trainPredictor } from '../../lib/experiments/video-run';
import { buildVideoPredictor } from '../../lib/models/video-predictor';
import { Random } from '../../lib/random';
import { assertClose } from '../assert-close';
import { disposeNetworksAfterEach } from '../models/dispose-networks';

describe('video prediction', function () {
  this.timeout(60_000);
  disposeNetworksAfterEach();
  const { train, test } = loadSmallDigits();
  const films = () => sampleTestFilms(test, 60, new Random(1));

  it('measures the true frames as right, and black ones as wrong as digits are bright', () => {
    const truth = films();
    const right = measurePrediction(truth.next, truth);
    assertClose([right.error, right.sharpness], [0, 1], 1e-6);
    assert.ok(right.read > 0.75, `${right.read}`);
    const black = measurePrediction(tf.zerosLike(truth.next), truth);
    const bright = tf.mean(tf.sum(tf.square(truth.next), [1, 2])).dataSync()[0];
    assertClose([black.error], [bright], 1e-3);
    assert.ok(black.read < 0.25, `${black.read}`);
  });

  it('names digits where they are, film by film', () => {
    const truth = films();
    const named = namedDigits(truth.next, truth.moving);
    assert.equal(named.length, 60 * 2 * 5);
    const last = tf.slice(truth.next, 59) as tf.Tensor4D;
    const { frames, places } = truth.moving;
    const only = { ...truth.moving, frames: { ...frames, shape: [1, 10, 32, 32] as const }, places: places.slice(59 * 2 * 10 * 2) }; // prettier-ignore
    assert.deepEqual(namedDigits(last, only), named.slice(59 * 10));
  });

  it('has errors of each frame', () => {
    const real = tf.zeros<tf.Rank.R4>([2, 4, 4, 2]);
    const fake = tf.tile(tf.tensor4d([0, 0.5], [1, 1, 1, 2]), [2, 4, 4, 1]);
    assertClose(errorsByFrame(real, fake as tf.Tensor4D), [0, 4], 1e-6); // sixteen quarters
  });

  it('has a best guess that is worse with each frame, and better than any rule', () => {
    const truth = films();
    const guess = bestGuess(truth);
    const errors = errorsByFrame(truth.next, guess);
    assert.ok(errors[4] > errors[0] && errors[0] < 8 && errors[4] < 25, `${errors}`); // prettier-ignore
    const { min, max } = { min: tf.min(guess).dataSync()[0], max: tf.max(guess).dataSync()[0] };
    assert.ok(min >= 0 && max <= 1 + 1e-6);
  });

  it('has futures that begin as the film does, and whose mean is the best guess', () => {
    const truth = sampleTestFilms(test, 3, new Random(5));
    const futures = sampleFutures(truth, { film: 1, count: 400, random: new Random(1) });
    assert.deepEqual(futures.shape, [400, 32, 32, 5]);
    const guess = tf.slice(bestGuess(truth), 1, 1);
    assertClose(tf.mean(futures, 0).dataSync(), guess.dataSync(), 0.12);
    const errors = (some: tf.Tensor) => tf.mean(tf.sum(tf.squaredDifference(some, truth.next.slice(1, 1)), [1, 2])).dataSync()[0]; // prettier-ignore
    assert.ok(errors(guess) < errors(futures)); // the mean is nearer than any one future is in the mean
  });

  it('finds a future nearer to the possible ones than a blur of them, and that than black', () => {
    const truth = films();
    const distance = (next: tf.Tensor4D) => distanceToFutures(next, truth, new Random(1));
    const blur = distance(bestGuess(truth));
    assert.ok(distance(truth.next) < 0.8 * blur, `${distance(truth.next)}, ${blur}`);
    assert.ok(blur < 0.5 * distance(tf.zerosLike(truth.next)));
  });

  it('predicts in pieces as at once', () => {
    const predictor = buildVideoPredictor(1);
    const many = tf.tile(films().given, [2, 1, 1, 1]); // 120: two pieces
    const last = predictFrames(predictor, many as tf.Tensor4D).slice(110) as tf.Tensor4D;
    assertClose(last.dataSync(), predictFrames(predictor, tf.slice(many, 110) as tf.Tensor4D).dataSync(), 1e-5); // prettier-ignore
  });

  it('goes on from a predictor, and leaves it as it was', async () => {
    const from = buildVideoPredictor(2);
    const before = from.getWeights().map((weight) => weight.dataSync().slice());
    const { generator } = await trainPredictor(train, { seed: 1, epochs: 1, from });
    from.getWeights().forEach((weight, i) => assert.deepEqual(weight.dataSync(), before[i]));
    const kernel = (model: tf.LayersModel) => model.getLayer('logits').getWeights()[0].dataSync();
    assertClose(kernel(generator), kernel(from), 0.05);
    assert.notDeepEqual(kernel(generator), kernel(from));
  });

  it('has as many futures as z, where a predictor has one', async () => {
    const { generator } = await trainPredictor(train, { seed: 1, epochs: 1, helpedBy: 'discriminator', hasNoise: true }); // prettier-ignore
    const { given } = films();
    const [a, b, c] = [1, 2, 1].map((seed) => predictFrames(generator, given, new Random(seed)).dataSync()); // prettier-ignore
    assert.deepEqual(a, c);
    assert.notDeepEqual(a, b);
  });

  it('trains in each of its ways', async () => {
    const few = { images: train.images, labels: train.labels };
    const { generator, steps } = await trainPredictor(few, { seed: 1, epochs: 1, helpedBy: 'discriminator' }); // prettier-ignore
    assert.equal(steps, VIDEO.stepsPerEpoch);
    const truth = films();
    const { error } = measurePrediction(predictFrames(generator, truth.given), truth);
    assert.ok(error < 100, `${error}`); // 37 are black frames’, and it has learnt little
  });
});
