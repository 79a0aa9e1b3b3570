import { Argument, Command } from 'commander';

import type { Precision } from '../../lib/backend/precision';
import { integerFrom, precisionOption, readCommandLine } from '../command-line';

/** What the command line asks for. */
export interface ExperimentsCommand {
  readonly experiment: string;
  readonly seeds: number;
  readonly only?: string;
  readonly again: boolean;
  /** Undefined when not given: what the environment says. */
  readonly precision?: Precision;
}

/**
 * Reads the command line. On a wrong one it throws commander's error, whose message is one sentence.
 *
 * @param args without `node` and the script's name
 * @param experiments that there are
 */
export function parseExperimentsCommand(
  args: readonly string[],
  experiments: readonly { readonly name: string; readonly about: string }[],
): ExperimentsCommand {
  const names = experiments.map(({ name }) => name);
  const program = new Command('npm run experiments --')
    .description('Runs the experiments that take too long for a lesson, and keeps their results.')
    .addArgument(new Argument('<experiment>', 'which').choices(names))
    .option('--seeds <n>', 'seeds 1 to n of each training', integerFrom(1), 5)
    .option('--only <name>', 'only this remedy, GAN, task or method')
    .option('--again', 'also those trainings whose results are kept already', false)
    .addOption(precisionOption())
    .addHelpText('after', helpOf(experiments));
  readCommandLine(program, args);
  const [experiment] = program.args; // one of the choices
  return { experiment, ...program.opts<Omit<ExperimentsCommand, 'experiment'>>() };
}

const helpOf = (experiments: readonly { readonly name: string; readonly about: string }[]) => `
${experiments.map(({ name, about }) => `${name.padEnd(10)} ${about}`).join('\n')}

Minutes are those of two cores. The results go to data/experiments, networks of seed 1 to data/generators and
data/networks. Each result is kept as soon as it is there: after Ctrl-C the same command goes on.`;
