import assert from 'node:assert/strict';

import { INK } from '../../lib/figures/palette';
import { textWidth, wrapText } from '../../lib/figures/sheet';

const LETTERS = { size: 12, colour: INK };

describe('wrapText', () => {
  it('keeps a text that fits on one line', () => {
    assert.deepEqual(wrapText('two words', textWidth('two words', LETTERS), LETTERS), [
      'two words',
    ]);
  });

  it('breaks where the next word does not fit', () => {
    const width = textWidth('two words', LETTERS);
    assert.deepEqual(wrapText('two words two words', width, LETTERS), ['two words', 'two words']);
    assert.deepEqual(wrapText('two words', width - 1, LETTERS), ['two', 'words']);
  });

  it('leaves a word alone that is too wide, and does not break at a no-break space', () => {
    assert.deepEqual(wrapText('a longest b', 8, LETTERS), ['a', 'longest', 'b']);
    assert.deepEqual(wrapText('3\u00a0×\u00a03', 8, LETTERS), ['3\u00a0×\u00a03']);
  });

  it('has no line for an empty text', () => assert.deepEqual(wrapText('', 100, LETTERS), []));
});
