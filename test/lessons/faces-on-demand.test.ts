import { tf } from '../../lib/backend';
import type { Face } from '../../lib/data/faces/face';
import { faceControlsOf } from '../../lib/experiments/faces-on-demand-run';
import { assertClose } from '../assert-close';

// What lesson 15 states beside its cells: answers to its exercises.

describe('notebooks/15_faces_on_demand.ipynb', () => {
  it('exercise 1: a sad face, turned by 15°, lit from −35°', () => {
    const face = { expression: 'sad', yaw: 15, lightAzimuth: -35 } as Face; // all that controls are made of
    assertClose(faceControlsOf([face]).dataSync(), [0, 0, 0, 1, 0, 0, 0, 0, 0.5, -0.5], 1e-6);
  });

  it('exercise 3: a code that is named with probability 0.9 has a bound of 2.197 nats', () => {
    const sure = tf.log(tf.tensor1d([0.9, ...new Array<number>(9).fill(0.1 / 9)]));
    const bound = Math.LN10 + tf.logSoftmax(sure).dataSync()[0];
    assertClose([bound], [2.197], 5e-4);
  });
});
