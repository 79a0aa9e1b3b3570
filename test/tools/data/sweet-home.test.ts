import assert from 'node:assert/strict';
import { strToU8, zipSync } from 'fflate';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { readModels } from '../../../tools/data/sweet-home';

describe('readModels', () => {
  const folder = mkdtempSync(join(tmpdir(), 'models-'));
  after(() => rmSync(folder, { recursive: true }));
  const library = (catalogue: string) => {
    const path = join(folder, 'library.sh3f');
    const files = {
      'PluginFurnitureCatalog.properties': strToU8(catalogue),
      'models/chair.obj': strToU8('v 0 0 0\nv 1 0 0\nv 1 1 1\nf 1 2 3\n'),
    };
    writeFileSync(path, zipSync(files));
    return path;
  };
  const CHAIR = [
    'name=A library',
    'name#7=Chair',
    'creator#7=Somebody',
    'model#7=/models/chair.obj',
    ...['width#7=40', 'depth#7=50', 'height#7=90.5'],
  ].join('\r\n');

  it('gives models with their sizes and meshes', () => {
    const [chair, ...others] = readModels(library(CHAIR));
    assert.equal(others.length, 0);
    assert.deepEqual(
      [chair.name, chair.creator, chair.size],
      ['Chair', 'Somebody', [40, 90.5, 50]],
    );
    assert.deepEqual([...chair.mesh().positions], [0, 0, 0, 40, 0, 0, 40, 90.5, 50]);
  });

  it('turns a model as its catalogue says', () => {
    const turned = `${CHAIR}\r\nmodelRotation#7=-1 0 0 0 1 0 0 0 -1`;
    const [chair] = readModels(library(turned));
    assert.deepEqual([...chair.mesh().positions], [40, 0, 50, 0, 0, 50, 0, 90.5, 0]);
  });

  it('throws on a model whose file is not there', () => {
    const [lost] = readModels(library(CHAIR.replace('chair.obj', 'stool.obj')));
    assert.throws(() => lost.mesh(), /expected a file models\/stool\.obj, but there is none/);
  });
});
