import assert from 'node:assert/strict';
import { formatFinding } from '../../tools/notebooks/findings';
import { checkTables } from '../../tools/notebooks/rules/tables';
import { lessonOf, markdown } from '../notebooks/build-notebook';

function found(...lines: string[]): string[] {
  return checkTables(lessonOf(markdown('a-b', lines.join('\n')))).map(formatFinding);
}

describe('checkTables', () => {
  it('accepts tables, also with escaped pipes and in a list', () => {
    const table = [
      '| norm | formula |',
      '| :-- | --: |',
      '| L1 | $\\|x\\|_1$ |',
      '| L2 | `a \\| b` |',
    ];
    assert.deepEqual(found('Text.', '', ...table, '', 'More.'), []);
    assert.deepEqual(found('- item', '', ...table.map((line) => `  ${line}`)), []);
  });

  it('accepts pipes at the beginning of a line of code or of a formula', () => {
    assert.deepEqual(found('```', '| a', '```', '$$', '|x|', '$$'), []);
    assert.deepEqual(found('\\begin{align}', '|x| &= y', '\\end{align}'), []);
  });

  it('finds a row that a pipe in a formula cuts', () => {
    const row = '| L1 | $\\lVert x \\rVert_1$ | $|x|$ |';
    assert.deepEqual(found('', '| norm | formula | absolute |', '| --- | --- | --- |', row), [
      `01_small.ipynb, cell a-b, line 2: "${row}" has not the 3 cells of its table: write \\vert or \\mid for a pipe in a formula, and end the row with |`,
    ]);
  });

  it('finds a paragraph that begins with a pipe and is no table', () => {
    for (const more of [['no table'], [], ['| 1 | 2 |']]) {
      assert.deepEqual(found('| a | b |', ...more), [
        '01_small.ipynb, cell a-b, line 1: "| a | b |" is no table: expected a line such as | --- | --- | below its head',
      ]);
    }
  });
});
