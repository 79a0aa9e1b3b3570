import { type SetFile, type SetIdentity, readSet } from './set-file';

/** The file of {@link loadSmiles}. */
export const SMILES_SET: SetIdentity = { name: 'smiles', version: '1' };

/**
 * Molecules like those that drugs are made from, as SMILES: text in which letters are atoms (`c` in an aromatic ring),
 * `=` and `#` double and triple bonds, brackets branches, and equal digits the ends of a ring. 15 to 57 characters
 * each. A sample of MOSES: 50,000 to train on, 5,000 held out.
 *
 * Held out is what MOSES calls scaffolds: a molecule there has another skeleton of rings than all that MOSES trains on.
 * Licence: MIT.
 *
 * @throws Error naming the file, what was found and what to do
 * @see Polykovskiy et al. 2020, "Molecular sets (MOSES): a benchmarking platform for molecular generation models"
 */
export function loadSmiles(path?: string): {
  readonly train: readonly string[];
  readonly test: readonly string[];
} {
  const set = readSet(SMILES_SET, path);
  return { train: readLines(set, 'train'), test: readLines(set, 'test') };
}

/** The lines of a text that is kept as bytes. */
function readLines(set: SetFile, name: 'train' | 'test'): string[] {
  const { data } = set.array(name, 'uint8', 1);
  return Buffer.from(data.buffer, data.byteOffset, data.length).toString('latin1').split('\n');
}
