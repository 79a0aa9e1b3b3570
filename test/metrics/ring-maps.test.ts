import assert from 'node:assert/strict';

import { judgeRingMap } from '../../lib/metrics/ring-maps';
import { assertClose } from '../assert-close';

const MODES = [0, 1, 2, 3, 4, 5, 6, 7];

describe('judgeRingMap', () => {
  it('finds each of the 16 maps of eight modes', () => {
    const found = MODES.flatMap((turn) =>
      [1, -1].map((way) => {
        const to = MODES.map((k) => (8 + way * k + turn) % 8);
        const { map, isOneToOne, agreement } = judgeRingMap(MODES, to, 8);
        assert.deepEqual([isOneToOne, agreement], [true, 1]);
        assert.deepEqual(map, { turn, isMirrored: way < 0 });
        return JSON.stringify(map);
      }),
    );
    assert.equal(new Set(found).size, 16);
  });

  it('tells another order from a turn, and two modes in one from an order', () => {
    const swapped = judgeRingMap(MODES, [1, 0, 2, 3, 4, 5, 6, 7], 8);
    assert.deepEqual([swapped.isOneToOne, swapped.map], [true, undefined]);
    const joined = judgeRingMap(MODES, [0, 0, 2, 3, 4, 5, 6, 7], 8);
    assert.deepEqual([joined.isOneToOne, joined.map], [false, undefined]);
  });

  it('goes by the majority of a mode’s points', () => {
    // of mode 0 two points stay and one goes astray
    const { images, agreement } = judgeRingMap([0, 0, 0, 1], [0, 0, 1, 1], 2);
    assert.deepEqual(images, [0, 1]);
    assertClose(agreement, 3 / 4, 1e-9);
  });

  it('refuses a mode without points, and a number that is no mode', () => {
    assert.throws(
      () => judgeRingMap([0], [1], 2),
      /expected points of each mode, but got none of 1/,
    );
    assert.throws(() => judgeRingMap([0], [2], 2), /expected modes from 0 to 1, but got 0, 2/);
  });
});
