import assert from 'node:assert/strict';

import { tf } from '../../lib/backend';
import { cutWindows } from '../../lib/data/motion/windows';
import { loadMotions } from '../../lib/data/motion/motions';
import { JOINTS } from '../../lib/data/motion/skeleton';
import { jointPlaces, measureMotion } from '../../lib/metrics/motion';
import { assertClose } from '../assert-close';

describe('measureMotion', function () {
  this.timeout(30_000);
  const windows = cutWindows(loadMotions().train.slice(0, 2), { secondsBetween: 0.2 });
  const places = () => jointPlaces(windows.poses);

  /** A body that stays in its first pose, moved by what a function says of each frame. */
  const moved = (by: (frame: number) => [number, number, number]) => {
    const still = tf.tile(tf.slice(places(), [0, 0, 0, 0], [1, 1, -1, -1]), [1, 16, 1, 1]);
    const path = tf.tensor4d(Array.from({ length: 16 }, (_, i) => by(i)).flat(), [1, 16, 1, 3]);
    return tf.add<tf.Tensor4D>(still, path);
  };

  it('finds bones of poses as long as they are, and longer ones in a body that is blown up', () => {
    assert.deepEqual(places().shape, [windows.count, 16, JOINTS.length, 3]);
    assertClose([measureMotion(places()).boneError], [0], 1e-5);
    assertClose([measureMotion(tf.mul<tf.Tensor4D>(places(), 1.1)).boneError], [0.1], 1e-5);
  });

  it('tells speed and acceleration', () => {
    const still = measureMotion(moved(() => [0, 0, 0]));
    assertClose([still.speed, still.acceleration], [0, 0], 1e-5);
    // A tenth of a metre a frame, twelve frames a second.
    const even = measureMotion(moved((frame) => [0, 0, 0.1 * frame]));
    assertClose([even.speed, even.acceleration], [1.2, 0], 1e-3);
    // x = t²/2: an acceleration of 1.
    const falling = measureMotion(moved((frame) => [0, 0, (frame / 12) ** 2 / 2]));
    assertClose([falling.acceleration], [1], 1e-2);
  });

  it('finds a body that is lifted off the floor, and feet that slide only while they are on it', () => {
    const low = tf.min(tf.slice(places(), [0, 0, 0, 1], [1, 1, -1, 1])).dataSync()[0];
    const floored = (y: number, speed: number) => moved((frame) => [0, y - low, (speed * frame) / 12]); // prettier-ignore
    assertClose([measureMotion(floored(0, 0)).offFloor, measureMotion(floored(0.5, 0)).offFloor], [0, 0.5], 1e-5); // prettier-ignore
    assertClose([measureMotion(floored(0, 0.7)).sliding, measureMotion(floored(0.5, 0.7)).sliding], [0.7, 0], 1e-4); // prettier-ignore
  });

  it('finds that captured bodies move, on the floor', () => {
    const { speed, acceleration, offFloor } = measureMotion(places());
    assert.ok(speed > 0.1 && speed < 5, `${speed}`);
    assert.ok(acceleration > 1 && acceleration < 60, `${acceleration}`);
    assert.ok(offFloor < 0.2, `${offFloor}`);
  });
});
