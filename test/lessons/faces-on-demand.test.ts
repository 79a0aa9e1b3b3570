import assert from 'node:assert/strict';

import { tf } from '../../lib/backend';
import type { Face } from '../../lib/data/faces/face';
import { faceControlsOf, loadAskedFaces } from '../../lib/experiments/faces-on-demand-run';
import { CLOSE_UPS_JUDGE } from '../../lib/judges/close-ups';
import { readJudge } from '../../lib/judges/judge-file';
import { assertClose } from '../assert-close';

// What lesson 15 states beside its cells: answers to its exercises, and the step that moves pixels.

describe('notebooks/15_faces_on_demand.ipynb', function () {
  this.timeout(60_000);

  it('exercise 1: a sad face, turned by 15°, lit from −35°', () => {
    const face = { expression: 'sad', yaw: 15, lightAzimuth: -35 } as Face; // all that controls are made of
    assertClose(faceControlsOf([face]).dataSync(), [0, 0, 0, 1, 0, 0, 0, 0, 0.5, -0.5], 1e-6);
  });

  it('exercise 3: a code that is named with probability 0.9 has a bound of 2.197 nats', () => {
    const sure = tf.log(tf.tensor1d([0.9, ...new Array<number>(9).fill(0.1 / 9)]));
    const bound = Math.LN10 + tf.logSoftmax(sure).dataSync()[0];
    assertClose([bound], [2.197], 5e-4);
  });

  it('a network can be pleased by pixels that hardly move, as any classifier can', () => {
    const { pictures, faces } = loadAskedFaces({ train: 1, test: 40, seed: 4 }).test;
    const { model } = readJudge(CLOSE_UPS_JUDGE);
    const wishes = tf.tidy(() => tf.slice(tf.reverse(faceControlsOf(faces), 0), [0, 0], [-1, 8]));
    const namesOf = (x: tf.Tensor) => tf.slice(model.apply(x) as tf.Tensor2D, [0, 0], [-1, 8]); // the logits of eight expressions
    const uphill = tf.grad((x) => tf.losses.softmaxCrossEntropy(wishes, namesOf(x)));
    const share = (x: tf.Tensor) =>
      tf.mean(tf.cast(tf.equal(tf.argMax(namesOf(x), 1), tf.argMax(wishes, 1)), 'float32')).dataSync()[0]; // prettier-ignore
    let pleasing = pictures;
    for (let i = 0; i < 30; i++) {
      pleasing = tf.tidy(() => {
        const moved = tf.sub(pleasing, tf.mul(0.003, tf.sign(uphill(pleasing))));
        const change = tf.clipByValue(tf.sub(moved, pictures), -0.03, 0.03);
        return tf.clipByValue(tf.add<tf.Tensor4D>(pictures, change), 0, 1);
      });
    }
    const largest = tf.max(tf.abs(tf.sub(pleasing, pictures))).dataSync()[0];
    assert.ok(largest <= 0.03 + 1e-6, `${largest}`);
    assert.ok(share(pictures) < 0.4 && share(pleasing) > 0.9, `${share(pictures)} ${share(pleasing)}`); // prettier-ignore
    model.dispose();
  });
});
