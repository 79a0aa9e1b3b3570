import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { parseNotebook, serialiseNotebook } from '../../tools/notebooks/notebook';
import { code, markdown, notebookOf, picture, printed } from '../notebooks/build-notebook';
import { COIN_LESSON } from '../notebooks/small-course';

describe('parseNotebook', () => {
  it('joins lists of lines', () => {
    const text = JSON.stringify({
      nbformat: 4,
      nbformat_minor: 5,
      metadata: {},
      cells: [
        { cell_type: 'markdown', id: 'a-b', metadata: {}, source: ['# Title\n', '> Promise'] },
      ],
    });
    assert.equal(parseNotebook(text, 'x.ipynb').cells[0].source, '# Title\n> Promise');
  });

  it('names the file that is not JSON', () => {
    assert.throws(
      () => parseNotebook('{', 'x.ipynb'),
      /^Error: x\.ipynb: expected a notebook, but it is not JSON/,
    );
  });

  it('names the file that is not a notebook of format 4', () => {
    assert.throws(
      () => parseNotebook('{"nbformat": 3}', 'x.ipynb'),
      /x\.ipynb: expected a notebook of format 4/,
    );
    assert.throws(
      () => parseNotebook('null', 'x.ipynb'),
      /x\.ipynb: expected a notebook of format 4/,
    );
  });
});

describe('parseNotebook, of a kind that it does not know,', () => {
  /** The fixture with one word replaced by another. */
  const parse = (word: string, other: string) =>
    parseNotebook(readFileSync(COIN_LESSON, 'utf8').replace(word, other), 'x.ipynb');

  it('names the cell of another type', () => {
    assert.throws(
      () => parse('"cell_type": "markdown"', '"cell_type": "heading"'),
      /^Error: x\.ipynb, cell [a-z-]+: expected the type code, markdown or raw, but got heading$/,
    );
  });

  it('names the cell with an output of another type', () => {
    assert.throws(
      () => parse('"output_type": "display_data"', '"output_type": "pyout"'),
      /^Error: x\.ipynb, cell many-picture: expected an output of the type .*, but got pyout$/,
    );
  });
});

describe('serialiseNotebook', () => {
  it('gives back a file that Jupyter wrote, byte for byte', () => {
    // the fixture was written by nbformat 5.11: nbformat.write(nbformat.read(path, 4), path)
    const text = readFileSync(COIN_LESSON, 'utf8');
    assert.equal(serialiseNotebook(parseNotebook(text, 'coin')), text);
  });

  it('writes U+FFFD for half of a surrogate pair, which no file in UTF-8 can hold', () => {
    const text = serialiseNotebook(
      notebookOf(code('a-b', "'\ud83d'", { outputs: [printed('\udc4d 👍')] })),
    );
    assert.match(text, /"\ufffd 👍"[^]*"'\ufffd'"/); // outputs stand before the source
  });

  it('ends lines where Jupyter does', () => {
    // python: 'a\r\nb\rc\u2028d\x85\n'.splitlines(True)
    const lines = ['a\r\n', 'b\r', 'c\u2028', 'd\x85', '\n'];
    const text = serialiseNotebook(notebookOf(markdown('a-b', lines.join(''))));
    assert.deepEqual(JSON.parse(text).cells[0].source, lines);
  });

  it('keeps attachments and fields that it does not know through writing and reading', () => {
    const cell = { ...markdown('a-b', 'x'), later: { deep: [1] } };
    const attachments = { 'x.svg': { 'image/svg+xml': '<svg>\n</svg>' } };
    const notebook = { ...notebookOf({ ...cell, attachments }), later: 1 };
    const text = serialiseNotebook(notebook);
    assert.deepEqual(parseNotebook(text, 'x'), notebook);
    const written = JSON.parse(text).cells[0].attachments['x.svg']['image/svg+xml'];
    assert.deepEqual(written, ['<svg>\n', '</svg>']); // as Jupyter writes it
  });

  it('keeps outputs of every kind through writing and reading', () => {
    const html = {
      output_type: 'display_data' as const,
      data: { 'text/html': '<b>\n</b>' },
      metadata: {},
    };
    const error = {
      output_type: 'error' as const,
      ename: 'Error',
      evalue: 'no',
      traceback: ['at 1'],
    };
    const notebook = notebookOf(
      code('a-b', 'f();\ng();', {
        outputs: [printed('1\n2\n'), picture({ alt: 'x' }), html, error],
      }),
    );
    assert.deepEqual(parseNotebook(serialiseNotebook(notebook), 'x'), notebook);
  });
});
