import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { plainPath } from '../../../tools/lab/plain-path.mjs';

describe('plainPath', () => {
  let parent: string;
  beforeEach(() => (parent = mkdtempSync(join(tmpdir(), 'plain-'))));
  afterEach(() => rmSync(parent, { recursive: true }));

  it('is the path itself where nothing in it is taken for a pattern', () => {
    const path = join(parent, `it's "my" #1 100% $x`);
    assert.equal(plainPath(path).path, path);
  });

  for (const name of ['courses [2026]', 'what?', '*']) {
    it(`is another path to the folder ${name}, until it is removed`, () => {
      const folder = join(parent, name);
      mkdirSync(folder);
      const { path, remove } = plainPath(folder);
      assert.doesNotMatch(path, /[[*?]/);
      assert.equal(realpathSync(path), realpathSync(folder));
      remove();
      assert.ok(!existsSync(path));
      assert.ok(existsSync(folder));
    });
  }
});
