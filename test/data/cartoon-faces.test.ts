import assert from 'node:assert/strict';

import { CARTOON_GLASSES, type CartoonFaces, makeCartoonFaces } from '../../lib/data/cartoon-faces';
import { FIRST_HELD_OUT } from '../../lib/data/choices';

describe('makeCartoonFaces', () => {
  let train: CartoonFaces;
  let test: CartoonFaces;
  before(async () => ({ train, test } = await makeCartoonFaces({ train: 60, test: 20, seed: 1 })));
  const picture = ({ data }: { data: Uint8Array }, i: number) =>
    data.subarray(i * 3072, (i + 1) * 3072);

  it('makes as many as asked for, with glasses and without', () => {
    assert.deepEqual(train.withGlasses.shape, [60, 32, 32, 3]);
    assert.deepEqual(train.withoutGlasses.shape, [60, 32, 32, 3]);
    assert.deepEqual([train.faces.length, test.faces.length], [60, 20]);
  });

  it('changes the middle of the face when glasses are put on, and nothing else', () => {
    for (let i = 0; i < 60; i++) {
      const [on, off] = [picture(train.withGlasses, i), picture(train.withoutGlasses, i)];
      const changed = [...on.keys()].filter((at) => on[at] !== off[at]);
      const rows = changed.map((at) => Math.floor(at / 96));
      assert.ok(changed.length > 60, `${changed.length}`);
      assert.ok(Math.min(...rows) >= 8 && Math.max(...rows) <= 22, `${train.faces[i].glasses}`);
    }
  });

  it('has other faces to test with: other numbers, and no picture on both sides', () => {
    assert.ok(train.faces.every(({ number }) => number < FIRST_HELD_OUT));
    assert.ok(test.faces.every(({ number }) => number >= FIRST_HELD_OUT));
    const known = new Set(train.faces.map((_, i) => picture(train.withoutGlasses, i).join()));
    assert.ok(test.faces.every((_, i) => !known.has(picture(test.withoutGlasses, i).join())));
  });

  it('says what each shows', () => {
    const glasses: readonly string[] = CARTOON_GLASSES;
    for (const face of [...train.faces, ...test.faces]) {
      assert.ok(glasses.includes(face.glasses));
      assert.match(face.skinColor, /^#[0-9a-f]{6}$/);
      assert.notEqual(face.mouth, 'undefined');
    }
    const share = train.faces.filter(({ facialHair }) => facialHair !== null).length / 60;
    assert.ok(share > 0 && share < 0.3, `${share}`); // one in ten
  });

  it('makes the same again', async () => {
    const again = await makeCartoonFaces({ train: 0, test: 20, seed: 1 });
    assert.deepEqual(again.test, test);
  });

  it('throws on a size that is none', async () => {
    await assert.rejects(
      makeCartoonFaces({ train: 1, test: 1, seed: 1, size: 0 }),
      /expected size to be an integer of at least 1, but got 0/,
    );
  });
});
