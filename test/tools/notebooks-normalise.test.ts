import assert from 'node:assert/strict';
import { normaliseNotebook } from '../../tools/notebooks/normalise';
import type { Cell, CodeCell, Notebook } from '../../tools/notebooks/notebook';
import { code, markdown, notebookOf, picture, printed } from '../notebooks/build-notebook';

/** What every lesson says of its kernel and its language. */
const METADATA = {
  kernelspec: { display_name: 'TypeScript', language: 'typescript', name: 'tslab' },
  language_info: {
    file_extension: '.ts',
    mimetype: 'text/typescript',
    name: 'typescript',
    pygments_lexer: 'typescript',
    version: '5.0.4',
  },
};

function codeCell(notebook: Notebook, i: number): CodeCell {
  const cell = notebook.cells[i];
  assert.equal(cell.cell_type, 'code');
  return cell as CodeCell; // asserted on the line above
}

describe('normaliseNotebook', () => {
  it('drops of the metadata what tells of a run or a view, and keeps the rest', () => {
    const kept = { tags: ['hide-input'], slideshow: { slide_type: 'skip' }, name: 'x' };
    const cell = code('a-b', 'f();');
    const time = { 'iopub.execute_input': '2026-11-23T06:00:00Z' };
    cell.metadata = { ...kept, execution: time, scrolled: true, trusted: true };
    assert.deepEqual(normaliseNotebook(notebookOf(cell)).cells[0].metadata, kept);
  });

  it('keeps pictures pasted into a cell, and every field that it does not know', () => {
    const text: Cell = {
      ...markdown('a-b', '![x](attachment:x.png)'),
      attachments: { 'x.png': { 'image/png': 'AAAA' } },
    };
    const raw: Cell = {
      cell_type: 'raw',
      id: 'b-c',
      metadata: { format: 'text/latex' },
      source: 'x',
    };
    const output = { ...printed('1'), later: 'x' };
    const shown = { ...picture({ alt: 'x', isolated: true }), later: 'x' };
    const cell = code('c-d', 'f();', { outputs: [output, shown] });
    const notebook = {
      ...notebookOf(text, raw, Object.assign(cell, { later: [1] })),
      ...{ later: true, nbformat_minor: 6 },
    };
    assert.deepEqual(normaliseNotebook(notebook), { ...notebook, metadata: METADATA });
  });

  it('sets the kernel and keeps the fingerprint', () => {
    const notebook = notebookOf(markdown('a-b', 'x'));
    notebook.metadata = {
      gan: { code: '1' },
      authors: [{ name: 'Ada' }],
      kernelspec: { name: 'other' },
      language_info: { name: 'typescript', codemirror_mode: 'typescript' },
      widgets: {},
    };
    const kept = { authors: [{ name: 'Ada' }], gan: { code: '1' } };
    assert.deepEqual(normaliseNotebook(notebook).metadata, { ...kept, ...METADATA });
  });

  it('counts the cells of one run from 1', () => {
    const notebook = normaliseNotebook(
      notebookOf(
        code('a-b', 'f();', { count: 4 }),
        markdown('b-c', ''),
        code('c-d', 'g();', { count: 9 }),
      ),
    );
    assert.equal(codeCell(notebook, 0).execution_count, 1);
    assert.equal(codeCell(notebook, 2).execution_count, 2);
  });

  it('leaves the counts of cells that were run out of order, or not at all', () => {
    for (const counts of [
      [2, 1],
      [1, null],
      [null, 2],
      [1, 1],
    ]) {
      const cells = counts.map((count, i) => code(`a-${i}`, 'f();', { count }));
      const notebook = normaliseNotebook(notebookOf(...cells));
      assert.deepEqual(
        [0, 1].map((i) => codeCell(notebook, i).execution_count),
        counts,
      );
    }
  });

  it('never changes an id', () => {
    const ids = ['losses-plot', '8f3b2c1d', ''];
    const notebook = normaliseNotebook(notebookOf(...ids.map((id) => markdown(id, 'x'))));
    assert.deepEqual(
      notebook.cells.map(({ id }) => id),
      ids,
    );
  });

  it('merges neighbouring streams of one name', () => {
    const outputs = [printed('1\n'), printed('2\n'), printed('no\n', 'stderr'), printed('3\n')];
    const notebook = normaliseNotebook(notebookOf(code('a-b', 'f();', { outputs })));
    assert.deepEqual(codeCell(notebook, 0).outputs, [
      printed('1\n2\n'),
      printed('no\n', 'stderr'),
      printed('3\n'),
    ]);
  });

  it('keeps of a line what follows its last carriage return', () => {
    const outputs = [printed('step 1\rstep 2\rdone\nnext\r\n')];
    const notebook = normaliseNotebook(notebookOf(code('a-b', 'f();', { outputs })));
    assert.deepEqual(codeCell(notebook, 0).outputs, [printed('done\nnext\n')]);
  });

  it('gives the same when done twice', () => {
    const outputs = [printed('a\rb'), printed('c\n'), picture({ alt: 'x', needs: 1 })];
    const once = normaliseNotebook(
      notebookOf(markdown('a-b', 'x  \n\n'), code('b-c', 'f();\r\n', { count: 3, outputs })),
    );
    assert.deepEqual(normaliseNotebook(once), once);
  });
});
