import { Argument, Command } from 'commander';

import { integerFrom, readCommandLine } from '../command-line';

/** What the command line asks for. */
export interface ExperimentsCommand {
  readonly experiment: 'remedies' | 'images';
  readonly seeds: number;
  readonly only?: string;
  readonly again: boolean;
}

/**
 * Reads the command line. On a wrong one it throws commander's error, whose message is one sentence.
 *
 * @param args without `node` and the script's name
 */
export function parseExperimentsCommand(args: readonly string[]): ExperimentsCommand {
  const program = new Command('npm run experiments --')
    .description('Runs the experiments that take too long for a lesson, and keeps their results.')
    .addArgument(new Argument('<experiment>', 'which').choices(['remedies', 'images']))
    .option('--seeds <n>', 'seeds 1 to n of each training', integerFrom(1), 5)
    .option('--only <name>', 'only the trainings of this remedy or GAN')
    .option('--again', 'also those trainings whose results are kept already', false)
    .addHelpText('after', HELP);
  readCommandLine(program, args);
  const [experiment] = program.args as [ExperimentsCommand['experiment']]; // one of the choices
  return { experiment, ...program.opts<Omit<ExperimentsCommand, 'experiment'>>() };
}

const HELP = `
remedies  ring and grid, the plain GAN and each remedy: data/experiments/remedies.json,
          about 30 minutes on two cores for 5 seeds
images    the dense GAN, DCGAN and the conditional GAN on MNIST: data/experiments/images.json
          and the generators of seed 1 in data/generators, about 14 minutes a seed

Results are kept after each training: after Ctrl-C the same command goes on.`;
