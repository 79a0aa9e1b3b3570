import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { findPictures } from '../../lib/data/picture-files';
import { withoutPrivileges } from './without-privileges';

describe('findPictures', () => {
  const parent = mkdtempSync(join(tmpdir(), 'pictures 图片 ü '));
  before(() => chmodSync(parent, 0o755)); // else whoever is not its owner sees nothing of it
  after(() => rmSync(parent, { recursive: true }));
  let count = 0;
  /** A folder of empty files: what is in them is another matter. */
  function folderOf(...paths: string[]): string {
    const folder = join(parent, String(count++));
    mkdirSync(folder);
    for (const path of paths) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), '');
    }
    return folder;
  }

  it('finds all formats in any case and depth, in the order of codes', () => {
    const paths = ['B.PNG', 'a/deep/c.jpeg', 'a/猫 1.webp', 'b.Jpg', 'd.gif', 'e.bmp'];
    assert.deepEqual(findPictures(folderOf(...[...paths].reverse())), { paths, ignored: {} });
  });

  it('counts other files by their kind', () => {
    const folder = folderOf(
      'a.png',
      'a.txt',
      'x/b.TXT',
      'c.heic',
      'README',
      '.DS_Store',
      '._a.png',
    );
    assert.deepEqual(findPictures(folder), {
      paths: ['a.png'],
      ignored: { '.txt': 2, '.heic': 1, 'without extension': 1, hidden: 2 },
    });
  });

  it('leaves hidden folders alone', () => {
    assert.deepEqual(findPictures(folderOf('.thumbnails/a.png')), { paths: [], ignored: {} });
  });

  it('follows links to files and folders, but not in a circle', () => {
    const folder = folderOf('a/x.png');
    symlinkSync(folderOf('y.png'), join(folder, 'b'));
    symlinkSync(join(folder, 'a/x.png'), join(folder, 'z.png'));
    symlinkSync(folder, join(folder, 'a/again'));
    assert.deepEqual(findPictures(folder).paths, ['a/x.png', 'b/y.png', 'z.png']);
  });

  it('finds a link that leads nowhere, so that it is told as one that cannot be read', () => {
    const folder = folderOf();
    symlinkSync(join(folder, 'none'), join(folder, 'a.png'));
    assert.deepEqual(findPictures(folder).paths, ['a.png']);
  });

  it('tells a folder that is missing, and a file', () => {
    const folder = folderOf('a.png');
    assert.throws(() => findPictures(join(folder, 'none')), {
      message: `${join(folder, 'none')}: no such folder. Check its name.`,
    });
    assert.throws(() => findPictures(join(folder, 'a.png')), {
      message: /a\.png: expected a folder, but it is a file\. Name the folder that it is in\.$/,
    });
  });

  it('tells a folder and a subfolder that may not be read', async () => {
    const folder = folderOf('closed/a.png');
    chmodSync(join(folder, 'closed'), 0);
    await withoutPrivileges(() => {
      for (const each of [folder, join(folder, 'closed')]) {
        assert.throws(() => findPictures(each), {
          message: `${join(folder, 'closed')}: cannot be read (EACCES). Change its permissions, or name another folder.`,
        });
      }
    });
  });
});
