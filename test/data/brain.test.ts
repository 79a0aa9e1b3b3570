import assert from 'node:assert/strict';

import {
  BRAIN_DIRECTIONS,
  BRAIN_SET,
  type BrainSlices,
  loadBrainSlices,
} from '../../lib/data/brain';
import { describeDamages } from './damaged-sets';

const SIZE = 64 ** 2;

describe('loadBrainSlices', () => {
  let train: BrainSlices;
  let test: BrainSlices;
  before(() => ({ train, test } = loadBrainSlices()));

  it('has slices of 64×64 and as many masks, in all three directions', () => {
    for (const { images, masks, directions, positions } of [train, test]) {
      const count = positions.length;
      assert.deepEqual(
        [images.shape, masks.shape],
        [
          [count, 64, 64, 1],
          [count, 64, 64, 1],
        ],
      );
      assert.equal(images.data.length, count * SIZE);
      assert.equal(new Set(directions).size, BRAIN_DIRECTIONS.length);
    }
    assert.deepEqual([train.positions.length, test.positions.length], [131, 56]);
  });

  it('holds out slabs: nothing that is trained on is nearer than 6 mm, in one direction', () => {
    test.positions.forEach((position, i) =>
      train.positions.forEach((other, j) => {
        if (test.directions[i] !== train.directions[j]) return;
        assert.ok(Math.abs(position - other) >= 6, `${position}, ${other}`);
      }),
    );
  });

  it('has masks of 0 and 255 that lie within the head', () => {
    for (const { images, masks } of [train, test]) {
      assert.deepEqual([...new Set(masks.data)].sort(), [0, 255]);
      let [dark, brain] = [0, 0];
      masks.data.forEach((value, i) => {
        if (value === 0) return;
        brain++;
        if (images.data[i] < 20) dark++;
      });
      assert.ok(dark / brain < 0.01, `${dark / brain}`);
    }
  });

  it('has of 1.5 to 2 litres of brain its share: 30 to 45 % of the middle slices', () => {
    const middle = [...train.positions.keys()].filter(
      (i) => train.directions[i] === 0 && Math.abs(train.positions[i]) < 10,
    );
    assert.ok(middle.length > 5);
    for (const i of middle) {
      const mask = train.masks.data.subarray(i * SIZE, (i + 1) * SIZE);
      const share = mask.filter((value) => value > 0).length / SIZE;
      assert.ok(share > 0.3 && share < 0.45, `${share}`);
    }
  });

  it('stands upright: what is seen from the front has more head above the middle of the brain than air', () => {
    const i = train.directions.indexOf(BRAIN_DIRECTIONS.indexOf('coronal')) + 12;
    const picture = train.images.data.subarray(i * SIZE, (i + 1) * SIZE);
    const bright = (from: number, to: number) =>
      picture.subarray(from * 64, to * 64).filter((value) => value > 20).length;
    assert.equal(bright(0, 3), 0); // air above
    assert.ok(bright(50, 58) > 100); // neck below
  });

  describeDamages(BRAIN_SET, loadBrainSlices);
});
