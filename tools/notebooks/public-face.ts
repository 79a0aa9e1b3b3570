import { existsSync } from 'node:fs';
import { dirname, relative } from 'node:path';
import type * as ts from 'typescript';
import {
  declarationTokens,
  exportedNames,
  moduleFile,
  readDeclarationFile,
  references,
} from './declaration-file';
import type { DeclarationFile } from './declaration-file';

interface Found {
  readonly path: string;
  readonly name: string;
  readonly statements: readonly ts.Statement[];
}

/**
 * The library as its declaration files (lib/dist/index.d.ts and what it reaches) show it. Only the declarations that a name
 * leads to count for that name, so a new export changes nothing for lessons that do not use it. Packages are not followed:
 * their versions are exact.
 */
export class PublicFace {
  private readonly files = new Map<string, DeclarationFile>();

  /** @param index - path of the library's index.d.ts. @throws Error when it is missing. */
  constructor(private readonly index: string) {
    if (existsSync(index)) return;
    throw new Error(`${index} is missing: build the library with npm run build`);
  }

  /** Every exported name, with the file that declares it, relative to the library: `losses.ts`. */
  names(): Map<string, string> {
    const names = new Map<string, string>();
    const visit = (path: string): void => {
      const file = this.read(path);
      for (const name of exportedNames(file)) {
        const home = this.find(path, name)?.path ?? path;
        names.set(name, this.fromIndex(home).replace(/\.d\.ts$/, '.ts'));
      }
      for (const module of file.stars) {
        const target = moduleFile(path, module);
        if (target) visit(target);
      }
    };
    visit(this.index);
    return names;
  }

  /**
   * The tokens of all declarations that a name of the library leads to, without comments and private members: one line for
   * each, sorted. Empty when the library has no such name, or takes it from a package.
   */
  declarationText(name: string): string {
    const lines = new Map<string, string>();
    const queue: { path: string; name: string }[] = [{ path: this.index, name }];
    for (let next = queue.pop(); next; next = queue.pop()) {
      const found = this.find(next.path, next.name);
      if (!found) continue;
      const key = `${this.fromIndex(found.path)}#${found.name}`;
      if (lines.has(key)) continue;
      lines.set(key, `${key} ${found.statements.map(declarationTokens).join(' ')}`);
      for (const statement of found.statements) queue.push(...references(statement, found.path));
    }
    return [...lines.values()].sort().join('\n');
  }

  /** Where a name is declared, as seen from a file; undefined when it is not the library's own. */
  private find(path: string, name: string): Found | undefined {
    const file = this.read(path);
    const statements = file.declarations.get(name);
    if (statements) return { path, name, statements };
    const link = file.links.get(name);
    if (link) {
      const target = link.module === undefined ? path : moduleFile(path, link.module);
      if (target === undefined || (target === path && link.name === name)) return undefined;
      return this.find(target, link.name);
    }
    for (const module of file.stars) {
      const target = moduleFile(path, module);
      const found = target === undefined ? undefined : this.find(target, name);
      if (found) return found;
    }
    return undefined;
  }

  private read(path: string): DeclarationFile {
    const file = this.files.get(path) ?? readDeclarationFile(path);
    this.files.set(path, file);
    return file;
  }

  private fromIndex(path: string): string {
    return relative(dirname(this.index), path);
  }
}
