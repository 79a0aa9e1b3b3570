import assert from 'node:assert/strict';

import { INK } from '../../lib/figures/palette';
import { shadeScale } from '../../lib/figures/shades';

describe('shadeScale', () => {
  it('is white at 0, and 70 % of the way to full blue or orange at the largest size', () => {
    const shadeOf = shadeScale([0, -4, 3]);
    assert.equal(shadeOf(0), 'rgb(255, 255, 255)');
    // 255 + 0.7 · (c − 255) for c in 0, 114, 178 and in 213, 94, 0: 76.5 goes up.
    assert.equal(shadeOf(4), 'rgb(77, 156, 201)');
    assert.equal(shadeOf(-4), 'rgb(226, 142, 77)');
  });

  it('is half as far from white for half the value', () => {
    assert.equal(shadeScale([2])(1), 'rgb(166, 206, 228)'); // 255 + 0.35 · (c − 255): 165.75, 205.65, 228.05
  });

  it('is white for zeros alone, and for no number', () => {
    assert.equal(shadeScale([0, 0])(0), 'rgb(255, 255, 255)');
    assert.equal(shadeScale([])(0), 'rgb(255, 255, 255)');
  });

  it('lets dark words read on its strongest shades', () => {
    const ink = [1, 3, 5].map((i) => parseInt(INK.slice(i, i + 2), 16));
    for (const value of [1, -1]) {
      const shade = shadeScale([1])(value).match(/\d+/g)!.map(Number);
      // 4.5 is what the Web Content Accessibility Guidelines ask for (section 1.4.3).
      const contrast = (luminance(shade) + 0.05) / (luminance(ink) + 0.05);
      assert.ok(contrast >= 4.5, `${contrast} at ${value}`);
    }
  });
});

/** Relative luminance as the guidelines define it. */
function luminance(colour: readonly number[]): number {
  const linear = colour.map((byte) =>
    byte <= 10 ? byte / 255 / 12.92 : ((byte / 255 + 0.055) / 1.055) ** 2.4,
  );
  return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
}
