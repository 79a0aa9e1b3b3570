import assert from 'node:assert/strict';

import { wellFormed } from '../../kernel/well-formed';

describe('wellFormed', () => {
  it('puts U+FFFD for lone surrogates, in keys and however deep', () => {
    assert.deepEqual(wellFormed({ 'a\ud83d': [{ b: '\udc4d!' }], c: '\udc4d\ud83d' }), {
      'a\ufffd': [{ b: '\ufffd!' }],
      c: '\ufffd\ufffd',
    });
  });

  it('leaves whole pairs, and text that only looks like an escape', () => {
    const content = { text: '👍 𝒢 \\ud83d \\\\ud83d "\n', count: 1, none: null };
    assert.equal(wellFormed(content), content);
  });
});
