import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { COURSE } from '../../tools/notebooks/lessons';
import { OTHER_GROUPS, groupOf, groupTitle } from '../../tools/site/reference-groups';

describe('groupOf', () => {
  for (const [path, group] of [
    ['losses.ts', 'losses'],
    ['metrics/score.ts', 'metrics'],
    ['data', 'data'],
    ['data/batches.ts', 'data'],
    ['data/emoji.ts', 'data-pictures'],
    ['data/faces/face.ts', 'data-pictures'],
    ['data/faces/', 'data-pictures'],
    ['sounds.ts', 'sounds'],
    ['display.ts', 'notebook'],
  ]) {
    it(`is ${group} for ${path}`, () => assert.equal(groupOf(path), group));
  }
});

describe('groupTitle', () => {
  it('says of which data, and leaves other names', () => {
    assert.equal(groupTitle('data-pictures'), 'data, pictures');
    assert.equal(groupTitle('discrete-outputs'), 'discrete-outputs');
  });
});

describe('OTHER_GROUPS', () => {
  const parts = Object.values(OTHER_GROUPS).flat();

  it('name files and folders that the library has', () => {
    const exists = (part: string) =>
      [part, `${part}.ts`].some((path) => existsSync(join(COURSE.lib, path)));
    assert.deepEqual(
      parts.filter((part) => !exists(part)),
      [],
    );
  });

  it('name each once', () => assert.equal(new Set(parts).size, parts.length));
});
