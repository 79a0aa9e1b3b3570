import assert from 'node:assert/strict';

import { tf } from '../../lib/backend';
import { sampleRing } from '../../lib/data/points';
import { drawScatter } from '../../lib/figures';
import { COLOURS } from '../../lib/figures/palette';
import { Random } from '../../lib/random';
import { assertClose } from '../assert-close';
import { placesOf, shareOf } from './picture-pixels';
import { assertSnapshot } from './snapshot';

const OPTIONS = { limits: [-2, 2] as const, width: 100, alt: 'points', opacity: 1 };

describe('drawScatter', () => {
  it('puts points where they belong, y upwards', async () => {
    const [dot, other] = [tf.tensor2d([[-1, -1]]), tf.tensor2d([[1, 0.5]])];
    const middles = await Promise.all([dot, other].map((points) => middleOf(points)));
    tf.dispose([dot, other]);
    // 2 and 1.5 units of 25 CSS pixels each, of which each is 2 in the file.
    assertClose(middles[1][0] - middles[0][0], 100, 1);
    assertClose(middles[1][1] - middles[0][1], -75, 1);
  });

  it('draws points as large as it is told', async () => {
    const points = tf.tensor2d([[0, 0]]);
    const picture = await drawScatter([{ name: 'a', points }], { ...OPTIONS, pointSize: 20 });
    points.dispose();
    // A circle of 40 pixels in the file; its edge, 126 pixels long, is paler.
    assertClose(placesOf(picture, COLOURS[0]).length, Math.PI * 20 * 20, 126);
  });

  it('does not draw points outside the limits, nor NaN', async () => {
    const points = tf.tensor2d([[3, 0], [0, -3], [NaN, 0]]); // prettier-ignore
    const picture = await drawScatter([{ name: 'a', points }], OPTIONS);
    points.dispose();
    assert.equal(shareOf(picture, COLOURS[0]), 0);
  });

  it('tells six sets apart by colour and shape', async () => {
    const sets = Array.from({ length: 6 }, (_, i) => ({
      name: `set ${i}`,
      points: tf.tensor2d([[(i - 2.5) / 2, 0]]),
    }));
    const picture = await drawScatter(sets, { ...OPTIONS, width: 380, pointSize: 14 });
    sets.forEach(({ points }) => points.dispose());
    for (const colour of COLOURS) assert.ok(shareOf(picture, colour) > 0, colour);
    assertSnapshot('scatter-shapes', picture);
  });

  it('draws 5,000 points in under 60 KB', async () => {
    const random = new Random(1);
    const real = sampleRing(2500, random);
    const fake = random.normal<tf.Rank.R2>([2500, 2]);
    const sets = [
      { name: 'real', points: real },
      { name: 'fake', points: fake },
    ];
    const { data } = await drawScatter(sets, { limits: [-2, 2], alt: 'points' });
    tf.dispose([real, fake]);
    assert.ok(data.length < 60 * 1024, `${data.length} bytes`);
  });

  it('refuses no set, points in space, limits that do not rise, and what is no opacity or size', async () => {
    const points = tf.zeros<tf.Rank.R2>([1, 2]);
    const inSpace = tf.zeros<tf.Rank.R2>([1, 3]);
    const draw = (more: object, own = points) =>
      drawScatter([{ name: 'a', points: own }], { ...OPTIONS, ...more });
    const refusals: readonly [Promise<unknown>, string][] = [
      [drawScatter([], OPTIONS), '1 to 6 sets of points, but got 0'],
      [draw({}, inSpace), 'points of shape [n, 2], but got [1, 3]'],
      [draw({ limits: [1, 1] }), 'limits to rise, but got 1 and 1'],
      [draw({ opacity: 0 }), 'opacity above 0 and at most 1, but got 0'],
      [draw({ pointSize: -1 }), 'pointSize to be a number above 0, but got -1'],
    ];
    for (const [refused, message] of refusals) {
      await assert.rejects(refused, { name: 'RangeError', message: `expected ${message}` });
    }
    tf.dispose([points, inSpace]);
  });
});

/** Mean place of a picture's pixels in the first colour. */
async function middleOf(points: tf.Tensor2D): Promise<number[]> {
  const places = placesOf(await drawScatter([{ name: 'a', points }], OPTIONS), COLOURS[0]);
  return [0, 1].map((k) => places.reduce((sum, place) => sum + place[k], 0) / places.length);
}
