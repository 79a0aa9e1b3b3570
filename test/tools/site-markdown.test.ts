import assert from 'node:assert/strict';
import { readTables, renderLine, renderText } from '../../tools/site/markdown';

describe('renderLine', () => {
  it('makes HTML of Markdown and leaves formulas as they are', () => {
    assert.equal(
      renderLine('*best* $-\\ln 4 + 2\\,D_x * E_y$ is `$a` < 1'),
      '<em>best</em> $-\\ln 4 + 2\\,D_x * E_y$ is <code>$a</code> &lt; 1',
    );
  });

  it('escapes what a formula has of HTML', () => {
    assert.equal(renderLine('$a < b$'), '$a &lt; b$');
  });
});

describe('renderText', () => {
  it('makes paragraphs', () => {
    assert.equal(renderText('one\n\ntwo'), '<p>one</p>\n<p>two</p>\n');
  });
});

describe('readTables', () => {
  const table = '| a | b |\n| --- | --- |\n| 1 | $x_1$ |\n| 2 | [c](d) |\n';

  it('reads the rows of a section, one part for each heading of the third level', () => {
    const text = `## Other\n\n${table}\n## Lessons\n\n### First\n\n${table}\n### Second\n\n${table}\n## After\n\n${table}`;
    const rows = [
      ['1', '$x_1$'],
      ['2', '[c](d)'],
    ];
    assert.deepEqual(readTables(text, 'Lessons'), [
      { title: 'First', rows },
      { title: 'Second', rows },
    ]);
  });

  it('has one part without a title where there are no such headings', () => {
    const [part, ...more] = readTables(`## Lessons\n\n${table}`, 'Lessons');
    assert.deepEqual([part.title, part.rows.length, more.length], ['', 2, 0]);
  });
});
