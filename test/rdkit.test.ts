import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

import { openRDKit } from '../lib/rdkit';

describe('openRDKit', function () {
  this.timeout(30_000);

  it('opens RDKit once', async () => {
    assert.equal(await openRDKit(), await openRDKit());
  });

  it('knows what can be a molecule, and writes it in one way', async () => {
    const rdkit = await openRDKit();
    const [one, other] = ['OCC', 'C(C)O'].map((smiles) => rdkit.get_mol(smiles));
    assert.equal(one?.get_smiles(), 'CCO');
    assert.equal(other?.get_smiles(), 'CCO');
    [one, other].forEach((molecule) => molecule?.delete());
    assert.equal(rdkit.get_mol('C(C)(C)(C)(C)C'), null); // five bonds
  });

  it('and the charts’ vega are not loaded with the library', () => {
    const script = `require('./lib');
      const heavy = Object.keys(require.cache).filter((path) => /node_modules.(@rdkit|vega)/.test(path));
      process.stdout.write(String(heavy));`;
    const options = ['-r', 'ts-node/register/transpile-only', '-e', script];
    const root = join(__dirname, '..');
    assert.equal(execFileSync(process.execPath, options, { cwd: root, encoding: 'utf8' }), '');
  });
});
