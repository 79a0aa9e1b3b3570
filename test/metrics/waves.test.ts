import assert from 'node:assert/strict';

import { tf } from '../../lib/backend';
import { wavePowers } from '../../lib/metrics/waves';
import { Random } from '../../lib/random';
import { assertClose } from '../assert-close';

describe('wavePowers', () => {
  it('gives the squares of the sums that define a Fourier transform, of planes that are not square', () => {
    const planes = new Random(1).normal<tf.Rank.R3>([2, 3, 5]);
    const expected = planes.arraySync().flatMap((plane) =>
      plane.flatMap((row, i) =>
        row.map((_, j) => {
          const sum = (wave: (angle: number) => number) =>
            plane
              .flatMap((values, r) =>
                values.map((value, c) => value * wave(2 * Math.PI * ((i * r) / 3 + (j * c) / 5))),
              )
              .reduce((a, b) => a + b, 0);
          return sum(Math.cos) ** 2 + sum(Math.sin) ** 2;
        }),
      ),
    );
    const found = tf.tidy(() => wavePowers(planes));
    assert.deepEqual(found.shape, [2, 3, 5]);
    assertClose(found.dataSync(), expected, 1e-4);
  });
});
