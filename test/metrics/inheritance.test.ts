import assert from 'node:assert/strict';

import { inheritedShare } from '../../lib/metrics/inheritance';

describe('inheritedShare', () => {
  const mother = { hair: [0, 1, 2], skin: [0, 0, 0] };
  const father = { hair: [3, 1, 0], skin: [1, 0, 0] };

  it('counts attributes that one of the parents has', () => {
    const children = { hair: [3, 1, 1], skin: [0, 1, 0] }; // not the hair of the third and the skin of the second
    assert.equal(inheritedShare(children, [mother, father]), 4 / 6);
    assert.equal(inheritedShare(mother, [mother]), 1);
    assert.equal(inheritedShare({ hair: [9, 9, 9], skin: [9, 9, 9] }, [mother, father]), 0);
  });

  it('throws where attributes or numbers differ', () => {
    assert.throws(() => inheritedShare({ hair: [1, 2] }, [mother]), {
      name: 'RangeError',
      message: 'expected the same attributes of as many children and parents, but got 2, 3 of hair',
    });
    assert.throws(() => inheritedShare(mother, [{ hair: [1, 2, 3] }]), RangeError);
    assert.throws(() => inheritedShare({}, [mother]), RangeError);
  });
});
