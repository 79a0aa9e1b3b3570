import type { MainModule } from '@rdkit/rdkit';

let opened: Promise<MainModule> | undefined;

/**
 * RDKit, which knows molecules, compiled to WebAssembly (BSD-3): opened at the first call, in 0.1 to 0.3 s, and kept.
 * It judges whether a molecule can be, writes canonical SMILES, and draws. What it returns lies in its own memory: call
 * `delete()` on it.
 *
 * @see https://www.rdkit.org
 */
export function openRDKit(): Promise<MainModule> {
  opened ??= import('@rdkit/rdkit').then(({ default: start }) => start());
  return opened;
}
