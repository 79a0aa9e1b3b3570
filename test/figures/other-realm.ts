import { readFileSync } from 'node:fs';
import { createRequire, isBuiltin } from 'node:module';
import { dirname } from 'node:path';
import * as ts from 'typescript';
import { createContext, runInContext } from 'node:vm';

/** Loads a module and what it needs as Jest does: into a realm that has its own arrays, but Node's Buffer and canvas. */
export function loadInOtherRealm<Module>(path: string): Module {
  const realm = createContext({});
  const own = new Set<string>(runInContext('Object.getOwnPropertyNames(globalThis)', realm));
  for (const name of Object.getOwnPropertyNames(globalThis)) {
    if (!own.has(name))
      Object.defineProperty(realm, name, { value: Reflect.get(globalThis, name) });
  }
  Object.assign(realm, { ArrayBuffer, Uint8Array }); // jest-environment-node shares these two
  const modules = new Map<string, { exports: unknown }>();
  const load = (file: string): unknown => {
    const known = modules.get(file);
    if (known) return known.exports;
    const module = { exports: {} };
    modules.set(file, module);
    const requireHere = createRequire(file);
    const requireThere = (name: string): unknown => {
      const found = requireHere.resolve(name);
      return isBuiltin(name) || found.endsWith('.node') ? requireHere(name) : load(found);
    };
    Object.assign(requireThere, { resolve: requireHere.resolve });
    const text = codeOf(file);
    if (file.endsWith('.json')) return (module.exports = JSON.parse(text));
    const run = runInContext(
      `(function (exports, require, module, __filename, __dirname) {${text}\n})`,
      realm,
      { filename: file },
    );
    run(module.exports, requireThere, module, file, dirname(file));
    return module.exports;
  };
  return load(require.resolve(path)) as Module;
}

function codeOf(file: string): string {
  const text = readFileSync(file, 'utf8');
  if (!file.endsWith('.ts')) return text;
  const compilerOptions = { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 };
  return ts.transpileModule(text, { compilerOptions }).outputText;
}
