import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

import { readFasta, readTranscripts, reverseComplement } from '../../../tools/data/genes';

describe('genes', () => {
  let folder: string;
  before(() => (folder = mkdtempSync(join(tmpdir(), 'genes-'))));
  after(() => rmSync(folder, { recursive: true }));
  const write = (text: string) => {
    const path = join(folder, 'file.gz');
    writeFileSync(path, gzipSync(text));
    return path;
  };

  describe('readFasta', () => {
    it('joins the lines of a sequence, in capitals', () => {
      assert.equal(readFasta(write('>one sequence\nACgt\nTTn\n')), 'ACGTTTN');
    });

    it('throws on several', () => {
      assert.throws(() => readFasta(write('>one\nA\n>two\nC\n')), /expected one sequence/);
    });
  });

  describe('readTranscripts', () => {
    it('gathers the exons of each, from left to right', () => {
      const line = (kind: string, start: number, end: number, strand: string, name: string) =>
        [
          'chr1',
          'source',
          kind,
          start,
          end,
          '.',
          strand,
          '.',
          `gene_id "g"; transcript_id "${name}";`,
        ].join('\t');
      const path = write(
        [
          '#a comment',
          line('gene', 1, 90, '-', ''),
          line('exon', 70, 90, '-', 'a'),
          line('exon', 11, 20, '+', 'b'),
          line('exon', 1, 30, '-', 'a'),
        ].join('\n'),
      );
      assert.deepEqual(readTranscripts(path), [
        {
          isReverse: true,
          exons: [
            { start: 1, end: 30 },
            { start: 70, end: 90 },
          ],
        },
        { isReverse: false, exons: [{ start: 11, end: 20 }] },
      ]);
    });
  });

  describe('reverseComplement', () => {
    it('reads the other strand', () => {
      assert.equal(reverseComplement('AACGN'), 'NCGTT');
    });
  });
});
