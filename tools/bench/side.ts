import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';

import { childEnvironment } from '../setup/environment.mjs';

/** A program that measures one side: it answers each line `run` with one line of JSON. */
export interface SideProgram {
  readonly workload: string;
  readonly side: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
  readonly cwd?: string;
  /** Steps that a round consists of. */
  readonly steps: number;
}

/** A side's answer to `run`. */
export interface Round {
  /** Mean of a step. */
  readonly ms: number;
  /** The most that the process has held so far. */
  readonly peakMemoryMb: number;
}

/** A side that has said it is ready. */
export interface Side {
  readonly program: SideProgram;
  /** @throws Error naming the side when it ends instead of answering */
  run(): Promise<Round>;
  stop(): Promise<void>;
}

/** A step that takes longer than this hangs. */
const ANSWER_LIMIT_MS = 600_000;
/** Time to free its memory. */
const END_LIMIT_MS = 10_000;

/**
 * Starts a side and waits until it is ready.
 *
 * @throws Error naming the side, with the last line of what it printed
 */
export async function startSide(program: SideProgram): Promise<Side> {
  const { command, args, env = childEnvironment(), cwd } = program;
  const child = spawn(command, [...args], { env, cwd, stdio: ['pipe', 'pipe', 'pipe'] });
  const answers = answersOf(child, `${program.workload}, ${program.side}`);
  const stop = async () => {
    child.stdin.end(); // a side ends with its input
    const kill = setTimeout(() => child.kill('SIGKILL'), END_LIMIT_MS);
    await answers.ended;
    clearTimeout(kill);
  };
  try {
    await answers.next();
  } catch (error) {
    child.kill();
    throw error;
  }
  return {
    program,
    stop,
    async run() {
      child.stdin.write('run\n');
      return JSON.parse(await answers.next()) as Round; // written by sides/rounds.ts or peers/side.py
    },
  };
}

/** The lines of JSON that a process prints, one by one. */
function answersOf(child: ChildProcessByStdio<Writable, Readable, Readable>, name: string) {
  let printed = '';
  child.stderr.setEncoding('utf8').on('data', (text) => (printed = (printed + text).slice(-5000)));
  child.stdin.on('error', () => undefined); // it has ended; `ended` tells
  const lines = createInterface({ input: child.stdout });
  const waiting: ((line: string) => void)[] = [];
  lines.on('line', (line) => {
    if (line.startsWith('{')) waiting.shift()?.(line);
  });
  const ended = new Promise<string>((resolve) => {
    child.once('error', ({ message }) => resolve(message));
    child.once('close', (code, signal) => resolve(`ended with ${signal ?? `exit code ${code}`}`));
  });
  const next = async (): Promise<string> => {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<string>((resolve) => {
      timer = setTimeout(() => resolve('did not answer'), ANSWER_LIMIT_MS);
    });
    const failed = Promise.race([ended, late]).then((fault) => {
      const words = lastWords(printed);
      throw new Error(`the side "${name}" ${fault}${words ? `: ${words}` : ''}`);
    });
    const answer = new Promise<string>((resolve) => waiting.push(resolve));
    return Promise.race([answer, failed]).finally(() => clearTimeout(timer));
  };
  return { next, ended };
}

/** The line that says what went wrong: the last that names an error, or else the last. */
function lastWords(printed: string): string | undefined {
  const lines = printed.trim().split('\n').reverse();
  return lines.find((line) => /^\w*(Error|Exception)\b/.test(line)) ?? lines[0];
}
