import { CommanderError, InvalidArgumentError } from 'commander';

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

/** Prints in one sentence why a command failed. @returns its exit code: 0 after --help, which commander throws too */
export function reportFailure(command: string, error: unknown): number {
  if (error instanceof CommanderError && error.exitCode === 0) return 0;
  const sentence = error instanceof Error ? error.message.replace(/^error: /, '') : error;
  console.error(`${command}: ${sentence}`);
  return 1;
}
