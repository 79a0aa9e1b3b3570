import assert from 'node:assert/strict';

import { parseClassifierCommand } from '../../../tools/classifier/options';

describe('parseClassifierCommand', () => {
  it('gives what made the committed classifier when nothing is asked for', () => {
    assert.deepEqual(parseClassifierCommand([]), { epochs: 20, seed: 1, out: 'data' });
  });

  it('takes epochs, seed and folder', () => {
    assert.deepEqual(parseClassifierCommand(['--epochs', '3', '--seed', '0', '--out', 'x']), {
      epochs: 3,
      seed: 0,
      out: 'x',
    });
  });

  it('throws on epochs below 1', () => {
    assert.throws(() => parseClassifierCommand(['--epochs', '0']), /integer from 1 to 2147483647/);
  });
});
