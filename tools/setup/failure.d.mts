export interface FailureDetails {
  /** The command or method. */
  readonly tried?: string;
  /** What it printed; the last lines are shown. */
  readonly output?: string;
  /** The log's path. */
  readonly log?: string;
  readonly advice: string;
}

export class SetupFailure extends Error {
  constructor(what: string, details: FailureDetails);
  readonly details: FailureDetails;
}

export function describeFailure(error: unknown): string;
