import assert from 'node:assert/strict';

import { drawFigures } from '../../../lib/data/motion/figures';
import { POSE_SIZE, TURNING } from '../../../lib/data/motion/skeleton';

describe('drawFigures', () => {
  const pose = new Float32Array(POSE_SIZE);
  pose.set([5, 0.88, -3]);
  TURNING.forEach((_, i) => (pose[3 + 4 * i] = 1));
  const drawn = (azimuth: number) => {
    const { shape, data } = drawFigures(pose, { azimuth, size: 64 });
    assert.deepEqual(shape, [1, 64, 64, 1]);
    const at = (row: number, column: number) => data[row * 64 + column];
    return { at, data };
  };

  it('stands in the middle, its feet on the floor at a sixteenth from below, wherever it is', () => {
    const { data, at } = drawn(0);
    const rows = Array.from({ length: 64 }, (_, row) => row).filter((row) =>
      data.subarray(row * 64, (row + 1) * 64).some((grey) => grey > 0),
    );
    const floor = 64 * (15 / 16);
    assert.ok(Math.abs(rows[rows.length - 1] - floor) <= 2, `${rows[rows.length - 1]}`);
    assert.equal(at(30, 32), 200); // the trunk
    assert.equal(at(0, 0), 0);
  });

  it('has a brighter right side: at the left when seen from the front, at the right from behind', () => {
    const [armRow, armColumns] = [34, [25, 37]]; // ± 0.18 m of 2.1 m across 64 pixels
    const grey = (azimuth: number) => armColumns.map((column) => drawn(azimuth).at(armRow, column));
    assert.deepEqual(grey(0), [255, 140]);
    assert.deepEqual(
      grey(180)
        .reverse()
        .map((value) => Math.round(value / 10)),
      [26, 14],
    );
  });

  it('shows the near arm before the far one: from the side that the viewer is on', () => {
    const arms = [90, 270].map((azimuth) => {
      const { data } = drawn(azimuth);
      return Math.max(...data.subarray(34 * 64, 35 * 64));
    });
    assert.equal(arms[0], 255); // seen from its right
    assert.ok(arms[1] < 255);
  });

  it('throws on a size that is none', () => {
    assert.throws(
      () => drawFigures(pose, { azimuth: 0, size: 0.5 }),
      /expected size to be an integer of at least 1, but got 0.5/,
    );
  });
});
