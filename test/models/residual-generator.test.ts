import assert from 'node:assert/strict';

import { tf } from '../../lib/backend';
import { applyInUse } from '../../lib/models/gan';
import { buildResidualGenerator } from '../../lib/models/residual-generator';
import { Random } from '../../lib/random';
import { assertAllLearn, assertJudgesEachAlone } from './gradients';

const pictures = (n: number) => new Random(2).uniform<tf.Rank.R4>([n, 32, 32, 3], -1, 1);
const build = (output?: 'picture' | 'change') =>
  buildResidualGenerator({ imageShape: [32, 32, 3], output, seed: 1 });

describe('buildResidualGenerator', () => {
  it('has 284,851 parameters for 3 channels', () => {
    const norm = (channels: number) => 2 * channels;
    const down = 9 * 3 * 24 + norm(24) + (16 * 24 * 48 + norm(48)) + (16 * 48 * 64 + norm(64));
    const blocks = 2 * 2 * (9 * 64 * 64 + norm(64));
    const up = 16 * 64 * 48 + norm(48) + (16 * 48 * 24 + norm(24));
    const last = 9 * 24 * 3 + 3;
    assert.equal(down + blocks + up + last, 284_851);
    assert.equal(build().countParams(), 284_851);
  });

  it('goes down to a quarter and up again', () => {
    const shapeOf = (layer: string) => build().getLayer(layer).outputShape;
    assert.deepEqual(shapeOf('quarter'), [null, 8, 8, 64]);
    assert.deepEqual(shapeOf('block_2'), [null, 8, 8, 64]);
    assert.deepEqual(shapeOf('redouble'), [null, 32, 32, 24]);
  });

  it('makes pictures of the same shape in (−1, 1)', () => {
    const made = applyInUse(build(), pictures(2));
    assert.deepEqual(made.shape, [2, 32, 32, 3]);
    assert.ok(made.min().dataSync()[0] > -1 && made.max().dataSync()[0] < 1);
  });

  it('leaves pictures as they are at first, when it makes a change', () => {
    const given = pictures(2);
    assert.deepEqual(applyInUse(build('change'), given).dataSync(), given.dataSync());
  });

  it('takes other widths, and conditions behind the channels', () => {
    const imageShape = [8, 8, 3] as const;
    const model = buildResidualGenerator({
      ...{ imageShape, numConditions: 1, widths: [4, 6, 8] as const, seed: 1 },
    });
    const norm = (channels: number) => 2 * channels;
    const down = 9 * 4 * 4 + norm(4) + (16 * 4 * 6 + norm(6)) + (16 * 6 * 8 + norm(8));
    const blocks = 2 * 2 * (9 * 8 * 8 + norm(8));
    const up = 16 * 8 * 6 + norm(6) + (16 * 6 * 4 + norm(4));
    assert.equal(model.countParams(), down + blocks + up + (9 * 4 * 3 + 3));
    const made = applyInUse(model, new Random(2).uniform<tf.Rank.R4>([2, 8, 8, 4], -1, 1));
    assert.deepEqual(made.shape, [2, 8, 8, 3]);
  });

  it('adds no change to a picture with conditions', () => {
    const options = { imageShape: [8, 8, 3], numConditions: 1, output: 'change', seed: 1 } as const;
    assert.throws(() => buildResidualGenerator(options), {
      name: 'RangeError',
      message: 'expected numConditions to be an integer from 0 to 0, but got 1',
    });
  });

  it('learns by all its weights', () => assertAllLearn(build(), [pictures(2)]));

  it('paints each picture by itself', () => assertJudgesEachAlone(build(), pictures(3)));

  it('throws on sides that 4 does not divide', () => {
    assert.throws(() => buildResidualGenerator({ imageShape: [32, 30, 3], seed: 1 }), {
      name: 'RangeError',
      message: 'expected pictures whose sides 4 divides, for two halvings, but got 32 × 30',
    });
  });
});
