import assert from 'node:assert/strict';

import { SMILES_SET, loadSmiles } from '../../lib/data/smiles';
import { describeDamages } from './damaged-sets';

describe('loadSmiles', () => {
  let train: readonly string[];
  let test: readonly string[];
  before(() => ({ train, test } = loadSmiles()));
  const all = () => [...train, ...test];

  it('has 50,000 molecules to train on and 5,000 held out, none of them twice', () => {
    assert.deepEqual([train.length, test.length], [50_000, 5_000]);
    assert.equal(new Set(all()).size, 55_000);
  });

  it('has 15 to 57 characters each: atoms, bonds, branches and rings', () => {
    for (const one of all()) {
      assert.match(one, /^([CFNOSHcnos]|Cl|Br|[-=#()[\]1-9])+$/);
      assert.ok(one.length >= 15 && one.length <= 57, one);
    }
  });

  it('closes each bracket and each ring that it opens', () => {
    for (const one of all()) {
      let depth = 0;
      for (const letter of one) {
        if (letter === '(') depth++;
        if (letter === ')') depth--;
        assert.ok(depth >= 0, one);
      }
      assert.equal(depth, 0, one);
      for (const digit of '123456789') assert.equal(one.split(digit).length % 2, 1, one);
    }
  });

  it('has the elements of drugs: carbon in all, nitrogen and oxygen in nine of ten', () => {
    const share = (atom: RegExp) => train.filter((one) => atom.test(one)).length / train.length;
    assert.equal(share(/c|C(?!l)/), 1);
    assert.ok(share(/[nN]/) > 0.9 && share(/[oO]/) > 0.9);
  });

  describeDamages(SMILES_SET, loadSmiles);
});
