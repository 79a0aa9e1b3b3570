import { join } from 'node:path';
import { runPython } from './run-python';

/** TypeScript in the colours of the lessons' code. */
export async function highlightCode(texts: readonly string[], python: string): Promise<string[]> {
  const program = join(__dirname, 'highlight.py');
  return JSON.parse(await runPython(python, [program], { input: JSON.stringify(texts) }));
}
