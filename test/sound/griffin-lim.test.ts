import assert from 'node:assert/strict';

import { tf } from '../../lib/backend';
import { Random } from '../../lib/random';
import { griffinLim } from '../../lib/sound/griffin-lim';
import { magnitudesOf, shortTimeFourier } from '../../lib/sound/short-time-fourier';

const window = { windowLength: 64, hop: 16 };
const { analyse } = shortTimeFourier(window);

/** Two notes of 1,024 samples that fade. */
const notes = () =>
  tf.tensor2d(
    [5, 9].map((turns) =>
      Array.from(
        { length: 1024 },
        (_, t) => Math.exp(-t / 400) * Math.sin((2 * Math.PI * turns * t) / 64),
      ),
    ),
  );

/** ‖|S| − wanted‖ / ‖wanted‖ */
const off = (waves: tf.Tensor2D, wanted: tf.Tensor3D) =>
  tf.div(tf.norm(tf.sub(magnitudesOf(analyse(waves)), wanted)), tf.norm(wanted)).dataSync()[0];

describe('griffinLim', () => {
  const wanted = () => magnitudesOf(analyse(notes()));
  const found = (iterations: number, seed = 1) =>
    griffinLim(wanted(), { ...window, iterations, random: new Random(seed) });

  it('comes nearer to the magnitudes with each turn, as the paper proves', () => {
    const errors = [0, 1, 2, 4, 8, 16, 32].map((iterations) => off(found(iterations), wanted()));
    errors.slice(1).forEach((error, i) => assert.ok(error < errors[i], `${errors}`));
    assert.ok(errors[6] < errors[0] / 3, `${errors}`);
  });

  it('makes waves as long as the frames, two runs the same, and others from other phases', () => {
    const [a, again, other] = [found(4), found(4), found(4, 2)];
    assert.deepEqual(a.shape, [2, 1024]);
    assert.deepEqual(a.dataSync(), again.dataSync());
    assert.notDeepEqual(a.dataSync(), other.dataSync());
  });

  it('keeps silence, and throws on bins of another window', () => {
    const silent = griffinLim(tf.zeros([1, 8, 33]), { ...window, random: new Random(1) });
    assert.ok(silent.dataSync().every((each) => each === 0));
    assert.throws(() => griffinLim(tf.zeros([1, 8, 17]), { ...window, random: new Random(1) }), {
      name: 'RangeError',
      message: 'expected 33 bins, but got 17',
    });
  });

  it('leaves no tensors behind but its own', () => {
    const magnitudes = wanted();
    const before = tf.memory().numTensors;
    griffinLim(magnitudes, { ...window, iterations: 2, random: new Random(1) });
    assert.equal(tf.memory().numTensors, before + 1);
  });
});
