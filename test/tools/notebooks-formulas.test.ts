import assert from 'node:assert/strict';
import { formatFinding } from '../../tools/notebooks/findings';
import { checkFormulas } from '../../tools/notebooks/rules/formulas';
import { lessonOf, markdown } from '../notebooks/build-notebook';

function found(text: string): string[] {
  return checkFormulas(lessonOf(markdown('a-b', text))).map(formatFinding);
}

describe('checkFormulas', () => {
  it('accepts formulas in pairs of dollar signs, and any number in code', () => {
    assert.deepEqual(found('$x$ and\n\n$$\ny\n$$\n\n`${a` and\n\n```sh\necho $b\n```'), []);
  });

  it('finds a formula that is not closed', () => {
    assert.deepEqual(found('$x$ and $y'), [
      '01_small.ipynb, cell a-b: a formula is not closed: the dollar signs are not in pairs',
    ]);
  });

  it('accepts environments, with dollars around them and without', () => {
    const align = '\\begin{align}\nx &= y\n\\end{align}';
    assert.deepEqual(found(`${align}\n\n$$\n${align}\n$$\n\n\`\\begin{x}\``), []);
  });

  it('finds an environment that is not closed', () => {
    assert.deepEqual(found('\\begin{align}\nx &= y\n\\end{aligned}'), [
      '01_small.ipynb, cell a-b: a formula is not closed: \\begin{align} stands alone',
    ]);
  });

  it('finds a dollar sign with a backslash', () => {
    assert.deepEqual(found('x\ncosts \\$5 or \\$6'), [
      '01_small.ipynb, cell a-b, line 2: the pages take \\$ for a formula: write it as code, or in words',
    ]);
  });
});
