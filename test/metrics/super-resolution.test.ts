import assert from 'node:assert/strict';

import { tf } from '../../lib/backend';
import { upsampleBicubic } from '../../lib/baselines/upsampling';
import { cutPatches } from '../../lib/data/patches';
import { loadPhotos } from '../../lib/data/photos';
import { pixelsOf } from '../../lib/data/images';
import { shrinkImages } from '../../lib/data/shrink';
import type { Judge } from '../../lib/judges/judge';
import { loadJudge } from '../../lib/judges/judge-file';
import { PAINTINGS_JUDGE } from '../../lib/judges/paintings';
import { judgeSuperResolution } from '../../lib/metrics/super-resolution';

describe('judgeSuperResolution', () => {
  let judge: Judge;
  let truth: tf.Tensor4D;
  let small: tf.Tensor4D;
  before(() => {
    judge = loadJudge(PAINTINGS_JUDGE);
    truth = pixelsOf(cutPatches(loadPhotos().test, { step: 32 }).images);
    small = shrinkImages(truth, 4);
  });
  after(() => {
    judge.dispose();
    tf.dispose([truth, small]);
  });
  const report = (made: tf.Tensor4D) => judgeSuperResolution(truth, made, { small, judge });

  it('finds nothing wrong with the truth', () => {
    const { checkerboard, ...found } = report(truth);
    assert.ok(Math.abs(checkerboard - 1) < 0.3, `${checkerboard}`); // photographs have no grid
    assert.deepEqual(
      Object.entries(found).map(([name, value]) => `${name} ${value.toFixed(3)}`),
      ['psnr Infinity', 'ssim 1.000', 'sharpness 1.000', 'frechet 0.000', 'lowResolution 0.000'],
    );
  });

  it('finds a blurred picture near in pixels, dull, far as a set and near to what was asked', () => {
    const found = report(upsampleBicubic(small, 4));
    const others = report(tf.reverse(truth, 0)); // real, but of other places
    assert.ok(found.psnr > others.psnr + 5 && found.ssim > others.ssim);
    assert.ok(found.sharpness < 0.5 && found.frechet > 5 * others.frechet);
    assert.ok(found.lowResolution < 3 && others.lowResolution > 10);
  });

  it('clips what lies outside of 0..1, as a picture would be', () => {
    const beyond = tf.where(tf.greater(truth, 0.999), tf.add(truth, 1), truth) as tf.Tensor4D;
    assert.ok(report(beyond).lowResolution < 0.1);
  });
});
