/** A set-up that cannot go on, told so that a reader knows what to do. Nobody needs its stack trace. */
export class SetupFailure extends Error {
  /**
   * @param {string} what one sentence: which part, and what is wrong
   * @param {{ tried?: string, output?: string, log?: string, advice: string, packages?: readonly string[] }} details
   *   `packages` are those of the system that are missing
   */
  constructor(what, { tried, output, log, advice, packages }) {
    super(what);
    this.name = 'SetupFailure';
    this.details = { tried, output, log, advice, packages };
  }
}

const LINES_SHOWN = 12;
/** What npm and pip say of newer versions of themselves. */
const NOTICE = /^(npm notice|\[notice\])/;

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
  const said = (output ?? '').split('\n').filter((line) => !NOTICE.test(line));
  const tail = said.join('\n').trimEnd().split('\n').slice(-LINES_SHOWN);
  const lines = [error.message];
  if (tried) lines.push(`  Tried: ${tried}`);
  if (tail[0]) lines.push('  It said:', ...tail.map((line) => `    ${line.trimEnd()}`));
  if (log) lines.push(`  Log: ${log}`);
  lines.push(`  What to do: ${advice}`);
  return lines.join('\n');
}

/**
 * One command for the missing packages of the system, when several failures ask for some.
 *
 * @param {readonly unknown[]} failures
 * @returns {string | undefined}
 */
export function describeMissingPackages(failures) {
  const asking = failures.flatMap((failure) =>
    failure instanceof SetupFailure ? [failure.details.packages ?? []] : [],
  );
  if (asking.filter(({ length }) => length > 0).length < 2) return undefined;
  return `All packages at once: sudo apt-get install ${[...new Set(asking.flat())].join(' ')}`;
}
