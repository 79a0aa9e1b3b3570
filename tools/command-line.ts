import { join, resolve } from 'node:path';
import { type Command, CommanderError, InvalidArgumentError, Option } from 'commander';

import { PRECISIONS } from '../lib/backend/precision';
import { keptByNpm } from './npm-options.mjs';

const ROOT = join(__dirname, '..');

/**
 * Lets commander read the command line of a program named as it is typed, `npm run train --`.
 *
 * @throws Error of one sentence, which who calls prints: commander's, or that npm has kept an option for itself
 */
export function readCommandLine(program: Command, args: readonly string[]): Command {
  const flags = program.options.map((option) => option.flags);
  const kept = keptByNpm(program.name().replace(/ --$/, ''), flags, args);
  if (kept) throw new Error(kept);
  program.configureOutput({ outputError: () => undefined }).exitOverride();
  return program.parse([...args], { from: 'user' });
}

/**
 * An option with a path, which counts from the folder that the command was typed in: npm itself goes to the course's.
 *
 * @param fallback below the course's folder
 */
export function pathOption(flags: string, description: string, fallback?: string): Option {
  const option = new Option(flags, description);
  option.argParser((path) => resolve(process.env.INIT_CWD ?? '', path));
  return fallback === undefined ? option : option.default(join(ROOT, fallback), fallback);
}

/** How commander reads an option that is a whole number; anything else is an error of one sentence. */
export function integerFrom(min: number, max = 2 ** 31 - 1): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (!/^-?\d+$/.test(text) || value < min || value > max) {
      throw new InvalidArgumentError(
        `Expected an integer from ${min} to ${max}, but got ${text || 'nothing'}.`,
      );
    }
    return value;
  };
}

/** The precision of a training's steps. */
export const precisionOption = (): Option =>
  new Option(
    '--precision <name>',
    'float32, or mixed: faster where the processor can (default: float32)',
  ).choices(PRECISIONS);

/** Prints in one sentence why a command failed. @returns its exit code: 0 after --help, which commander throws too */
export function reportFailure(command: string, error: unknown): number {
  if (error instanceof CommanderError && error.exitCode === 0) return 0;
  const sentence = error instanceof Error ? error.message.replace(/^error: /, '') : error;
  console.error(`${command}: ${sentence}`);
  return 1;
}
