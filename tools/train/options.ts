import { Command, Option } from 'commander';

import type { Precision } from '../../lib/backend/precision';
import { PICTURE_SIZES } from '../../lib/models/picture-dcgan';
import { integerFrom, pathOption, precisionOption, readCommandLine } from '../command-line';
import type { PictureSettings } from './data';
import { MODEL_NAMES, type ModelName } from './models';

/** What the command line asks for. */
export interface TrainCommand {
  readonly epochs: number;
  /** Undefined when not given: a resumed run keeps its own. */
  readonly batchSize?: number;
  readonly seed?: number;
  readonly data?: string;
  readonly model?: ModelName;
  readonly size?: PictureSettings['size'];
  readonly channels?: PictureSettings['channels'];
  readonly skipBad: boolean;
  readonly out: string;
  readonly resume: boolean;
  readonly live: boolean;
  /** Undefined when not given: what the environment says. */
  readonly precision?: Precision;
}

/**
 * Reads the command line. On a wrong one it throws commander's error, whose message is one sentence.
 *
 * @param args without `node` and the script's name
 */
export function parseTrainCommand(args: readonly string[]): TrainCommand {
  const program = new Command('npm run train --')
    .description("Trains the article's GAN on MNIST, or a GAN on pictures of your own.")
    .option('--epochs <n>', 'passes over the data', integerFrom(1), 100)
    .option('--batch-size <n>', 'examples in a batch (default: 64)', integerFrom(1))
    .option('--seed <n>', 'same seed, same numbers (default: 1)', integerFrom(0))
    .addOption(
      pathOption(
        '--data <folder>',
        "pictures (PNG, JPEG, WebP, GIF, BMP), or four IDX files named as MNIST's, gzipped or not (default: MNIST)",
      ),
    )
    .addOption(
      new Option(
        '--model <name>',
        'the networks (default: dcgan for pictures, else dense)',
      ).choices(MODEL_NAMES),
    )
    .addOption(
      numberOption('--size <n>', 'height and width that pictures get (default: 32)', PICTURE_SIZES),
    )
    .addOption(
      numberOption('--channels <n>', '3 for pictures in colour, 1 for grey (default: 3)', [1, 3]),
    )
    .option('--skip-bad', 'leave out pictures that cannot be used', false)
    .addOption(
      pathOption('--out <folder>', 'where pictures, history and checkpoint go', 'runs/article'),
    )
    .option('--resume', 'go on from the checkpoint in the --out folder', false)
    .option('--live', 'loss curves in the browser while it trains', false)
    .addOption(precisionOption())
    .addHelpText('after', HELP);
  return readCommandLine(program, args).opts<TrainCommand>();
}

/** An option that is one of some numbers. */
function numberOption(flags: string, description: string, values: readonly number[]): Option {
  const option = new Option(flags, description).choices(values.map(String));
  const read = option.parseArg!; // choices has set it
  return option.argParser((text) => Number(read(text, undefined)));
}

const HELP = `
Pictures are cropped to their middle square; transparent parts become white. Subfolders are classes, which --model
conditional is told, so that one can ask for each.

The --out folder gets:
  gan_generated_epoch_N.png  16 samples every 10 epochs, always from the same noise
  training.gif               the same 16 samples after each epoch
  losses.png                 both loss curves
  history.json               losses and D's accuracy, one row every 10 steps
  generator/                 the generator for other programs: model.json for tf.js, safetensors for Python
  checkpoint.safetensors     all that --resume needs, saved after each epoch

Ctrl-C saves and ends; --resume goes on with the same numbers as without a stop.`;
