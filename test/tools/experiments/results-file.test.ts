import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { PRECISION_VARIABLE, hasMixedPrecision } from '../../../lib/backend/precision';
import { type RemedyRow, loadResults } from '../../../lib/experiments/results';
import { ResultsFile } from '../../../tools/experiments/results-file';

const row = (remedy: string, seed: number, modes = 8): RemedyRow => ({
  remedy,
  mixture: 'ring',
  seed,
  modes,
  highQuality: 0.5,
  reverseKl: 0.25,
  seconds: 9,
});
const idOf = ({ remedy, seed }: RemedyRow) => `${remedy} ${seed}`;

describe('ResultsFile', () => {
  let folder: string;
  let path: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'results-file-'));
    path = join(folder, 'experiments', 'remedies.json');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const open = () => new ResultsFile('remedies', idOf, { path });
  const keptIds = () => loadResults('remedies', path).map(idOf);

  it('has nothing, and writes nothing, before the first row', () => {
    assert.equal(open().has('R1 1'), false);
    assert.equal(existsSync(path), false);
  });

  it('makes the folder at once', () => {
    open();
    assert.ok(existsSync(join(folder, 'experiments')));
  });

  it('has a row once it is put, on disk as well', () => {
    const file = open();
    file.put(row('R1', 1));
    assert.ok(file.has('R1 1'));
    assert.equal(file.has('R1 2'), false);
    assert.deepEqual(loadResults('remedies', path), [row('R1', 1)]);
  });

  it('notes what was not computed in float32', () => {
    process.env[PRECISION_VARIABLE] = 'mixed';
    try {
      open().put(row('R1', 1));
    } finally {
      delete process.env[PRECISION_VARIABLE];
    }
    open().put(row('R1', 2));
    const noted = hasMixedPrecision() ? { computedIn: 'mixed' } : {};
    assert.deepEqual(loadResults('remedies', path), [{ ...row('R1', 1), ...noted }, row('R1', 2)]);
  });

  it('keeps the rows in the order of their ids, numbers by their size', () => {
    const file = open();
    for (const seed of [10, 2, 1]) file.put(row('best', seed));
    file.put(row('R1', 3));
    file.put(row('a remedy', 7));
    assert.deepEqual(keptIds(), ['a remedy 7', 'best 1', 'best 2', 'best 10', 'R1 3']);
  });

  it('keeps the rows in the order of the ids that it was given, and others after them', () => {
    const file = new ResultsFile('remedies', idOf, { path, ids: ['R1 2', 'a remedy 1', 'R1 1'] });
    for (const seed of [4, 1, 3, 2]) file.put(row('R1', seed));
    file.put(row('a remedy', 1));
    assert.deepEqual(keptIds(), ['R1 2', 'a remedy 1', 'R1 1', 'R1 3', 'R1 4']);
  });

  it('puts a row in the place of an older one of the same training', () => {
    const file = open();
    for (const seed of [1, 2, 3]) file.put(row('R1', seed, 4));
    file.put(row('R1', 2, 6));
    assert.deepEqual(
      loadResults('remedies', path).map(({ seed, modes }) => [seed, modes]),
      [
        [1, 4],
        [2, 6],
        [3, 4],
      ],
    );
  });

  it('goes on with the rows that are there when it is opened again', () => {
    open().put(row('R1', 2));
    const file = open();
    assert.ok(file.has('R1 2'));
    file.put(row('R1', 1));
    assert.deepEqual(keptIds(), ['R1 1', 'R1 2']);
  });

  it('writes the same file whatever the order in which the rows came', () => {
    const written = [
      [1, 2, 3],
      [3, 1, 2],
    ].map((seeds) => {
      rmSync(path, { force: true });
      const file = open();
      for (const seed of seeds) file.put(row('R1', seed));
      return readFileSync(path, 'utf8');
    });
    assert.equal(written[0], written[1]);
  });

  it('writes the command and a line for each row, and leaves no other file', () => {
    const file = open();
    file.put(row('R1', 1));
    file.put(row('R1', 2));
    const lines = readFileSync(path, 'utf8').split('\n');
    assert.equal(lines[1], '  "command": "npm run experiments -- remedies",');
    assert.equal(lines[3], `    ${JSON.stringify(row('R1', 1))},`);
    assert.equal(lines[4], `    ${JSON.stringify(row('R1', 2))}`);
    assert.deepEqual(readdirSync(join(folder, 'experiments')), ['remedies.json']);
  });

  it('throws at once on a path that is no place for a file, and names it', () => {
    writeFileSync(join(folder, 'experiments'), 'a file where the folder should be');
    assert.throws(open, { message: new RegExp(`'${join(folder, 'experiments')}'`) });
  });

  it('throws at once on a file of something else, and leaves it', () => {
    open();
    writeFileSync(path, '{ "rows": 5 }');
    assert.throws(open, {
      message: `${path}: not the results of an experiment. Make it with: npm run experiments -- remedies`,
    });
    assert.equal(readFileSync(path, 'utf8'), '{ "rows": 5 }');
  });
});
