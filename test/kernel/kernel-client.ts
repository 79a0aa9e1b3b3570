import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { join } from 'node:path';
import { type Interface, createInterface } from 'node:readline';

const ROOT = join(__dirname, '../..');

/** A message of a cell, with its type. */
export interface Output {
  readonly type: string;
  readonly name?: string;
  readonly text?: string;
  readonly ename?: string;
  readonly evalue?: string;
  readonly traceback?: readonly string[];
  readonly execution_count?: number;
  readonly data?: Readonly<Record<string, string>>;
  readonly metadata?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** How a cell went. */
export interface CellResult {
  readonly status: string;
  readonly count: number;
  /** The content of the execute_reply. */
  readonly reply: Readonly<Record<string, unknown>>;
  readonly outputs: readonly Output[];
  /** Seconds from the request to the end. */
  readonly ended: number;
}

/** A kernel behind Jupyter's own client. */
export class KernelClient {
  private readonly process: ChildProcessWithoutNullStreams;
  private readonly lines: Interface;
  private readonly waiting: ((line: string) => void)[] = [];
  private stderr = '';

  /** @param jupyterPath where kernels are looked for first; default the course's own environment */
  constructor(jupyterPath?: string) {
    const python = join(ROOT, '.venv/bin/python');
    const env = { ...process.env, ...(jupyterPath ? { JUPYTER_PATH: jupyterPath } : {}) };
    this.process = spawn(python, [join(__dirname, 'client.py'), join(ROOT, 'notebooks')], { env });
    this.process.stderr.on('data', (data) => (this.stderr += data));
    this.lines = createInterface(this.process.stdout);
    this.lines.on('line', (line) => this.waiting.shift()?.(line));
    this.process.on('close', () => this.waiting.splice(0).forEach((resolve) => resolve('null')));
  }

  /** Resolves when the kernel answers. */
  async ready(): Promise<void> {
    await this.answer();
  }

  /** Sends cells all at once and resolves when the last has ended. */
  run(cells: readonly Cell[], interruptAfter?: number): Promise<CellResult[]> {
    const run = cells.map((cell) => (typeof cell === 'string' ? { code: cell } : cell));
    return this.ask({ run, interrupt_after: interruptAfter }) as Promise<CellResult[]>;
  }

  /** Asks for one of the simple requests. */
  ask(request: Readonly<Record<string, unknown>>): Promise<unknown> {
    this.process.stdin.write(`${JSON.stringify(request)}\n`);
    return this.answer();
  }

  /** Ends client and kernel. */
  async close(): Promise<void> {
    if (this.process.exitCode !== null) return;
    const closed = new Promise((resolve) => this.process.on('close', resolve));
    this.process.stdin.end();
    await closed;
  }

  private async answer(): Promise<unknown> {
    const line = await new Promise<string>((resolve) => this.waiting.push(resolve));
    if (line === 'null') throw new Error(`the client has ended: ${this.stderr}`);
    return JSON.parse(line);
  }
}

/** A cell's code, or with its setting. */
export type Cell = string | { readonly code: string; readonly stop_on_error: boolean };

/** The text that a cell wrote on a stream. */
export const streamText = ({ outputs }: CellResult, name = 'stdout') =>
  outputs
    .filter((output) => output.type === 'stream' && output.name === name)
    .map(({ text }) => text)
    .join('');

/** A cell's error. */
export const errorOf = ({ outputs }: CellResult) => outputs.find(({ type }) => type === 'error');
