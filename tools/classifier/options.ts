import { Command } from 'commander';

import type { JudgeDefinition } from '../../lib/judges/definition';
import { integerFrom, pathOption, readCommandLine } from '../command-line';

/** What the command line asks for: judges to train, or, without any, their list. */
export interface ClassifierCommand {
  readonly judges: readonly JudgeDefinition[];
  /** Instead of the judge's own. */
  readonly epochs?: number;
  readonly seed: number;
  readonly out: string;
}

/**
 * Reads the command line. On a wrong one it throws commander's error, whose message is one sentence.
 *
 * @param args without `node` and the script's name
 * @param known all judges
 */
export function parseClassifierCommand(
  args: readonly string[],
  known: readonly JudgeDefinition[],
): ClassifierCommand {
  const program = new Command('npm run classifier --')
    .description('Trains the judges by which generated images, sounds and shapes are scored.')
    .argument('[names...]', 'judges to train; without any, all are listed')
    .option(
      '--epochs <n>',
      "passes over the training examples (default: the judge's own)",
      integerFrom(1),
    )
    .option('--seed <n>', 'same seed, same numbers', integerFrom(0), 1)
    .addOption(pathOption('--out <folder>', 'where weights and card go', 'data/judges'))
    .addHelpText('after', HELP);
  readCommandLine(program, args);
  const unknown = program.args.filter((name) => !known.some((judge) => judge.name === name));
  if (unknown.length > 0) {
    const names = known.map(({ name }) => name).join(', ');
    program.error(`No judge is called ${unknown.join(', ')}. There are: ${names}.`);
  }
  const judges = known.filter(({ name }) => program.args.includes(name));
  return { ...program.opts<Omit<ClassifierCommand, 'judges'>>(), judges };
}

const HELP = `
The --out folder gets of each judge:
  NAME.safetensors  the weights, and what is known of them
  NAME.md           the card: data, network, training, accuracy on held-out examples, noise floor`;
