import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

import {
  type ArrayFile,
  type ArrayKinds,
  type NumberArray,
  type NumberKind,
  decodeSafetensors,
  kindOf,
} from '../safetensors-format';
import { dataFolder } from './folder';

/** Which set a file of `data/sets` must hold. */
export interface SetIdentity {
  /** Of its file, and of the command that builds it: `npm run data -- NAME`. */
  readonly name: string;
  /** Raised when the file's layout or contents change; a file of another version is refused. */
  readonly version: string;
  /** Whether it stands in `data/sets/copyleft`: what is made from it must be passed on under the same licence. */
  readonly isCopyleft?: boolean;
  /** Whether it may not be passed on: it stands in `data/sets/fetched`, where set-up puts it on each machine. */
  readonly isFetched?: boolean;
}

/** A set as its file holds it: arrays and texts by name. */
export interface SetFile {
  /**
   * The array of this name.
   *
   * @throws Error naming the file, when it has none, or one of another kind or number of dimensions
   */
  array<K extends NumberKind>(name: string, kind: K, rank: number): NumberArray<ArrayKinds[K]>;
  /** A text's lines. @throws Error naming the file, when it has no such text */
  lines(name: string): string[];
}

/** What stands in the metadata of every set's file, so that other safetensors files are told apart. */
export const SET_FORMAT = 'gan-course set';

/** A set's file below `data/sets`. */
export const setFileName = ({ name, isCopyleft, isFetched }: SetIdentity): string =>
  `${isCopyleft ? 'copyleft/' : isFetched ? 'fetched/' : ''}${name}.safetensors.gz`;

/** The file of a set, in the repository whose library this is, compiled or not. */
export const setPath = (set: SetIdentity): string => join(dataFolder(), 'sets', setFileName(set));

/**
 * Reads a set: a gzipped safetensors file.
 *
 * @throws Error naming the file, what was found and what to do, when it is missing, cut off, damaged, not gzipped, not
 *   a safetensors file, of another set or of another version
 */
export function readSet(set: SetIdentity, path = setPath(set)): SetFile {
  const remedy = `Make it again with: npm run data -- ${set.name}`;
  const fault = (what: string, cause?: unknown) =>
    new Error(`${path}: ${what} ${remedy}`, { cause });
  if (!existsSync(path)) throw new Error(`${path}: there is no such file. ${remedyFor(set)}`);
  const { arrays, metadata } = decode(path, fault);
  requireSet(metadata, set, fault);
  return {
    array(name, kind, rank) {
      const found = arrays[name];
      if (found && kindOf(found.data) === kind && found.shape.length === rank) {
        return found as NumberArray<ArrayKinds[typeof kind]>; // of this kind, as was just seen
      }
      const what = found ? `${kindOf(found.data)} [${found.shape.join(', ')}]` : 'nothing';
      throw fault(`expected ${name} of ${kind} in ${rank} dimensions, but got ${what}.`);
    },
    lines(name) {
      if (name in metadata) return metadata[name].split('\n');
      throw fault(`expected a text ${name}, but there is none.`);
    },
  };
}

/** How to get a set that is missing. */
const remedyFor = ({ name, isFetched }: SetIdentity): string =>
  isFetched
    ? `It may not be passed on with the course; fetch it with: npm run data -- ${name}`
    : `Take it from the repository, or make it with: npm run data -- ${name}`;

/** Makes the error that names the file. */
type Fault = (what: string, cause?: unknown) => Error;

function decode(path: string, fault: Fault): ArrayFile {
  const bytes = readFileSync(path);
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) {
    const found = bytes.toString('hex', 0, 2) || 'nothing';
    throw fault(`expected a gzip file, which starts with 1f8b, but it starts with ${found}.`);
  }
  let unzipped: Buffer;
  try {
    unzipped = gunzipSync(bytes); // compares the checksum at its end
  } catch (cause) {
    throw fault(`the gzip file is damaged or cut off (${statSync(path).size} bytes).`, cause);
  }
  try {
    return decodeSafetensors(unzipped);
  } catch (cause) {
    throw fault((cause as Error).message, cause); // decodeSafetensors throws nothing else
  }
}

function requireSet(metadata: ArrayFile['metadata'], set: SetIdentity, fault: Fault): void {
  const { format, set: name, version } = metadata;
  if (format !== SET_FORMAT) {
    throw fault(`a safetensors file of format "${format}", but not a set of this course.`);
  }
  if (name !== set.name) throw fault(`expected the set ${set.name}, but it is the set ${name}.`);
  if (version !== set.version) {
    throw fault(
      `the set ${name} of version ${version}, but this library reads version ${set.version}.`,
    );
  }
}
