import { createHash } from 'node:crypto';
import { namesImportedFrom, parseCode, tokensOf } from './cell-code';
import type { Finding } from './findings';
import { codeCellsOf } from './notebook';
import type { Json, JsonObject, NamedNotebook, Notebook } from './notebook';
import type { PublicFace } from './public-face';

/**
 * What the outputs of a notebook were made from, kept as `gan` in its metadata: a hash of its code, and one for each name it
 * imports from '../lib'. Comments and layout do not count on either side, so that they can be edited or translated freely.
 */
export interface Fingerprint {
  readonly code: string;
  readonly library: Readonly<Record<string, string>>;
}

/** The fingerprint of a notebook as it is now. */
export function fingerprintOf(notebook: Notebook, face: PublicFace): Fingerprint {
  const files = codeCellsOf(notebook).map(({ source }) => parseCode(source));
  const code = files
    .map((file) =>
      tokensOf(file)
        .map(({ text }) => text)
        .join(' '),
    )
    .join('\n\n');
  const imported = [...new Set(files.flatMap((file) => namesImportedFrom(file, '../lib')))];
  const names = imported.includes('*') ? [...face.names().keys()] : imported;
  const library = names.sort().map((name) => [name, hash(face.declarationText(name), 8)]);
  return { code: hash(code, 16), library: Object.fromEntries(library) };
}

/** The notebook, marked as having been run with its present code and library. */
export function stampNotebook(notebook: Notebook, face: PublicFace): Notebook {
  const { code, library } = fingerprintOf(notebook, face);
  return {
    ...notebook,
    metadata: { ...notebook.metadata, gan: { code, library: { ...library } } },
  };
}

/** Whether the outputs belong to the code beside them and to the library as it is. */
export function checkFreshness({ name, notebook }: NamedNotebook, face: PublicFace): Finding[] {
  const stamp = asObject(notebook.metadata.gan);
  const again = `run npm run notebooks -- ${name.slice(0, 2)}`;
  if (!stamp)
    return [
      { notebook: name, message: `the outputs do not say which code they belong to: ${again}` },
    ];
  const now = fingerprintOf(notebook, face);
  if (stamp.code !== now.code) {
    return [
      { notebook: name, message: `the code has changed since the outputs were made: ${again}` },
    ];
  }
  const before = asObject(stamp.library) ?? {};
  const changed = Object.keys(now.library).filter((key) => before[key] !== now.library[key]);
  if (changed.length === 0) return [];
  const what = changed.join(', ');
  return [
    {
      notebook: name,
      message: `the declaration of ${what} in lib has changed since the outputs were made: ${again}`,
    },
  ];
}

function asObject(value: Json | undefined): JsonObject | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
}

function hash(text: string, length: number): string {
  return createHash('sha256').update(text).digest('hex').slice(0, length);
}
