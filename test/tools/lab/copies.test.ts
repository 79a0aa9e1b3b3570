import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { newerBeside, renewCopies } from '../../../tools/lab/copies';

describe('renewCopies', () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'copies ü-'));
    mkdirSync(join(root, 'notebooks'));
    publish('first edition');
    renew();
  });
  afterEach(() => rmSync(root, { recursive: true }));

  const publish = (text: string) => writeFileSync(join(root, 'notebooks/03_data.ipynb'), text);
  const renew = () =>
    renewCopies(join(root, 'notebooks'), join(root, 'copies'), join(root, 'given.json'));
  const write = (text: string, name = '03_data.ipynb') =>
    writeFileSync(join(root, 'copies', name), text);
  /** The texts of the copies by what stands in their names after 03_data. */
  const copies = () =>
    Object.fromEntries(
      readdirSync(join(root, 'copies')).map((name) => [
        name.slice('03_data'.length),
        readFileSync(join(root, 'copies', name), 'utf8'),
      ]),
    );

  it('gives a copy of each file', () => {
    assert.deepEqual(copies(), { '.ipynb': 'first edition' });
  });

  it('renews a copy that is as it was given', () => {
    publish('second edition');
    assert.deepEqual(renew(), []);
    assert.deepEqual(copies(), { '.ipynb': 'second edition' });
  });

  it('leaves a changed copy alone as long as there is no newer original', () => {
    write('mine');
    assert.deepEqual(renew(), []);
    assert.deepEqual(copies(), { '.ipynb': 'mine' });
  });

  it('puts a newer original beside a changed copy, and says so once', () => {
    write('mine');
    publish('second edition');
    assert.deepEqual(renew(), [{ name: '03_data.ipynb', newer: '03_data.new.ipynb' }]);
    assert.deepEqual(renew(), []);
    assert.deepEqual(copies(), { '.ipynb': 'mine', '.new.ipynb': 'second edition' });
  });

  it('renews what is beside a changed copy, unless that was changed too', () => {
    write('mine');
    publish('second edition');
    renew();
    publish('third edition');
    renew();
    assert.deepEqual(copies(), { '.ipynb': 'mine', '.new.ipynb': 'third edition' });
    write('mine, too', '03_data.new.ipynb');
    publish('fourth edition');
    renew();
    assert.deepEqual(copies(), {
      '.ipynb': 'mine',
      '.new.ipynb': 'mine, too',
      '.new-2.ipynb': 'fourth edition',
    });
  });

  it('gives a copy again that was deleted', () => {
    rmSync(join(root, 'copies/03_data.ipynb'));
    renew();
    assert.deepEqual(copies(), { '.ipynb': 'first edition' });
  });

  it('follows an original that goes back to an earlier one', () => {
    publish('second edition');
    renew();
    publish('first edition');
    renew();
    assert.deepEqual(copies(), { '.ipynb': 'first edition' });
  });

  it('overwrites nothing of the reader when its record is lost or damaged', () => {
    write('mine');
    for (const damage of ['', '{"03_data.ip', '7', 'null', '{"03_data.ipynb":7}']) {
      writeFileSync(join(root, 'given.json'), damage);
      renew();
    }
    assert.deepEqual(copies(), { '.ipynb': 'mine', '.new.ipynb': 'first edition' });
  });
});

describe('newerBeside', () => {
  let root: string;
  beforeEach(() => (root = mkdtempSync(join(tmpdir(), 'newer-'))));
  afterEach(() => rmSync(root, { recursive: true }));

  /** What is found beside 03_data.ipynb when these files are there. */
  function found(files: Record<string, string>): string | undefined {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(join(root, path, '..'), { recursive: true });
      writeFileSync(join(root, path), text);
    }
    return newerBeside(join(root, 'notebooks'), join(root, 'copies'), '03_data.ipynb');
  }

  it('is nothing when the copy is the original', () => {
    const [a, b] = ['notebooks/03_data.ipynb', 'copies/03_data.ipynb'];
    assert.equal(found({ [a]: 'new', [b]: 'new', 'copies/03_data.new.ipynb': 'new' }), undefined);
  });

  it('is nothing when the reader has changed the newest one', () => {
    const [a, b] = ['notebooks/03_data.ipynb', 'copies/03_data.ipynb'];
    assert.equal(found({ [a]: 'new', [b]: 'mine' }), undefined);
  });

  it('is the file with the original', () => {
    const files = {
      'notebooks/03_data.ipynb': 'new',
      'copies/03_data.ipynb': 'mine',
      'copies/03_data.new.ipynb': 'mine, too',
      'copies/03_data.new-2.ipynb': 'new',
    };
    assert.equal(found(files), '03_data.new-2.ipynb');
  });
});
