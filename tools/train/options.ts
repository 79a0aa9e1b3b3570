import { Command } from 'commander';

import { integerFrom, pathOption, readCommandLine } from '../command-line';

/** What the command line asks for. */
export interface TrainCommand {
  readonly epochs: number;
  /** Undefined when not given: a resumed run keeps its own. */
  readonly batchSize?: number;
  readonly seed?: number;
  readonly data?: string;
  readonly out: string;
  readonly resume: boolean;
  readonly live: boolean;
}

/**
 * Reads the command line. On a wrong one it throws commander's error, whose message is one sentence.
 *
 * @param args without `node` and the script's name
 */
export function parseTrainCommand(args: readonly string[]): TrainCommand {
  const program = new Command('npm run train --')
    .description("Trains the article's GAN on MNIST, or on a data set in MNIST's format.")
    .option('--epochs <n>', 'passes over the data', integerFrom(1), 100)
    .option('--batch-size <n>', 'examples in a batch (default: 64)', integerFrom(1))
    .option('--seed <n>', 'same seed, same numbers (default: 1)', integerFrom(0))
    .addOption(
      pathOption(
        '--data <folder>',
        "four IDX files named as MNIST's, gzipped or not (default: MNIST)",
      ),
    )
    .addOption(
      pathOption('--out <folder>', 'where pictures, history and checkpoint go', 'runs/article'),
    )
    .option('--resume', 'go on from the checkpoint in the --out folder', false)
    .option('--live', 'loss curves in the browser while it trains', false)
    .addHelpText('after', HELP);
  return readCommandLine(program, args).opts<TrainCommand>();
}

const HELP = `
The --out folder gets:
  gan_generated_epoch_N.png  16 samples every 10 epochs, always from the same noise
  training.gif               the same 16 samples after each epoch
  losses.png                 both loss curves
  history.json               losses and D's accuracy, one row every 10 steps
  checkpoint.safetensors     all that --resume needs, saved after each epoch

Ctrl-C saves and ends; --resume goes on with the same numbers as without a stop.`;
