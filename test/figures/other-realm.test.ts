import assert from 'node:assert/strict';

import type * as animation from '../../lib/figures/animation';
import type * as lossCurves from '../../lib/figures/loss-curves';
import type * as matrices from '../../lib/figures/matrices';
import { loadInOtherRealm } from './other-realm';

describe('figures where pixels come from another realm than the library, as under Jest', () => {
  it('draw a chart', async () => {
    const path = '../../lib/figures/loss-curves';
    const { drawLossCurves } = loadInOtherRealm<typeof lossCurves>(path);
    const row = { step: 1, epoch: 1, discriminatorLoss: 1, generatorLoss: 2 };
    const picture = await drawLossCurves({ rows: [{ ...row, discriminatorAccuracy: 0.5 }] });
    assert.equal(picture.mime, 'image/png');
  });

  it('draw a film', async () => {
    const { drawMatrices } = loadInOtherRealm<typeof matrices>('../../lib/figures/matrices');
    const frames = [1, 2].map((value) => drawMatrices([{ values: [[value]] }], { alt: '' }));
    const { drawAnimation } = loadInOtherRealm<typeof animation>('../../lib/figures/animation');
    assert.equal((await drawAnimation(frames)).mime, 'image/gif');
  });
});
