import assert from 'node:assert/strict';

import type { SetRecord } from '../../../lib/data/manifest';
import { listSets } from '../../../tools/data/list';

describe('listSets', () => {
  const record = (bytes: number): SetRecord => ({
    ...{ title: '', licences: [], credit: [], sources: [] },
    file: { name: '', bytes, sha256: '' },
  });
  const records = { shells: record(1_234_000), leaves: record(5000) };
  const definition = (name: string, isFetched?: true) => ({
    set: { name, version: '1', isFetched },
    title: `All ${name}`,
  });
  const list = (isThere: boolean) => {
    const sets = [definition('shells'), definition('leaves', true), definition('stones')];
    return listSets(sets, records, () => isThere).split('\n');
  };

  it('has a line for each set, and the size of those that the repository holds', () => {
    assert.deepEqual(list(true), [
      'shells         1,234 kB  All shells',
      'leaves             5 kB  All leaves (fetched)',
      'stones             0 kB  All stones (not built yet)',
      'together       1,234 kB  without those that are fetched',
    ]);
  });

  it('says of a set that is to be fetched with which command', () => {
    assert.equal(
      list(false)[1],
      'leaves             5 kB  All leaves (not here; npm run data -- leaves)',
    );
  });
});
