import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Course } from '../notebooks/lessons';

/** A file of the library as its author wrote it. */
export interface SourceFile {
  /** Relative to the library: training/loop.ts. */
  readonly file: string;
  readonly text: string;
}

/** All of the library's code, by the names of the files. */
export function readSourceFiles({ lib }: Course): SourceFile[] {
  if (!existsSync(lib)) return [];
  return readdirSync(lib, { recursive: true, encoding: 'utf8' })
    .filter((file) => /^(?!dist\/).*(?<!\.d)\.ts$/.test(file))
    .sort()
    .map((file) => ({ file, text: readFileSync(join(lib, file), 'utf8') }));
}
