import assert from 'node:assert/strict';

import { RECOLOUR_NUMBERS, recolour } from '../../../tools/classifier/recolour';
import { assertClose } from '../../assert-close';

const recoloured = (pixels: number[], random: number[]) => {
  const changed = Float32Array.from(pixels);
  recolour(changed, random);
  return changed;
};

/** Contrast and parts as they are (½), saturation 1 (⅔ of 1.5), brightness as it is (½), channels in their order. */
const UNCHANGED = [0.5, 2 / 3, 0.5, 0.1, 0.2, 0.3, 0.5, 0.5, 0.5];

const changedAt = (place: number, value: number) =>
  UNCHANGED.map((each, i) => (i === place ? value : each));

describe('recolour', () => {
  const pixels = [0.2, 0.4, 0.6, 0.8, 0.6, 0.4];

  it('takes as many numbers as it says', () => {
    assert.equal(UNCHANGED.length, RECOLOUR_NUMBERS);
  });

  it('leaves a picture whose numbers are in the middle', () => {
    assertClose(recoloured(pixels, UNCHANGED), pixels);
  });

  it('lets channels change places', () => {
    const random = changedAt(3, 0.9); // the first becomes the last
    assertClose(recoloured(pixels, random), [0.4, 0.6, 0.2, 0.6, 0.4, 0.8]);
  });

  it('fades to grey where saturation is 0', () => {
    assertClose(recoloured(pixels, changedAt(1, 0)), [0.4, 0.4, 0.4, 0.6, 0.6, 0.6]);
  });

  it('makes a picture brighter, up to 1', () => {
    assertClose(recoloured([0.9, 0.5, 0.5, 0.5, 0.5, 0.5], changedAt(2, 1)), [
      ...[1, 0.7, 0.7, 0.7, 0.7, 0.7],
    ]);
  });
});
