import assert from 'node:assert/strict';
import { resolve } from 'node:path';

import { parseClassifierCommand } from '../../../tools/classifier/options';
import { TOY_JUDGE } from '../../judges/toy-judge';

const known = [TOY_JUDGE, { ...TOY_JUDGE, name: 'other' }];
const parse = (...args: string[]) => parseClassifierCommand(args, known);

describe('parseClassifierCommand', () => {
  it('gives what made the committed judge when only its name is given', () => {
    assert.deepEqual(parse('toy'), { judges: [TOY_JUDGE], seed: 1, out: resolve('data/judges') });
  });

  it('gives no judge when none is named', () => {
    assert.deepEqual(parse().judges, []);
  });

  it('takes several judges, epochs, seed and folder', () => {
    const { judges, ...rest } = parse('other', 'toy', '--epochs', '3', '--seed', '0', '--out', 'x');
    assert.deepEqual(judges.map(({ name }) => name).sort(), ['other', 'toy']);
    assert.deepEqual(rest, { epochs: 3, seed: 0, out: resolve('x') });
  });

  it('throws on a name that no judge has, and says which there are', () => {
    assert.throws(() => parse('toi'), /No judge is called toi\. There are: toy, other\.$/);
  });

  it('throws on epochs below 1', () => {
    assert.throws(() => parse('toy', '--epochs', '0'), /integer from 1 to 2147483647/);
  });
});
