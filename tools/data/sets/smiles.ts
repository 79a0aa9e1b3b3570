import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

import { SMILES_SET, loadSmiles } from '../../../lib/data/smiles';
import type { NumberArray } from '../../../lib/safetensors-format';
import type { SetDefinition, SheetRow } from '../definition';
import { spread } from '../spread';
import { textPicture } from '../text-picture';

/** How many molecules are kept, of 1,584,663 and of 176,225. */
const [TRAIN, TEST] = [50_000, 5_000];

/** Molecules as SMILES. */
export const smiles: SetDefinition<'moses'> = {
  set: SMILES_SET,
  title: 'Drug-like molecules as SMILES',
  licences: ['MIT'],
  credit: [
    'MOSES, copyright 2018 Insilico Medicine, MIT, a part of its molecules, which come from ZINC Clean Leads',
  ],
  packages: {
    moses: {
      registry: 'PyPI',
      name: 'molsets',
      version: '0.3.1',
      sha256: '7f4450e3ebecebe79c3a2a55950c93daddee071120daf64a163d03481e811d34',
    },
  },
  build({ moses }) {
    const sample = (name: string, count: number): NumberArray<Uint8Array> => {
      const path = join(moses, 'moses/dataset/data', `${name}.csv.gz`);
      const [, ...lines] = gunzipSync(readFileSync(path)).toString('latin1').trimEnd().split('\n');
      const picked = spread(count, lines.length).map((i) => lines[i].trimEnd());
      const data = Uint8Array.from(Buffer.from(picked.sort().join('\n'), 'latin1'));
      return { shape: [data.length], data };
    };
    return Promise.resolve({
      arrays: { train: sample('train', TRAIN), test: sample('test_scaffolds', TEST) },
    });
  },
  sheet() {
    const { train, test } = loadSmiles();
    return [rowOf('train', train), rowOf('test', test)];
  },
};

/** Forty molecules of a part, spread over it. */
function rowOf(title: string, molecules: readonly string[]): SheetRow {
  const lines = spread(40, molecules.length).map((i) => molecules[i]);
  return { title, images: textPicture(lines, 480) };
}
