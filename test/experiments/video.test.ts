import assert from 'node:assert/strict';

import { tf } from '../../lib/backend';
import { loadSmallDigits } from '../../lib/data/moving-digits';
import {
  bestGuess,
  errorsByFrame,
  measurePrediction,
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

  it('has errors of each frame', () => {
    const real = tf.zeros<tf.Rank.R4>([2, 4, 4, 2]);
    const fake = tf.tile(tf.tensor4d([0, 0.5], [1, 1, 1, 2]), [2, 4, 4, 1]);
    assertClose(errorsByFrame(real, fake as tf.Tensor4D), [0, 4], 1e-6); // sixteen quarters
  });

  it('has a best guess that is worse with each frame, and better than any rule', () => {
    const truth = films();
    const guess = bestGuess(truth, test);
    const errors = errorsByFrame(truth.next, guess);
    assert.ok(errors[4] > errors[0] && errors[0] < 8 && errors[4] < 25, `${errors}`); // prettier-ignore
    const { min, max } = { min: tf.min(guess).dataSync()[0], max: tf.max(guess).dataSync()[0] };
    assert.ok(min >= 0 && max <= 1 + 1e-6);
  });

  it('predicts in pieces as at once', () => {
    const predictor = buildVideoPredictor(1);
    const many = tf.tile(films().given, [2, 1, 1, 1]); // 120: two pieces
    const last = predictFrames(predictor, many as tf.Tensor4D).slice(110) as tf.Tensor4D;
    assertClose(last.dataSync(), predictFrames(predictor, tf.slice(many, 110) as tf.Tensor4D).dataSync(), 1e-5); // prettier-ignore
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
