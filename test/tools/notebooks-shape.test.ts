import assert from 'node:assert/strict';
import { formatFinding } from '../../tools/notebooks/findings';
import type { Cell } from '../../tools/notebooks/notebook';
import { checkShape, checkWords, openingOf } from '../../tools/notebooks/rules/shape';
import { lessonOf, markdown } from '../notebooks/build-notebook';

const GOOD = [
  '# Title\n> Promise.',
  '## Before you start',
  '## Setup',
  '## One',
  '## Two\n\n### A part of two',
  '## Three',
  '## What we saw\n\n- a\n- b\n- c',
  '## Exercises\n\n1. a\n2. b\n3. c',
  '## References',
];

/** What is found in the good lesson with `before` replaced by `after`. */
function findingsWith(before: string, after: string): string[] {
  const sources = GOOD.map((source) => source.replace(before, after));
  return shapeOf(sources);
}

function shapeOf(sources: readonly string[]): string[] {
  const cells = sources.map((source, i) => markdown(`cell-${i}`, source));
  const lesson = lessonOf(...cells);
  return [...checkWords(lesson), ...checkShape(lesson)].map(formatFinding);
}

describe('checkShape and checkWords', () => {
  it('finds nothing in a lesson of the right shape', () => {
    assert.deepEqual(shapeOf(GOOD), []);
  });

  it('does not count "Your run beside others" in front of What we saw as an idea', () => {
    const six = GOOD.map((source) =>
      source.replace('## Three', '## Three\n## Four\n## Five\n## Six'),
    );
    const beside = six.map((source) =>
      source.replace('## What we saw', '## Your run beside others\n## What we saw'),
    );
    assert.deepEqual(shapeOf(beside), []);
    const elsewhere = six.map((source) =>
      source.replace('## Six', '## Your run beside others\n## Six'),
    );
    assert.equal(shapeOf(elsewhere).length, 1);
  });

  it('finds a first cell without a quote', () => {
    assert.deepEqual(findingsWith('\n> Promise.', ''), [
      '01_small.ipynb, cell cell-0: expected the first cell to be "# Title", then the promise in one "> " quote',
    ]);
  });

  it('finds a formula in the promise', () => {
    assert.deepEqual(findingsWith('Promise.', 'We see $D$.'), [
      '01_small.ipynb, cell cell-0: the title and the promise stand in the index too: plain words only',
    ]);
  });

  it('finds a formula or a tag in the title, which would stand raw in lists', () => {
    for (const title of ['$p_{data}$', 'A <b>bold</b> title', 'An \\alpha']) {
      assert.match(
        findingsWith('# Title', `# ${title}`).join(),
        /in the index too: plain words only$/,
      );
    }
  });

  it('finds a formula in the heading of a section, and accepts code there', () => {
    assert.deepEqual(findingsWith('## One', '## Why $D$ wins'), [
      '01_small.ipynb, cell cell-3, line 1: "Why $D$ wins" stands in the contents too: words, no formula',
    ]);
    assert.deepEqual(findingsWith('## One', '## How `trainGan` works'), []);
    assert.deepEqual(findingsWith('### A part of two', '### A part of $D$'), []);
  });

  it('finds a raw cell', () => {
    const cells = GOOD.map((source, i) => markdown(`cell-${i}`, source));
    const raw: Cell = { ...markdown('raw-cell', '<b>x</b>'), cell_type: 'raw' };
    assert.deepEqual(checkWords(lessonOf(...cells, raw)).map(formatFinding), [
      '01_small.ipynb, cell raw-cell: JupyterLab shows a raw cell as text, the pages as HTML: make it Markdown',
    ]);
  });

  it('finds a second title', () => {
    assert.deepEqual(findingsWith('### A part of two', '# A part of two'), [
      '01_small.ipynb, cell cell-4, line 3: "A part of two" is a second title: use ##',
    ]);
  });

  it('finds a heading that skips a level', () => {
    assert.deepEqual(findingsWith('### A part of two', '#### A part of two'), [
      '01_small.ipynb, cell cell-4, line 3: "A part of two" skips a level: a heading of level 4 follows one of level 2',
    ]);
  });

  it('finds a section that is missing', () => {
    assert.deepEqual(findingsWith('## Setup', 'Setup'), [
      '01_small.ipynb: the section "## Setup" is missing',
    ]);
  });

  it('finds sections that are out of order', () => {
    const [title, before, setup, ...rest] = GOOD;
    const found = shapeOf([title, setup, before, ...rest]);
    assert.equal(found.length, 2);
    assert.match(found[0], /cell cell-2, line 1: "## Before you start" is out of order/);
    assert.match(found[1], /cell cell-1, line 1: "## Setup" is out of order/);
  });

  it('finds less than three sections and more than six', () => {
    const message = (count: number): string[] => [
      `01_small.ipynb: expected 3 to 6 sections between Setup and What we saw, but found ${count}`,
    ];
    assert.deepEqual(findingsWith('## Three', 'Three'), message(2));
    assert.deepEqual(findingsWith('## Three', '## 3\n\n## 4\n\n## 5\n\n## 6\n\n## 7'), message(7));
  });

  it('finds too few bullets and too many exercises', () => {
    assert.deepEqual(findingsWith('- a\n', ''), [
      '01_small.ipynb, cell cell-6, line 1: expected 3 to 5 bullets below "What we saw", but found 2',
    ]);
    assert.deepEqual(findingsWith('1. a\n', '1. a\n1. a\n1. a\n1. a\n'), [
      '01_small.ipynb, cell cell-7, line 1: expected 3 to 5 exercises below "Exercises", but found 6',
    ]);
  });

  it('counts exercises that are headings of cells of their own', () => {
    const sources = GOOD.flatMap((source) =>
      source.startsWith('## Exercises') ? ['## Exercises', '### 1', '### 2', '### 3'] : [source],
    );
    assert.deepEqual(shapeOf(sources), []);
  });

  it('takes a # in a code block for code', () => {
    assert.deepEqual(findingsWith('## Three', '## Three\n\n```\n# not a heading\n```'), []);
  });
});

describe('openingOf', () => {
  it('is the title and the promise of the first cell', () => {
    const { notebook } = lessonOf(markdown('a-b', '# Title\n> Promise\n> goes on.'));
    assert.deepEqual(openingOf(notebook), { title: 'Title', promise: 'Promise goes on.' });
  });
});
