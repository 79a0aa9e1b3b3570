import assert from 'node:assert/strict';

import { CLOTHES, FASHION_SET, type Fashion, loadFashion } from '../../lib/data/fashion';
import { describeDamages } from './damaged-sets';

describe('loadFashion', () => {
  let train: Fashion;
  let test: Fashion;
  before(() => ({ train, test } = loadFashion()));

  it('has as many of each kind, in both parts', () => {
    for (const [part, each] of [
      [train, 300],
      [test, 200],
    ] as const) {
      // prettier-ignore
      assert.deepEqual(part.images.shape, [10 * each, 28, 28, 1]);
      const counts = CLOTHES.map((_, label) => part.labels.filter((own) => own === label).length);
      assert.deepEqual(counts, new Array(CLOTHES.length).fill(each));
    }
  });

  it('is in 32 shades from black to white', () => {
    const shades = new Set(train.images.data);
    assert.equal(shades.size, 32);
    assert.ok(shades.has(0) && shades.has(255));
  });

  it('shows no picture twice', () => {
    const size = 28 * 28;
    const pictures = [train, test].flatMap(({ images: { data, shape } }) =>
      Array.from({ length: shape[0] }, (_, i) =>
        Buffer.from(data.subarray(i * size, (i + 1) * size)).toString('latin1'),
      ),
    );
    assert.ok(new Set(pictures).size >= pictures.length - 5, `${new Set(pictures).size}`); // Fashion-MNIST itself has a few
  });

  it('shows what its label says: trousers are higher than they are wide, bags are not', () => {
    const widthOf = (label: number) => {
      const { data } = train.images;
      const places = [...train.labels.keys()].filter((i) => train.labels[i] === label);
      const columns = places.map((i) => {
        const lit = (column: number) =>
          Array.from({ length: 28 }, (_, row) => data[i * 784 + row * 28 + column]).some(
            (shade) => shade > 40,
          );
        return Array.from({ length: 28 }, (_, column) => lit(column)).filter(Boolean).length;
      });
      return columns.reduce((a, b) => a + b, 0) / places.length;
    };
    const [trousers, bags] = ['trousers', 'bag'].map((name) =>
      widthOf((CLOTHES as readonly string[]).indexOf(name)),
    );
    assert.ok(trousers < 18 && bags > 24, `${trousers} ${bags}`);
  });

  describeDamages(FASHION_SET, loadFashion);
});
