import { Command } from 'commander';

import { integerFrom, pathOption, readCommandLine } from '../command-line';

/** What the command line asks for. */
export interface ClassifierCommand {
  readonly epochs: number;
  readonly seed: number;
  readonly out: string;
}

/**
 * Reads the command line. On a wrong one it throws commander's error, whose message is one sentence.
 *
 * @param args without `node` and the script's name
 */
export function parseClassifierCommand(args: readonly string[]): ClassifierCommand {
  const program = new Command('npm run classifier --')
    .description(
      'Trains the classifier of handwritten digits by which generated images are scored.',
    )
    .option('--epochs <n>', 'passes over the 60,000 training images', integerFrom(1), 20)
    .option('--seed <n>', 'same seed, same numbers', integerFrom(0), 1)
    .addOption(pathOption('--out <folder>', 'where weights and card go', 'data'))
    .addHelpText('after', HELP);
  return readCommandLine(program, args).opts<ClassifierCommand>();
}

const HELP = `
The --out folder gets:
  mnist-classifier.safetensors  the weights
  mnist-classifier.md           the card: data, network, training, accuracy`;
