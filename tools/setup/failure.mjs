/** A set-up that cannot go on, told so that a reader knows what to do. Nobody needs its stack trace. */
export class SetupFailure extends Error {
  /**
   * @param {string} what one sentence: which part, and what is wrong
   * @param {{ tried?: string, output?: string, log?: string, advice: string }} details
   */
  constructor(what, { tried, output, log, advice }) {
    super(what);
    this.name = 'SetupFailure';
    this.details = { tried, output, log, advice };
  }
}

const LINES_SHOWN = 12;

/**
 * The failure as text for a terminal: what, what was tried, the log's last lines, its path, what to do.
 *
 * @param {unknown} error
 * @returns {string}
 */
export function describeFailure(error) {
  if (!(error instanceof SetupFailure))
    return error instanceof Error ? `${error.stack}` : `${error}`;
  const { tried, output, log, advice } = error.details;
  const tail = (output ?? '').trimEnd().split('\n').slice(-LINES_SHOWN);
  const lines = [error.message];
  if (tried) lines.push(`  Tried: ${tried}`);
  if (tail[0]) lines.push('  It said:', ...tail.map((line) => `    ${line.trimEnd()}`));
  if (log) lines.push(`  Log: ${log}`);
  lines.push(`  What to do: ${advice}`);
  return lines.join('\n');
}
