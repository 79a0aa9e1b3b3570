/** What a shell gives of a program that Ctrl-C has ended. */
const INTERRUPTED = 130;

/**
 * Lets Ctrl-C end the program at once. A training would return what it has, which is for a reader who looks on; half a
 * training is no result, and neither its row nor its networks may be kept. Whole ones are kept as soon as they are there.
 */
export function endAtInterrupt(): void {
  process.once('SIGINT', () => {
    console.error(
      'npm run experiments: interrupted; nothing is kept of what was not whole. The same command goes on.',
    );
    process.exit(INTERRUPTED);
  });
}
