import assert from 'node:assert/strict';

import { tf } from '../../lib/backend';
import { type SkeletonOptions, drawMotion, drawSkeletons } from '../../lib/figures';
import { COLOURS } from '../../lib/figures/palette';
import { assertClose } from '../assert-close';
import { readGif } from './gif-frames';
import { placesOf } from './picture-pixels';
import { assertSnapshot } from './snapshot';

/** A stroke from the first joint to the second. */
const STICK = { alt: 'figures', limbs: [{ name: 'stick', bones: [[0, 1]] as const }], size: 116 };
/** Upright, 1 high: 100 CSS pixels, with 8 above and below, after a gap of 12. */
const UPRIGHT = [[0, 0], [0, 1]]; // prettier-ignore

describe('drawSkeletons', () => {
  it('draws bones from joint to joint on the floor, up above', () => {
    const ys = placesOf(draw([UPRIGHT]), COLOURS[0]).map(([, y]) => y);
    assertClose(Math.min(...ys), 2 * (12 + 8) - 3, 1); // lines are 3 wide, with round ends
    assertClose(Math.max(...ys), 2 * (12 + 108) + 2, 1);
  });

  it('draws all figures at one scale, each in the middle of its place', () => {
    const small = [[5, 0], [5, 0.5]]; // prettier-ignore
    const places = placesOf(draw([UPRIGHT, small]), COLOURS[0]);
    const xs = places.map(([x]) => x);
    const middle = (Math.min(...xs) + Math.max(...xs)) / 2;
    const heights = [true, false].map((isLeft) => {
      const ys = places.filter(([x]) => x < middle === isLeft).map(([, y]) => y);
      return Math.max(...ys) - Math.min(...ys);
    });
    assertClose(heights[0] - heights[1], 100, 2);
  });

  it('turns figures in space: what reaches to the front reaches to the left from the right', () => {
    // A body, and an arm to the front: seen from the right it points to the left, from the left to the right.
    const limbs = [{ name: 'body', bones: [[0, 1]] as const }, { name: 'arm', bones: [[1, 2]] as const }]; // prettier-ignore
    const pose = [[0, 0, 0], [0, 1, 0], [0, 1, 0.5]]; // prettier-ignore
    const reach = (azimuth: number) => {
      const picture = draw([pose], { limbs, azimuth });
      const [body, arm] = [0, 1].map((i) =>
        placesOf(picture, COLOURS[i])
          .filter(([, y]) => y > 2 * (12 + 24))
          .map(([x]) => x),
      );
      return arm.length === 0 ? 0 : (Math.min(...arm) + Math.max(...arm)) / 2 - Math.max(...body);
    };
    assert.ok(reach(90) < -20 && reach(-90) > 20, `${reach(90)}, ${reach(-90)}`);
  });

  it('draws nearer limbs on top, whatever their order', () => {
    const limbs = [0, 1].map((i) => ({ name: String(i), bones: [[2 * i, 2 * i + 1]] as const }));
    const share = (near: number) => {
      const pose = [[0, 0, near], [0, 1, near], [0, 0, -near], [0, 1, -near]]; // prettier-ignore
      const picture = draw([pose], { limbs });
      return placesOf(picture, COLOURS[0]).filter(([, y]) => y > 2 * (12 + 24)).length;
    };
    assert.ok(share(1) > 500);
    assert.equal(share(-1), 0);
  });

  it('has a head, a legend and words', () => {
    const limbs = [
      { name: 'trunk', bones: [[0, 1]] as const },
      { name: 'left', bones: [[0, 2], [1, 4]] as const }, // prettier-ignore
      { name: 'right', bones: [[0, 3], [1, 5]] as const }, // prettier-ignore
    ];
    const pose = [[0, 1], [0, 1.8], [-0.3, 0], [0.3, 0], [-0.5, 1.2], [0.5, 1.4]]; // prettier-ignore
    const words = { names: ['a', 'b'], captions: ['first', 'second'] };
    assertSnapshot('skeletons', draw([pose, pose], { limbs, head: 1, ...words }));
  });

  it('refuses other shapes, joints that there are not, and places that are not finite', () => {
    const cases: readonly [tf.Tensor, Partial<SkeletonOptions>, string][] = [
      [tf.zeros([2, 2]), {}, 'poses of shape [count, joints, 2 or 3], but got [2, 2]'],
      [tf.zeros([1, 2, 4]), {}, 'poses of shape [count, joints, 2 or 3], but got [1, 2, 4]'],
      [tf.zeros([0, 2, 2]), {}, 'poses of shape [count, joints, 2 or 3], but got [0, 2, 2]'],
      [tf.zeros([1, 1, 2]), {}, 'a joint to be an integer from 0 to 0, but got 1'],
      [tf.zeros([1, 2, 2]), { head: 2 }, 'a joint to be an integer from 0 to 1, but got 2'],
      [tf.fill([1, 2, 2], NaN), {}, 'finite places, but got NaN'],
      [tf.zeros([1, 2, 2]), { limbs: [] }, '1 to 6 limbs, but got 0'],
      [tf.zeros([1, 2, 2]), { size: 0 }, 'size to be a number above 0, but got 0'],
    ]; // prettier-ignore
    for (const [poses, options, message] of cases) {
      const refused = () => drawSkeletons(poses as tf.Tensor3D, { ...STICK, ...options }); // any rank: that is the case
      assert.throws(refused, { name: 'RangeError', message: `expected ${message}` });
      poses.dispose();
    }
  });
});

describe('drawMotion', () => {
  it('plays all motions at once, pose by pose', async () => {
    // One figure shrinks, the other grows.
    const stick = (height: number) => [[0, 0], [0, height]]; // prettier-ignore
    const motions = tf.tensor4d([[1, 0.5].map(stick), [0.5, 1].map(stick)]);
    const before = tf.memory().numTensors;
    const { data } = await drawMotion(motions, { ...STICK, delayMs: 40 });
    assert.equal(tf.memory().numTensors, before);
    motions.dispose();
    const { frames, width, height } = readGif(data);
    const tall = frames.map(({ at }) => {
      const columns = [0, 1].map((half) => {
        const xs = Array.from({ length: width >> 1 }, (_, x) => x + half * (width >> 1));
        const ys = Array.from({ length: height }, (_, y) => y);
        return ys.filter((y) => xs.some((x) => at(x, y)[0] < 60)).length; // blue has no red
      });
      return columns[0] - columns[1];
    });
    assert.deepEqual(
      frames.map(({ delayMs }) => delayMs),
      [40, 40],
    );
    assertClose(tall[0], 50, 3);
    assertClose(tall[1], -50, 3);
  });

  it('refuses motions of another shape', async () => {
    const motions = tf.zeros([1, 2, 2]) as unknown as tf.Tensor4D; // that it is none is the case
    await assert.rejects(drawMotion(motions, STICK), {
      name: 'RangeError',
      message: 'expected motions of shape [count, frames, joints, 2 or 3], but got [1, 2, 2]',
    });
    motions.dispose();
  });
});

function draw(poses: number[][][], options: Partial<SkeletonOptions> = {}) {
  const tensor = tf.tensor3d(poses);
  const picture = drawSkeletons(tensor, { ...STICK, ...options });
  tensor.dispose();
  return picture;
}
