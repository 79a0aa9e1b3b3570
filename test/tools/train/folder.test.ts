import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { saveCheckpoint, writeCheckpoint } from '../../../lib/training/checkpoint';
import { createTrainingState } from '../../../lib/training/state';
import {
  createRunFolder,
  makeRunFolder,
  resumedSettings,
  runFolder,
} from '../../../tools/train/folder';
import { smallImageGan } from '../../training/small-gan';

const images = { count: 20, height: 3, width: 3, checksum: 7 };
const settings = { batchSize: 64, seed: 1, model: 'dense', data: 'digits', images } as const;
const pictures = { size: 32, channels: 3, skipBad: false } as const;

describe('createRunFolder and resumedSettings', () => {
  const parent = mkdtempSync(join(tmpdir(), 'run-'));
  after(() => rmSync(parent, { recursive: true }));
  let count = 0;
  const fresh = () => runFolder(join(parent, 'deep', String(count++)));
  const withCheckpoint = (notes: object = settings) => {
    const folder = fresh();
    createRunFolder(folder);
    const gan = smallImageGan();
    const state = createTrainingState(gan, settings);
    writeCheckpoint(folder.checkpoint, { game: gan, state, notes });
    return folder;
  };

  it('keep the settings of the run in its checkpoint', () => {
    assert.deepEqual(resumedSettings(withCheckpoint(), {}), settings);
    assert.deepEqual(resumedSettings(withCheckpoint(), { seed: 1 }), settings);
  });

  it('refuse to write over a training', () => {
    const folder = withCheckpoint();
    assert.throws(
      () => createRunFolder(folder),
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
  });

  it('refuse to go on with another model, or with pictures of another size', () => {
    const folder = withCheckpoint({ ...settings, pictures });
    assert.throws(() => resumedSettings(folder, { model: 'dcgan' }), {
      message: /was trained with model dense, but dcgan was asked for/,
    });
    assert.throws(() => resumedSettings(folder, { size: 64 }), {
      message: /was trained with size 32, but 64 was asked for/,
    });
    assert.throws(() => resumedSettings(withCheckpoint(), { size: 64 }), {
      message: /was trained without size, but 64 was asked for/,
    });
    assert.deepEqual(resumedSettings(folder, { model: 'dense', size: 32, channels: 3 }).pictures, {
      ...pictures,
    });
  });

  it('go on without bad pictures once that was asked for', () => {
    const skipping = { ...pictures, skipBad: true };
    const before = withCheckpoint({ ...settings, pictures: skipping });
    assert.deepEqual(resumedSettings(before, { skipBad: false }).pictures, skipping);
    const now = withCheckpoint({ ...settings, pictures });
    assert.deepEqual(resumedSettings(now, { skipBad: true }).pictures, skipping);
  });

  it('take a run that names no model for one of the dense networks', () => {
    const { model, ...older } = settings;
    assert.equal(resumedSettings(withCheckpoint(older), {}).model, model);
  });

  it('take the place where the images lie now', () => {
    assert.deepEqual(resumedSettings(withCheckpoint(), { data: 'moved' }), {
      ...settings,
      data: 'moved',
    });
  });

  it('refuse to go on with what is no checkpoint, and name it', () => {
    const folder = withCheckpoint();
    writeFileSync(folder.checkpoint, '');
    assert.throws(
      () => resumedSettings(folder, {}),
      /checkpoint\.safetensors: expected a safetensors file, but it is cut off.*start again/,
    );
  });

  it('refuse to go on with the checkpoint of another program', () => {
    const folder = withCheckpoint();
    const gan = smallImageGan();
    saveCheckpoint(folder.checkpoint, gan, createTrainingState(gan, settings));
    assert.throws(
      () => resumedSettings(folder, {}),
      /checkpoint\.safetensors: a checkpoint that npm run train did not write. Go on with the program that did/,
    );
  });

  it('make again what was tidied away', () => {
    const folder = withCheckpoint();
    rmSync(folder.frames, { recursive: true });
    makeRunFolder(folder);
    assert.ok(existsSync(folder.frames));
  });

  it('tell a folder that cannot be made', () => {
    const file = join(parent, 'file');
    writeFileSync(file, '');
    assert.throws(
      () => createRunFolder(runFolder(join(file, 'sub'))),
      /sub: cannot be written \(ENOTDIR.*Name another folder: npm run train -- --out/,
    );
  });
});
