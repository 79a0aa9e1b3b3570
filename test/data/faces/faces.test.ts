import assert from 'node:assert/strict';

import { FIRST_HELD_OUT } from '../../../lib/data/choices';
import type { Face } from '../../../lib/data/faces/face';
import { type Faces, drawFaces, makeFaces } from '../../../lib/data/faces/faces';
import { EXPRESSIONS } from '../../../lib/data/faces/person';
import type { ByteImages } from '../../../lib/data/images';

/** Places of pixels in which two pictures differ, as rows and columns. */
function changes({ shape, data }: ByteImages): { row: number; column: number }[] {
  const [, , width, channels] = shape;
  const size = data.length / 2;
  const places = Array.from({ length: size / channels }, (_, i) => i).filter((i) =>
    [0, 1, 2].some((k) => data[i * channels + k] !== data[size + i * channels + k]),
  );
  return places.map((i) => ({ row: Math.floor(i / width), column: i % width }));
}

const brightness = ({ data }: ByteImages) => data.reduce((a, b) => a + b, 0) / data.length;

describe('makeFaces', () => {
  let train: Faces;
  let test: Faces;
  before(() => ({ train, test } = makeFaces({ train: 300, test: 30, seed: 1 })));

  it('makes as many as asked for, 32×32 in colour', () => {
    assert.deepEqual(train.images.shape, [300, 32, 32, 3]);
    assert.deepEqual(test.images.shape, [30, 32, 32, 3]);
    assert.deepEqual([train.faces.length, test.faces.length], [300, 30]);
  });

  it('has people to test with whose numbers no seed gives for training', () => {
    const other = makeFaces({ train: 20, test: 0, seed: 99 }).train;
    for (const { person } of [...train.faces, ...other.faces]) {
      assert.ok(person.number < FIRST_HELD_OUT);
    }
    for (const { person } of test.faces) assert.ok(person.number >= FIRST_HELD_OUT);
  });

  it('makes the same faces again, and the same test whatever is trained on', () => {
    const again = makeFaces({ train: 3, test: 30, seed: 1 });
    assert.deepEqual(again.test, test);
    assert.deepEqual(again.train.faces, train.faces.slice(0, 3));
  });

  it('shows every expression, and glasses on a quarter', () => {
    const expressions = new Set(train.faces.map(({ expression }) => expression));
    assert.equal(expressions.size, EXPRESSIONS.length);
    const share = train.faces.filter(({ glasses }) => glasses).length / train.faces.length;
    assert.ok(Math.abs(share - 0.25) < 0.075, `${share}`); // ± 3 standard deviations of 300 draws
  });

  it('draws factors that tell nothing of each other', () => {
    const factors = train.faces.map((face) => [
      ...[face.yaw, face.lightAzimuth, Number(face.glasses), EXPRESSIONS.indexOf(face.expression)],
      ...[face.person.sex, face.person.age, face.person.skin, face.person.families[0]],
    ]);
    for (let a = 0; a < 8; a++) {
      for (let b = 0; b < a; b++) {
        const found = correlation(
          factors.map((values) => values[a]),
          factors.map((values) => values[b]),
        );
        assert.ok(Math.abs(found) < 4 / Math.sqrt(300), `${a}, ${b}: ${found}`); // 4 standard deviations
      }
    }
  });

  it('throws when a count is negative', () => {
    assert.throws(
      () => makeFaces({ train: 1, test: -1, seed: 1 }),
      /expected test to be an integer of at least 0, but got -1/,
    );
  });
});

describe('drawFaces', () => {
  const [face] = makeFaces({ train: 0, test: 1, seed: 4 }).test.faces;
  const plain: Face = {
    ...{ ...face, expression: 'neutral', yaw: 0, pitch: 0, roll: 0, glasses: false },
    ...{ lightAzimuth: 0, lightElevation: 0, background: [0.5, 0.5, 0.5] },
  };
  const pair = (change: Partial<Face>) => drawFaces([plain, { ...plain, ...change }]);

  it('draws in the size asked for', () => {
    assert.deepEqual(drawFaces([plain], { size: 48 }).shape, [1, 48, 48, 3]);
  });

  it('changes nothing but the middle of the face when glasses are put on', () => {
    const found = changes(pair({ glasses: true }));
    assert.ok(found.length > 60, `${found.length} pixels`);
    assert.ok(found.every(({ row }) => row >= 8 && row <= 19));
  });

  it('changes the lower half when a face smiles, and more so with more strength', () => {
    const smile = changes(pair({ expression: 'smile' }));
    const slight = changes(pair({ expression: 'smile', strength: 0.2 }));
    assert.ok(
      smile.length > slight.length && slight.length > 5,
      `${smile.length}, ${slight.length}`,
    );
    assert.equal(changes(pair({ expression: 'smile', strength: 0 })).length, 0);
    const lower = smile.filter(({ row }) => row > 14).length / smile.length; // the eyes are at 14
    assert.ok(lower > 0.75, `${lower}`);
  });

  it('is darker on the side away from the light', () => {
    const images = pair({ lightAzimuth: 70 });
    const side = (from: number, to: number) => {
      let sum = 0;
      for (let row = 12; row < 22; row++) {
        for (let column = from; column < to; column++)
          sum += images.data[((32 + row) * 32 + column) * 3];
      }
      return sum;
    };
    assert.ok(side(10, 15) < 0.7 * side(17, 22), `${side(10, 15)}, ${side(17, 22)}`);
  });

  it('is brighter for lighter skin', () => {
    const drawn = [0, 1].map((skin) =>
      drawFaces([{ ...plain, person: { ...plain.person, skin } }]),
    );
    assert.ok(brightness(drawn[1]) > brightness(drawn[0]) + 20);
  });

  it('leaves the corners to the background', () => {
    const { data } = drawFaces([{ ...plain, background: [1, 0, 0] }]);
    for (const column of [0, 31]) {
      assert.deepEqual([...data.subarray(3 * column, 3 * column + 3)], [255, 0, 0]);
    }
  });

  it('throws on a size that is none', () => {
    assert.throws(
      () => drawFaces([plain], { size: 0 }),
      /expected size to be an integer of at least 1/,
    );
  });
});

function correlation(a: readonly number[], b: readonly number[]): number {
  const centred = (values: readonly number[]) => {
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    return values.map((value) => value - mean);
  };
  const [x, y] = [centred(a), centred(b)];
  const dot = (u: readonly number[], v: readonly number[]) =>
    u.reduce((s, value, i) => s + value * v[i], 0);
  return dot(x, y) / Math.sqrt(dot(x, x) * dot(y, y));
}
