import { PRECISION_VARIABLE } from '../../lib/backend/precision';
import { reportFailure } from '../command-line';
import { endAtInterrupt } from './interrupt';
import { parseExperimentsCommand } from './options';
import { EXPERIMENTS } from './registry';

/** Runs the command. @returns its exit code */
async function main(): Promise<number> {
  try {
    const command = parseExperimentsCommand(process.argv.slice(2), EXPERIMENTS);
    // Read by each training, those of other processes too.
    if (command.precision) process.env[PRECISION_VARIABLE] = command.precision;
    const experiment = EXPERIMENTS.find(({ name }) => name === command.experiment)!; // one of the choices
    endAtInterrupt();
    await experiment.run(command, (line) => console.log(line));
    return 0;
  } catch (error) {
    return reportFailure('npm run experiments', error);
  }
}

// Not process.exit: what is still being written to the terminal would be lost.
main().then((code) => (process.exitCode = code));
