import assert from 'node:assert/strict';

import { tf } from '../../lib/backend';
import {
  ATOM_KINDS,
  type MoleculeGraph,
  type Molecules,
  moleculeAt,
  moleculeKey,
} from '../../lib/data/molecule-graph';
import { makeMolecules } from '../../lib/data/procedural-molecules';

const graphsOf = (molecules: Molecules): MoleculeGraph[] =>
  Array.from({ length: molecules.atoms.shape[0] }, (_, i) => moleculeAt(molecules, i));

describe('makeMolecules', () => {
  const { train, test } = makeMolecules({ train: 900, test: 100, seed: 1 });
  const all = [train, test].flatMap(graphsOf);

  it('makes as many as asked for, of up to nine atoms, none missing before the last', () => {
    assert.deepEqual(train.atoms.shape, [900, 9]);
    assert.deepEqual(train.bonds.shape, [900, 9, 9]);
    assert.deepEqual(test.atoms.shape, [100, 9]);
    for (let i = 0; i < 900; i++) {
      const kinds = [...train.atoms.data.subarray(i * 9, (i + 1) * 9)];
      assert.ok(kinds[0] > 0);
      assert.ok(kinds.every((kind, k) => kind === 0 || k === 0 || kinds[k - 1] > 0));
    }
  });

  it('keeps to the valences, and gives both atoms the same bond', () => {
    for (const { kinds, bonds } of all) {
      kinds.forEach((kind, i) => {
        assert.ok(bonds[i].reduce((sum, bond) => sum + bond) <= ATOM_KINDS[kind].valence);
        bonds[i].forEach((bond, j) => assert.equal(bond, bonds[j][i]));
        assert.equal(bonds[i][i], 0);
      });
    }
  });

  it('makes molecules in one part', () => {
    for (const { bonds } of all) {
      const reached = new Set([0]);
      for (const atom of reached) bonds[atom].forEach((bond, j) => bond > 0 && reached.add(j));
      assert.equal(reached.size, bonds.length);
    }
  });

  it('makes no molecule twice, and has all kinds of atoms and bonds, and up to two rings', () => {
    assert.equal(new Set(all.map(moleculeKey)).size, 1000);
    assert.deepEqual([...new Set(train.atoms.data)].sort(), [0, 1, 2, 3, 4]);
    assert.deepEqual([...new Set(train.bonds.data)].sort(), [0, 1, 2, 3]);
    const rings = all.map(
      ({ bonds }) => bonds.flat().filter(Boolean).length / 2 - bonds.length + 1,
    );
    assert.deepEqual([...new Set(rings)].sort(), [0, 1, 2]);
  });

  it('makes the same of the same seed, and other molecules of another', () => {
    assert.deepEqual(makeMolecules({ train: 900, test: 100, seed: 1 }), { train, test });
    assert.notDeepEqual(makeMolecules({ train: 900, test: 100, seed: 2 }).train, train);
  });

  it('leaves no tensor', () => {
    const before = tf.memory().numTensors;
    makeMolecules({ train: 5, test: 5, seed: 3 });
    assert.equal(tf.memory().numTensors, before);
  });

  it('throws when more are asked for than there may be', () => {
    assert.throws(() => makeMolecules({ train: 29_000, test: 1_001, seed: 1 }), {
      name: 'RangeError',
      message: 'expected test to be an integer from 0 to 1000, but got 1001',
    });
  });
});
