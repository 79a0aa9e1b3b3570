import assert from 'node:assert/strict';
import { normaliseNotebook } from '../../tools/notebooks/normalise';
import type { CodeCell, Notebook } from '../../tools/notebooks/notebook';
import { code, markdown, notebookOf, picture, printed } from '../notebooks/build-notebook';

function codeCell(notebook: Notebook, i: number): CodeCell {
  const cell = notebook.cells[i];
  assert.equal(cell.cell_type, 'code');
  return cell as CodeCell; // asserted on the line above
}

describe('normaliseNotebook', () => {
  it('keeps only the allowed metadata of a cell', () => {
    const cell = code('a-b', 'f();', { tags: ['hide-input'] });
    cell.metadata.execution = { 'iopub.execute_input': '2026-11-23T06:00:00Z' };
    const { metadata } = normaliseNotebook(notebookOf(cell)).cells[0];
    assert.deepEqual(metadata, { tags: ['hide-input'] });
  });

  it('sets the kernel and keeps the fingerprint', () => {
    const notebook = notebookOf(markdown('a-b', 'x'));
    notebook.metadata = {
      gan: { code: '1' },
      kernelspec: { name: 'other' },
      language_info: { name: 'typescript', codemirror_mode: 'typescript' },
      widgets: {},
    };
    assert.deepEqual(normaliseNotebook(notebook).metadata, {
      gan: { code: '1' },
      kernelspec: { display_name: 'TypeScript', language: 'typescript', name: 'tslab' },
      language_info: {
        file_extension: '.ts',
        mimetype: 'text/typescript',
        name: 'typescript',
        pygments_lexer: 'typescript',
        version: '5.0.4',
      },
    });
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

  it('keeps alt, width and height of a picture and nothing else', () => {
    const about = { alt: 'Losses', width: 300, height: 100, isolated: true };
    const notebook = normaliseNotebook(
      notebookOf(code('a-b', 'f();', { outputs: [picture(about)] })),
    );
    const expected = [picture({ alt: 'Losses', width: 300, height: 100 })];
    assert.deepEqual(codeCell(notebook, 0).outputs, expected);
  });

  it('gives the same when done twice', () => {
    const outputs = [printed('a\rb'), printed('c\n'), picture({ alt: 'x', needs: 1 })];
    const once = normaliseNotebook(
      notebookOf(markdown('a-b', 'x  \n\n'), code('b-c', 'f();\r\n', { count: 3, outputs })),
    );
    assert.deepEqual(normaliseNotebook(once), once);
  });
});
