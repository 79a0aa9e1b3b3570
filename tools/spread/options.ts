import { Command, InvalidArgumentError } from 'commander';

import { integerFrom, readCommandLine } from '../command-line';
import { KERNEL_SETS, type KernelSet } from './kernel-sets';
import type { Change } from './variant';

/** What the command line asks for. */
export interface SpreadCommand extends Omit<Change, 'set'> {
  readonly lessons: readonly string[];
  /** Default: as the lesson's length allows. */
  readonly runs?: number;
  readonly kernels?: readonly KernelSet[];
  readonly set: readonly [string, string][];
  readonly quick: boolean;
}

/**
 * Reads the command line. On a wrong one it throws commander's error, whose message is one sentence.
 *
 * @param args without `node` and the script's name
 */
export function parseSpreadCommand(args: readonly string[]): SpreadCommand {
  const program = new Command('npm run spread --')
    .description(
      'Runs lessons with several seeds and kernels, and tells how far their numbers differ.',
    )
    .argument('<NN...>', 'numbers of lessons, such as 05')
    .option('--runs <n>', "the lesson's own seed and those after it", integerFrom(1, 100))
    .option(
      '--kernels <names>',
      `of ${Object.keys(KERNEL_SETS).join(', ')}; commas between`,
      kernelSets,
    )
    .option('--set <name=value>', "another value of one of the lesson's options", setting, [])
    .option('--until <cell>', 'the id of the last cell to run')
    .option('--exercise <n>', "run the code of this exercise's solution at the end", integerFrom(1))
    .option('--quick', 'train a little only: shows that it works', false)
    .addHelpText('after', HELP);
  readCommandLine(program, args);
  return { lessons: program.args, ...program.opts<Omit<SpreadCommand, 'lessons'>>() };
}

function kernelSets(text: string): KernelSet[] {
  return text.split(',').map((name) => {
    const set = name.trim();
    if (Object.hasOwn(KERNEL_SETS, set)) return set as KernelSet;
    throw new InvalidArgumentError(
      `Expected ${Object.keys(KERNEL_SETS).join(', ')}, but got ${set}.`,
    );
  });
}

function setting(text: string, before: readonly [string, string][]): [string, string][] {
  const found = /^(\w+)=(.+)$/.exec(text);
  if (found) return [...before, [found[1], found[2]]];
  throw new InvalidArgumentError(`Expected name=value, but got ${text}.`);
}

const HELP = `
A lesson of up to a minute runs 20 times, each time with another seed, in turn with 4 sets of kernels; a longer
one 6 times, with 2. Its own seed runs with each set besides, to see which numbers depend on the seed alone.
Each run is kept in runs/spread until the lesson's code changes, so that the same command goes on after Ctrl-C.
Without an option the result goes to data/spread, from which the lesson and the check of its sentences take it.

  npm run spread -- 05
  npm run spread -- 05 --set learningRate=1e-2 --until loop-run
  npm run spread -- 07 --exercise 4 --until modes-train`;
