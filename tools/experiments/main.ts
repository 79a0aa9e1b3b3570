import { reportFailure } from '../command-line';
import { runImages } from './images';
import { parseExperimentsCommand } from './options';
import { runRemedies } from './remedies';

/** Runs the command. @returns its exit code */
async function main(): Promise<number> {
  try {
    const command = parseExperimentsCommand(process.argv.slice(2));
    const run = command.experiment === 'remedies' ? runRemedies : runImages;
    await run(command, (line) => console.log(line));
    return 0;
  } catch (error) {
    return reportFailure('npm run experiments', error);
  }
}

// Not process.exit: what is still being written to the terminal would be lost.
main().then((code) => (process.exitCode = code));
