import assert from 'node:assert/strict';

import {
  FURNITURE_CLASSES,
  FURNITURE_SET,
  type Furniture,
  loadFurniture,
} from '../../lib/data/furniture';
import { overlapOf } from '../../tools/data/families';
import { describeDamages } from './damaged-sets';

const CELLS = 16 ** 3;
const shapeAt = ({ shapes }: Pick<Furniture, 'shapes'>, i: number) =>
  shapes.data.subarray(i * CELLS, (i + 1) * CELLS);

describe('loadFurniture', () => {
  let train: Furniture;
  let test: Furniture;
  before(() => ({ train, test } = loadFurniture()));

  it('has 215 pieces, one in five of them held out', () => {
    assert.deepEqual([train.names.length, test.names.length], [171, 44]);
    for (const { names, labels, shapes } of [train, test]) {
      assert.deepEqual(shapes.shape, [names.length, 16, 16, 16]);
      assert.equal(shapes.data.length, names.length * CELLS);
      assert.equal(labels.length, names.length);
    }
  });

  it('has all six classes on both sides, named as they are', () => {
    for (const { names, labels } of [train, test]) {
      assert.equal(new Set(labels).size, FURNITURE_CLASSES.length);
      const chair = FURNITURE_CLASSES.indexOf('chair');
      names.forEach((name, i) =>
        assert.equal(/chair|stool|\bbench/i.test(name), labels[i] === chair, name),
      );
    }
  });

  it('has nothing held out that shares nine tenths of its cells with what is trained on', () => {
    test.names.forEach((name, i) =>
      train.names.forEach((other, j) =>
        assert.ok(overlapOf(shapeAt(test, i), shapeAt(train, j)) < 0.9, `${name}, ${other}`),
      ),
    );
  });

  it('fills the cube with the longest side, from the floor on', () => {
    for (const part of [train, test]) {
      part.names.forEach((name, i) => {
        const filled = [...shapeAt(part, i)].flatMap((cell, at) => (cell ? [at] : []));
        const widths = [256, 16, 1].map((stride) => {
          const places = filled.map((at) => Math.floor(at / stride) % 16);
          return Math.max(...places) - Math.min(...places) + 1;
        });
        assert.equal(Math.max(...widths), 16, name);
        assert.ok(shapeAt(part, i).subarray(0, 256).includes(1), `${name} stands on the floor`);
      });
    }
  });

  it('shows chairs from the front: their upper half is more at the back than the lower one', () => {
    const depthOf = (cells: Uint8Array) => {
      const places = [...cells].flatMap((cell, at) => (cell ? [Math.floor(at / 16) % 16] : []));
      return places.reduce((sum, place) => sum + place, 0) / places.length;
    };
    const chairs = train.names.flatMap((name, i) => (/^(Oak )?chair$/i.test(name) ? [i] : []));
    const right = chairs.filter((i) => {
      const cells = shapeAt(train, i);
      return depthOf(cells.subarray(CELLS / 2)) < depthOf(cells.subarray(0, CELLS / 2));
    });
    assert.ok(right.length / chairs.length > 0.9, `${right.length} of ${chairs.length}`);
  });

  describeDamages(FURNITURE_SET, loadFurniture);
});
