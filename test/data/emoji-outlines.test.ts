import assert from 'node:assert/strict';

import { loadEmoji } from '../../lib/data/emoji';
import { loadOutlinePairs } from '../../lib/data/emoji-outlines';
import { pickImages } from '../../lib/data/images';
import { outlinesOf } from '../../lib/data/outlines';

describe('loadOutlinePairs', () => {
  const pairs = loadOutlinePairs('fluent');

  it('has a grey outline beside each picture of the style, in the order of the names', () => {
    const emoji = loadEmoji();
    for (const part of ['train', 'test'] as const) {
      const { outlines, colours, names } = pairs[part];
      assert.equal(colours.shape[0], names.length);
      assert.deepEqual(outlines.shape, [names.length, 32, 32, 1]);
      assert.deepEqual(colours, emoji[part].pictures.fluent);
      assert.deepEqual(names, emoji[part].names);
    }
  });

  it('trains on 1,347 emoji and holds 214 out', () => {
    assert.deepEqual(
      [pairs.train, pairs.test].map(({ names }) => names.length),
      [1347, 214],
    );
  });

  it('gives each picture its own outline', () => {
    const { outlines, colours } = pairs.test;
    assert.deepEqual(pickImages(outlines, [7]), outlinesOf(pickImages(colours, [7])));
  });
});
