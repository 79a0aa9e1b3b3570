import assert from 'node:assert/strict';

import { placeLabels } from '../../lib/figures/label-places';

const AREA = { width: 300, height: 200, lineHeight: 12 };

describe('placeLabels', () => {
  it('puts a label to the right of its point', () => {
    const [{ dx, dy, align }] = placeLabels([{ x: 100, y: 100, width: 50 }], AREA);
    assert.deepEqual([dx > 0, dy, align], [true, 0, 'left']);
  });

  it('puts it to the left where the area ends', () => {
    const [{ align }] = placeLabels([{ x: 280, y: 100, width: 50 }], AREA);
    assert.equal(align, 'right');
  });

  it('puts it above where points are on both sides', () => {
    const beside = [70, 130].map((x) => ({ x, y: 100, width: 0 }));
    const [{ dy, align }] = placeLabels([{ x: 100, y: 100, width: 50 }, ...beside], AREA);
    assert.deepEqual([dy < 0, align], [true, 'center']);
  });

  it('does not cover a label that has its place', () => {
    // To its right the second point's label would lie over the first point and its label.
    const points = [100, 90].map((x, i) => ({ x, y: 100 + 4 * i, width: 60 }));
    const aligned = placeLabels(points, AREA).map(({ align }) => align);
    assert.deepEqual(aligned, ['left', 'right']);
  });

  it('does not cover error bars', () => {
    const [{ dy }] = placeLabels([{ x: 150, y: 100, width: 50, reach: [40, 0] }], AREA);
    assert.notEqual(dy, 0);
  });
});
