import assert from 'node:assert/strict';

import { TERRAIN_SET, type Terrain, loadHeights, loadTerrain } from '../../lib/data/terrain';
import { describeDamages } from './damaged-sets';

describe('loadHeights', () => {
  it('has the Earth from 75° north to 60° south', () => {
    const { shape, data } = loadHeights();
    assert.deepEqual(shape, [768, 2048]); // 135 of 180 degrees, of 1,024 rows
    assert.equal(data.length, 768 * 2048);
    const at = (latitude: number, longitude: number) =>
      data[
        Math.floor(((75 - latitude) / 180) * 1024) * 2048 +
          Math.floor(((longitude + 180) / 360) * 2048)
      ];
    assert.equal(at(0, -30), 0); // the Atlantic
    assert.ok(at(28, 86.9) > 120, `${at(28, 86.9)}`); // Himalaya
    assert.ok(at(-16, -68.5) > 100); // Andes
    assert.ok(at(52, 5) < 5); // the Netherlands
  });

  describeDamages(TERRAIN_SET, loadHeights);
});

describe('loadTerrain', () => {
  let train: Terrain;
  let test: Terrain;
  before(() => ({ train, test } = loadTerrain()));

  it('has about four times as many patches to train on as held out', () => {
    assert.deepEqual(train.heights.shape, [1187, 32, 32, 1]);
    assert.deepEqual(test.heights.shape, [272, 32, 32, 1]);
  });

  it('stretches each patch from 0 to 255, and says what its range was', () => {
    for (const { heights, ranges } of [train, test]) {
      assert.equal(ranges.length, heights.shape[0]);
      assert.ok(ranges.every((range) => range >= 16));
      for (let i = 0; i < ranges.length; i++) {
        const patch = heights.data.subarray(i * 1024, (i + 1) * 1024);
        assert.deepEqual([Math.min(...patch), Math.max(...patch)], [0, 255]);
      }
    }
  });

  it('shares no row of pixels between training and test', () => {
    const rowsOf = ({ heights: { data } }: Terrain) =>
      Array.from({ length: data.length / 32 }, (_, i) => data.subarray(i * 32, (i + 1) * 32))
        .filter((row) => new Set(row).size > 16) // rows that are not like another by chance
        .map((row) => row.join());
    const known = new Set(rowsOf(train));
    assert.equal(rowsOf(test).filter((row) => known.has(row)).length, 0);
  });
});
