import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync } from 'node:fs';
import { join, parse } from 'node:path';

import { writeAtomically } from '../../lib/atomic-write';

/** By file, the hashes of what was given of it, the latest last. */
type Given = Record<string, string[]>;

/** A copy that the reader has changed, and the newer original that was put beside it. */
export interface NewerBeside {
  readonly name: string;
  readonly newer: string;
}

/**
 * Gives a reader copies of the files in a folder. A copy that is as it was given is renewed when its original has changed; one
 * that the reader has changed stays, and the new original is put beside it: 03_data.new.ipynb beside 03_data.ipynb.
 *
 * @param record the file that remembers what was given
 * @returns what was put beside a copy this time
 */
export function renewCopies(originals: string, copies: string, record: string): NewerBeside[] {
  mkdirSync(copies, { recursive: true });
  const given = readRecord(record);
  const beside: NewerBeside[] = [];
  for (const entry of readdirSync(originals, { withFileTypes: true })) {
    const { name } = entry;
    if (!entry.isFile() || name.startsWith('.')) continue;
    const original = readFileSync(join(originals, name));
    const hash = hashOf(original);
    const before = given[name] ?? [];
    if (before.at(-1) === hash && existsSync(join(copies, name))) continue;
    given[name] = [...before.filter((earlier) => earlier !== hash), hash];
    const target = freeName(copies, name, given[name]);
    writeAtomically(join(copies, target), [original]);
    if (target !== name) beside.push({ name, newer: target });
  }
  writeAtomically(record, [Buffer.from(JSON.stringify(given))]);
  return beside;
}

/** The file beside a changed copy that holds the original as it is now. */
export function newerBeside(originals: string, copies: string, name: string): string | undefined {
  const isOriginal = (other: string) =>
    readFileSync(join(originals, name)).equals(readFileSync(join(copies, other)));
  let number = 0;
  while (existsSync(join(copies, otherName(name, number)))) {
    if (isOriginal(otherName(name, number)))
      return number === 0 ? undefined : otherName(name, number);
    number++;
  }
  return undefined;
}

/** The first name at which there is nothing, or only what was given. */
function freeName(copies: string, name: string, given: readonly string[]): string {
  const isFree = (path: string) => !existsSync(path) || given.includes(hashOf(readFileSync(path)));
  let number = 0;
  while (!isFree(join(copies, otherName(name, number)))) number++;
  return otherName(name, number);
}

/** 03_data.ipynb itself, then 03_data.new.ipynb, 03_data.new-2.ipynb and so on. */
function otherName(name: string, number: number): string {
  const { name: stem, ext } = parse(name);
  return `${stem}${['', '.new'][number] ?? `.new-${number}`}${ext}`;
}

function hashOf(content: Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}

function readRecord(path: string): Given {
  try {
    const entries = Object.entries<unknown>(JSON.parse(readFileSync(path, 'utf8')));
    return Object.fromEntries(entries.filter(([, hashes]) => Array.isArray(hashes))) as Given;
  } catch {
    return {}; // the first time, or lost: then a copy that differs from its original counts as changed
  }
}
