import { unpackBases } from './bases';
import { type SetFile, type SetIdentity, readSet } from './set-file';

/** The file of {@link loadSpliceDonors}. */
export const SPLICE_DONORS_SET: SetIdentity = { name: 'splice-donors', version: '1' };

/** Letters of a sequence; the intron begins in its middle. */
export const DONOR_LENGTH = 60;

/** Sequences of DNA of one length. */
export interface Sequences {
  readonly shape: readonly [count: number, length: number];
  /** Each 0 to 3, a place in {@link BASES}, sequence by sequence. */
  readonly data: Uint8Array;
}

/**
 * Splice donors: where a gene's text is interrupted. 30 letters of exon, then 30 of the intron that the cell cuts out,
 * which begins with GT in 98 of 100; about 34,700 of them, all that are known on chromosome 1 of thale cress.
 *
 * Held out is the last seventh of the chromosome, without those that are almost as one of the rest. Licence: MIT.
 *
 * @throws Error naming the file, what was found and what to do
 */
export function loadSpliceDonors(path?: string): {
  readonly train: Sequences;
  readonly test: Sequences;
} {
  const set = readSet(SPLICE_DONORS_SET, path);
  return { train: readPart(set, 'train'), test: readPart(set, 'test') };
}

function readPart(set: SetFile, name: 'train' | 'test'): Sequences {
  const { shape, data } = set.array(name, 'uint8', 2);
  return { shape: [shape[0], DONOR_LENGTH], data: unpackBases(data) };
}
