import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { createRunFolder, resumedSettings, runFolder } from '../../../tools/train/folder';

const settings = { batchSize: 64, seed: 1 };

describe('createRunFolder and resumedSettings', () => {
  const parent = mkdtempSync(join(tmpdir(), 'run-'));
  after(() => rmSync(parent, { recursive: true }));
  let count = 0;
  const fresh = () => runFolder(join(parent, 'deep', String(count++)));
  const withCheckpoint = () => {
    const folder = fresh();
    createRunFolder(folder, settings);
    writeFileSync(folder.checkpoint, 'x');
    return folder;
  };

  it('keep the settings of the run', () => {
    assert.deepEqual(resumedSettings(withCheckpoint(), {}), settings);
    assert.deepEqual(resumedSettings(withCheckpoint(), { seed: 1 }), settings);
  });

  it('refuse to write over a training', () => {
    const folder = withCheckpoint();
    assert.throws(
      () => createRunFolder(folder, settings),
      /holds a training already. Go on with: npm run train -- --resume --out ".*"\. Or name another/,
    );
  });

  it('refuse to go on where there is no training', () => {
    assert.throws(() => resumedSettings(fresh(), {}), /no training to go on with/);
  });

  it('refuse to go on with other settings', () => {
    assert.throws(
      () => resumedSettings(withCheckpoint(), { batchSize: 32 }),
      /was trained with batchSize 64, but 32 was asked for/,
    );
    assert.throws(
      () => resumedSettings(withCheckpoint(), { data: 'fashion' }),
      /was trained with data MNIST, but fashion was asked for/,
    );
  });

  it('tell a folder that cannot be made', () => {
    const file = join(parent, 'file');
    writeFileSync(file, '');
    assert.throws(
      () => createRunFolder(runFolder(join(file, 'sub')), settings),
      /sub: cannot be written \(ENOTDIR.*Name another folder: npm run train -- --out/,
    );
  });
});
