import { gzipSync } from 'fflate';

import { type SetRecord, sha256 } from '../../lib/data/manifest';
import { SET_FORMAT, type SetIdentity, setFileName } from '../../lib/data/set-file';
import { encodeSafetensors } from '../../lib/safetensors-format';
import type { SetContents, SetDefinition } from './definition';
import type { PackageStore } from './packages';

/** A set's file and what the manifest says of it. */
export interface BuiltSet {
  readonly bytes: Uint8Array;
  readonly record: SetRecord;
}

/** Builds a set from its packages: the same bytes each time, on every machine. */
export async function buildSet(
  definition: SetDefinition,
  store: Pick<PackageStore, 'withUnpacked'>,
): Promise<BuiltSet> {
  const { set, title, licences, credit, packages } = definition;
  const contents = await store.withUnpacked(packages, (folders) => definition.build(folders));
  const bytes = encodeSet(set, contents);
  const sources = Object.values(packages).map(({ registry, name, version, sha256 }) => ({
    ...{ registry, name, version, sha256 },
  }));
  const file = { name: setFileName(set), bytes: bytes.length, sha256: sha256(bytes) };
  return { bytes, record: { title, licences, credit, sources, file } };
}

/**
 * A set as its file: gzipped safetensors. By fflate rather than by Node, whose zlib packs otherwise on another
 * processor or in another version.
 *
 * @throws RangeError when a line of a text holds a line break
 */
export function encodeSet(
  { name, version }: SetIdentity,
  { arrays, texts = {} }: SetContents,
): Uint8Array {
  const metadata: Record<string, string> = { format: SET_FORMAT, set: name, version };
  for (const [key, lines] of Object.entries(texts)) {
    const broken = lines.find((line) => line.includes('\n'));
    if (broken !== undefined) {
      throw new RangeError(`expected lines without line breaks in ${key}, but got ${broken}`);
    }
    metadata[key] = lines.join('\n');
  }
  const bytes = Buffer.concat(encodeSafetensors({ arrays, metadata }));
  return gzipSync(bytes, { level: 9, mtime: 0 });
}
