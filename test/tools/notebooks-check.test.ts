import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkCommand } from '../../tools/notebooks/check';
import { parseNotebook, serialiseNotebook, type TextCell } from '../../tools/notebooks/notebook';
import { makeSmallCourse } from '../notebooks/small-course';

const CHECK = { draft: false, fix: false };

describe('checkCommand', function () {
  this.timeout(30_000); // each call runs the compiler
  const { course, remove } = makeSmallCourse();
  const path = join(course.notebooks, '01_coin_game.ipynb');
  const good = readFileSync(path, 'utf8');
  const printed: string[] = [];
  const { log, error } = console;
  beforeEach(() => {
    printed.length = 0;
    console.log = console.error = (line: string) => printed.push(line);
  });
  afterEach(() => {
    Object.assign(console, { log, error });
    writeFileSync(path, good);
  });
  after(remove);

  it('is 0 for a course in order', () => {
    assert.equal(checkCommand(course, [], CHECK), 0);
    assert.deepEqual(printed, ['1 passed, 0 failed']);
  });

  it('is 1 and names all that it finds, of every kind', () => {
    const bad = good.replace('coinLoss(0);', "coinLoss('0');").replace('## Setup', '## Set-up');
    writeFileSync(
      path,
      bad.replace('softplus(-logit)', 'softplus(logit)').replace('"alt"', '"old"'),
    );
    assert.equal(checkCommand(course, ['1'], CHECK), 1);
    assert.deepEqual(
      printed.map((line) => line.replace(/^01_coin_game\.ipynb(, )?/, '').slice(0, 50)),
      [
        ': the section "## Setup" is missing',
        'cell loss-define, line 2: differs from lib/losses.',
        "cell loss-at-zero, line 1: Argument of type 'strin",
        'cell many-picture: the image/png output has no alt',
        ': the code has changed since the outputs were made',
        ': is not in normal form: run npm run notebooks:che',
        '0 passed, 1 failed',
      ],
    );
  });

  it('leaves out the outputs of a draft', () => {
    writeFileSync(path, good.replace('numCoins = 12', 'numCoins = 13').replace('"alt"', '"old"'));
    assert.equal(checkCommand(course, [], { ...CHECK, draft: true }), 0);
  });

  it('neither finds fault with a picture pasted into a cell nor writes the lesson without it', () => {
    const notebook = parseNotebook(good, 'coin');
    const text = notebook.cells.find(({ id }) => id === 'coin-picture') as TextCell; // of the fixture
    text.source += '\n\n![my sketch of a coin](attachment:sketch.png)';
    text.attachments = { 'sketch.png': { 'image/png': 'AAAA' } };
    writeFileSync(path, serialiseNotebook(notebook));
    const pasted = readFileSync(path, 'utf8');
    assert.equal(checkCommand(course, [], { ...CHECK, fix: true }), 0);
    assert.equal(readFileSync(path, 'utf8'), pasted);
  });

  it('writes the normal form when asked to', () => {
    writeFileSync(path, good.replace('"name": "tslab"', '"name": "jslab"').replace(/\n$/, ''));
    assert.equal(checkCommand(course, [], CHECK), 1);
    assert.equal(checkCommand(course, [], { ...CHECK, fix: true }), 0);
    assert.equal(readFileSync(path, 'utf8'), good);
  });
});
