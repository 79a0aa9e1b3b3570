export class CommandError extends Error {
  readonly output: string;
}

export interface CommandOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** A file that the command line and all output are appended to. */
  readonly log?: string;
  readonly limitMs?: number;
  /** Whether it keeps the set-up's lock while it runs; default true. */
  readonly sharesLock?: boolean;
  readonly onOutput?: (text: string) => void;
}

export function runCommand(
  command: string,
  args: readonly string[],
  options?: CommandOptions,
): Promise<string>;

export function shareLock(descriptor: number): void;

export function endCommandsOnSignal(alsoEnd?: () => void): () => void;
