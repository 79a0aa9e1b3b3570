import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { json } from 'node:stream/consumers';
import { childEnvironment } from '../setup/environment.mjs';

/** TypeScript in the colours of the lessons' code. */
export async function highlightCode(texts: readonly string[], python: string): Promise<string[]> {
  const child = spawn(python, [join(__dirname, 'highlight.py')], {
    env: childEnvironment(),
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const ended = new Promise<void>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) =>
      code === 0 ? resolve() : reject(new Error(`highlight.py ended with ${code}`)),
    );
  });
  child.stdin.end(JSON.stringify(texts));
  const [html] = await Promise.all([json(child.stdout) as Promise<string[]>, ended]);
  return html;
}
