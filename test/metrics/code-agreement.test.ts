import assert from 'node:assert/strict';

import { codeAgreement } from '../../lib/metrics/code-agreement';
import { Random } from '../../lib/random';
import { assertClose } from '../assert-close';

describe('codeAgreement', () => {
  it('is 1 for other names of the same thing', () => {
    assert.equal(codeAgreement([2, 0, 1, 2], [0, 1, 2, 0], 3), 1);
  });

  it('lets no two codes stand for one class, and takes the best way to pair them', () => {
    // codes 0 and 1 are both of class 0; code 2 is of class 1 three times and once of class 2
    const codes = [0, 0, 0, 1, 1, 2, 2, 2, 2];
    const classes = [0, 0, 0, 0, 0, 1, 1, 1, 2];
    assertClose(codeAgreement(codes, classes, 3), 6 / 9);
    // greedy would pair 0 with 0 (4) and leave 1 with nothing: 4 of 10, in place of 3 + 3
    const [a, b] = [[0, 0, 0, 0, 0, 0, 0, 1, 1, 1], [0, 0, 0, 0, 1, 1, 1, 0, 0, 0]]; // prettier-ignore
    assertClose(codeAgreement(a, b, 2), 6 / 10);
  });

  it('finds what trying all ways finds', () => {
    const random = new Random(1);
    const [codes, classes] = [0, 1].map(() => random.integers(60, 4).dataSync());
    const orders = (left: number[]): number[][] =>
      left.length === 0
        ? [[]]
        : left.flatMap((first) =>
            orders(left.filter((each) => each !== first)).map((rest) => [first, ...rest]),
          );
    const shares = orders([0, 1, 2, 3]).map(
      (order) => Array.from(codes).filter((code, i) => order[code] === classes[i]).length / 60,
    );
    assertClose(codeAgreement(codes, classes, 4), Math.max(...shares));
  });

  it('is near 1 / count where codes say nothing', () => {
    const random = new Random(2);
    const [codes, classes] = [0, 1].map(() => random.integers(20_000, 10).dataSync());
    const share = codeAgreement(codes, classes, 10);
    assert.ok(share > 0.1 && share < 0.12, `${share}`); // the best of 10! pairings is a little above
  });

  it('throws on other lengths, on none, and on what is out of range', () => {
    assert.throws(() => codeAgreement([0], [0, 1], 2), {
      name: 'RangeError',
      message: 'expected as many codes as classes, at least one, but got 1 and 2',
    });
    assert.throws(() => codeAgreement([], [], 2), RangeError);
    assert.throws(() => codeAgreement([2], [0], 2), {
      name: 'RangeError',
      message: 'expected codes[0] to be an integer from 0 to 1, but got 2',
    });
  });
});
