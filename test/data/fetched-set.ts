import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';

import { type SetIdentity, setPath } from '../../lib/data/set-file';

/**
 * A test of the real file where set-up has fetched it. On a machine that it could not be fetched to, the loader is held
 * to say so. Called inside `describe`.
 */
export function itWhereFetched<Loaded>(
  title: string,
  set: SetIdentity,
  load: () => Loaded,
  check: (loaded: Loaded) => void,
): void {
  it(`${title} (where it has been fetched)`, () => {
    if (existsSync(setPath(set))) check(load());
    else assert.throws(load, new RegExp(`fetch it with: npm run data -- ${set.name}$`));
  });
}
