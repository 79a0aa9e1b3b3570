import assert from 'node:assert/strict';

import { parseSpreadCommand } from '../../../tools/spread/options';

describe('parseSpreadCommand', () => {
  it('measures lessons as their length allows when no more is asked for', () => {
    assert.deepEqual(parseSpreadCommand(['05', '07']), {
      lessons: ['05', '07'],
      set: [],
      quick: false,
    });
  });

  it('reads every option', () => {
    const args = ['07', '--runs', '2', '--kernels', 'AVX2, no oneDNN', '--until', 'a-train'];
    const more = ['--set', 'rate=1e-2', '--set', 'epochs=3', '--exercise', '4', '--quick'];
    assert.deepEqual(parseSpreadCommand([...args, ...more]), {
      lessons: ['07'],
      runs: 2,
      kernels: ['AVX2', 'no oneDNN'],
      set: [
        ['rate', '1e-2'],
        ['epochs', '3'],
      ],
      until: 'a-train',
      exercise: 4,
      quick: true,
    });
  });

  const wrong = {
    'without a lesson': [[], /missing required argument 'NN'/],
    'unknown kernels': [['05', '--kernels', 'AVX3'], /Expected AVX2, .*, but got AVX3\./],
    'a setting without a value': [['05', '--set', 'rate'], /Expected name=value, but got rate\./],
  } as const;
  for (const [what, [args, message]] of Object.entries(wrong)) {
    it(`refuses ${what} in one line`, () => {
      assert.throws(() => parseSpreadCommand([...args]), { message });
    });
  }
});
