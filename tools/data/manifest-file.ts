import { readFileSync } from 'node:fs';

import { writeAtomically } from '../../lib/atomic-write';
import { type SetRecord, readSetRecords } from '../../lib/data/manifest';

/**
 * Writes into the manifest what is known of a set, in the place of what was said of it before; sets are sorted by name.
 */
export async function writeRecord(path: string, name: string, record: SetRecord): Promise<void> {
  const others = JSON.parse(readFileSync(path, 'utf8'));
  const sets = Object.entries({ ...readSetRecords(path), [name]: record });
  sets.sort(([a], [b]) => (a < b ? -1 : 1));
  const manifest = { ...others, sets: Object.fromEntries(sets) };
  const { format } = await import('prettier'); // the check of the format looks at the manifest too
  const text = await format(JSON.stringify(manifest, undefined, 2), { parser: 'json' });
  writeAtomically(path, [Buffer.from(text)]);
}
