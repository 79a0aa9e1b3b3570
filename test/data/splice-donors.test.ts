import assert from 'node:assert/strict';

import { BASES } from '../../lib/data/bases';
import { SPLICE_DONORS_SET, type Sequences, loadSpliceDonors } from '../../lib/data/splice-donors';
import { describeDamages } from './damaged-sets';

const LENGTH = 60;

/** The sequences as texts of letters. */
const textsOf = ({ shape: [count], data }: Sequences): string[] => {
  const letters = Array.from(data, (base) => BASES[base]).join('');
  return Array.from({ length: count }, (_, i) => letters.slice(i * LENGTH, (i + 1) * LENGTH));
};

/** Share of the texts that have this in this place. */
const share = (texts: readonly string[], place: number, what: string) =>
  texts.filter((text) => text.startsWith(what, place)).length / texts.length;

describe('loadSpliceDonors', () => {
  let train: string[];
  let test: string[];
  let shapes: readonly (readonly number[])[];
  before(() => {
    const parts = loadSpliceDonors();
    shapes = [parts.train.shape, parts.test.shape];
    [train, test] = [parts.train, parts.test].map(textsOf);
  });

  it('has about 34,700 sequences of 60 letters, a sixth of them held out', () => {
    assert.deepEqual(shapes, [
      [train.length, 60],
      [test.length, 60],
    ]);
    const count = train.length + test.length;
    assert.ok(Math.abs(count - 34_700) < 100, `${count}`);
    assert.ok(Math.abs(test.length / count - 1 / 6) < 0.02, `${test.length}`);
  });

  it('has no sequence twice, on neither side nor on both', () => {
    assert.equal(new Set([...train, ...test]).size, train.length + test.length);
  });

  it('has none held out that shares 51 letters with one that is trained on', () => {
    // Of 51 equal letters in 60, one of ten parts of six letters is the same: nine differences cannot spoil ten parts.
    const partsOf = (text: string) =>
      Array.from({ length: 10 }, (_, i) => `${i} ${text.slice(6 * i, 6 * i + 6)}`);
    const known = new Map<string, string[]>();
    for (const text of train) {
      for (const part of partsOf(text)) {
        const texts = known.get(part);
        if (texts) texts.push(text);
        else known.set(part, [text]);
      }
    }
    for (const text of test.filter((_, i) => i % 60 === 0)) {
      for (const other of partsOf(text).flatMap((part) => known.get(part) ?? [])) {
        const same = [...text].filter((letter, i) => letter === other[i]).length;
        assert.ok(same < 51, `${text} ${other}`);
      }
    }
  });

  it('begins 98 of 100 introns with GT, and nearly all others with GC', () => {
    for (const texts of [train, test]) {
      assert.ok(Math.abs(share(texts, 30, 'GT') - 0.983) < 0.003);
      assert.ok(share(texts, 30, 'GT') + share(texts, 30, 'GC') > 0.99);
    }
  });

  it('has the donors of biology books around the border: most often AG, then GTAAG', () => {
    for (const texts of [train, test]) {
      [...'AGGTAAG'].forEach((letter, i) => {
        const others = [...'ACGT'].filter((other) => other !== letter);
        const most = share(texts, 28 + i, letter);
        assert.ok(
          others.every((other) => share(texts, 28 + i, other) < most),
          `${letter} at ${i}`,
        );
      });
    }
  });

  describeDamages(SPLICE_DONORS_SET, loadSpliceDonors);
});
