import type { SetupFailure } from './failure.mjs';

/** One thing that the course needs on the machine. */
export interface Part {
  /** A word or two, lower case with hyphens; names the log file. */
  readonly name: string;
  /** As shown to the reader. */
  readonly title: string;
  /** Names of the parts that must be in place before this one is looked at. */
  readonly needs: readonly string[];
  /** Files and folders, below the repository's folder, that decide what this part has to be. */
  readonly inputs: readonly string[];
  /** Files and folders that it leaves there. */
  readonly outputs: readonly string[];
  /**
   * Its remedy makes the new one beside the old and exchanges them when it works, so what is there is whole, and is used,
   * even when a remedy was begun and not ended.
   */
  readonly isExchanged?: true;
  /** The course can be opened without it: a failure is told, and set-up goes on. */
  readonly isOptional?: true;
  /** Whether it works, as far as can be told by using it: returns quietly, or throws an Error with what is wrong. */
  probe: (work: Work) => Promise<void>;
  /** Puts it in place, from any state that an earlier try may have left. */
  remedy: (work: Work) => Promise<void>;
}

/** What a part is given to work with. */
export interface Work {
  /** The repository's folder. */
  readonly root: string;
  /** An interpreter that is new enough, to make the environment from. */
  readonly python: string;
  /** Shows what it is at. */
  progress(text: string): void;
  /** Runs a command; its output goes to the part's log. */
  run(command: string, args: readonly string[], options?: RunOptions): Promise<string>;
}

/** How to run a command. */
export interface RunOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly limitMs?: number;
  readonly sharesLock?: boolean;
  /** Whether to show its last line as progress. */
  readonly showsLines?: boolean;
}

/** What happened to a part. */
export interface PartResult {
  readonly title: string;
  readonly outcome: 'in place' | 'set up' | 'left out';
  /** Why it was left out. */
  readonly failure?: SetupFailure;
  readonly seconds: number;
}
