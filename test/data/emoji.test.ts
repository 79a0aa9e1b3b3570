import assert from 'node:assert/strict';

import {
  EMOJI_GROUPS,
  EMOJI_SET,
  EMOJI_STYLES,
  type Emoji,
  emojiFamily,
  loadEmoji,
} from '../../lib/data/emoji';
import { describeDamages } from './damaged-sets';

describe('loadEmoji', () => {
  let train: Emoji;
  let test: Emoji;
  before(() => ({ train, test } = loadEmoji()));
  const all = () => [train, test];

  it('has 1,561 emoji: what the three packages share, but two that cannot be drawn', () => {
    assert.equal(train.names.length + test.names.length, 1561);
    assert.ok(all().every(({ names }) => !names.includes('package')));
  });

  it('holds back one family in about six', () => {
    const families = all().map(({ names }) => new Set(names.map(emojiFamily)));
    const share = families[1].size / (families[0].size + families[1].size);
    assert.ok(Math.abs(share - 1 / 6) < 0.02, `${share}`); // ± 2 standard deviations of 1,200 draws
  });

  it('has no family on both sides', () => {
    const families = new Set(train.names.map(emojiFamily));
    const shared = test.names.filter((name) => families.has(emojiFamily(name)));
    assert.deepEqual(shared, []);
  });

  it('has a picture of 32×32 in every style for each name, and a group', () => {
    for (const { names, groups, pictures } of all()) {
      assert.equal(groups.length, names.length);
      assert.ok(groups.every((group) => group < EMOJI_GROUPS.length));
      for (const style of EMOJI_STYLES) {
        assert.deepEqual(pictures[style].shape, [names.length, 32, 32, 3]);
        assert.equal(pictures[style].data.length, names.length * 32 * 32 * 3);
      }
    }
  });

  it('has every group in both parts', () => {
    for (const { groups } of all()) assert.equal(new Set(groups).size, EMOJI_GROUPS.length);
  });

  it('has pixels from 0 to 255, and no picture on both sides', () => {
    for (const style of EMOJI_STYLES) {
      const [seen, unseen] = all().map(({ names, pictures }) =>
        names.map((_, i) => Buffer.from(pictures[style].data.subarray(i * 3072, (i + 1) * 3072))),
      );
      assert.ok(seen.some((pixels) => pixels.includes(0) && pixels.includes(255)));
      const known = new Set(seen.map((pixels) => pixels.toString('base64')));
      assert.ok(
        unseen.every((pixels) => !known.has(pixels.toString('base64'))),
        style,
      );
    }
  });

  it('shows a red apple: more red than green in the middle, white in the corner', () => {
    const at = train.names.indexOf('red-apple');
    assert.equal(EMOJI_GROUPS[train.groups[at]], 'Food & Drink');
    for (const style of EMOJI_STYLES) {
      const pixels = train.pictures[style].data.subarray(at * 3072, (at + 1) * 3072);
      const [red, green] = pixels.subarray((18 * 32 + 12) * 3);
      assert.ok(red > green + 100, `${style}: ${red}, ${green}`);
      assert.deepEqual([...pixels.subarray(0, 3)], [255, 255, 255]);
    }
  });

  describeDamages(EMOJI_SET, loadEmoji);
});

describe('emojiFamily', () => {
  it('is one for those who differ in sex, age or side', () => {
    for (const name of ['cook', 'man-cook', 'woman-cook']) assert.equal(emojiFamily(name), 'cook');
    assert.equal(emojiFamily('woman-running-facing-right'), 'running');
    assert.equal(emojiFamily('old-woman'), emojiFamily('boy'));
  });

  it('is one for a series of signs', () => {
    assert.equal(emojiFamily('ten-thirty'), emojiFamily('four-oclock'));
    assert.equal(emojiFamily('keycap-3'), 'keycap');
  });

  it('leaves other names as they are, also those that only begin alike', () => {
    assert.equal(emojiFamily('red-apple'), 'red-apple');
    assert.equal(emojiFamily('mango'), 'mango');
  });
});
