import { spawn, type SpawnOptions } from 'node:child_process';
import { text } from 'node:stream/consumers';

import { childEnvironment } from '../setup/environment.mjs';

/** Lines of a failed program that are shown: a traceback says what it is about in its last ones. */
const NUM_LINES = 8;

/**
 * Runs a program of Python to its end, with something for it to read.
 *
 * @returns what it wrote to stdout
 * @throws Error with the program's own last words when it fails
 */
export async function runPython(
  python: string,
  args: readonly string[],
  { input = '', ...options }: SpawnOptions & { readonly input?: string } = {},
): Promise<string> {
  const child = spawn(python, args, {
    env: childEnvironment(),
    ...options,
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const ended = new Promise<number | NodeJS.Signals | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolve(code ?? signal));
  });
  child.stdin.on('error', () => undefined); // it ended without reading: its own words say why
  child.stdin.end(input);
  const [code, output, words] = await Promise.all([ended, text(child.stdout), text(child.stderr)]);
  if (code === 0) return output;
  const last = (words.trim() || output.trim()).split('\n').slice(-NUM_LINES).join('\n');
  throw new Error(`${args[0] === '-m' ? args[1] : args[0]} ended with ${code}:\n${last}`);
}
