import { Command } from 'commander';

import { integerFrom, pathOption, readCommandLine } from '../command-line';

/** What the command line asks for. */
export interface BenchCommand {
  /** Measured rounds of each side. */
  readonly rounds: number;
  /** Dense steps in a round; slower steps are fewer. */
  readonly steps: number;
  readonly peers: boolean;
  readonly sizes: boolean;
  readonly output: string;
}

/**
 * Reads the command line. On a wrong one it throws commander's error, whose message is one sentence.
 *
 * @param args without `node` and the script's name
 */
export function parseBenchCommand(args: readonly string[]): BenchCommand {
  const program = new Command('npm run bench --')
    .description('Measures training steps, the import of lib, and figures; prints a table.')
    .option('--rounds <n>', 'measured rounds of each side', integerFrom(5, MOST), 7)
    .option(
      '--steps <n>',
      'dense steps in a round; slower steps are fewer',
      integerFrom(1, MOST),
      200,
    )
    .option('--peers', 'beside Keras and PyTorch, set up in .bench-env at the first time', false)
    .option('--sizes', "the dense step's cost as batch and width grow", false)
    .addOption(pathOption('--output <file>', 'where the figures go as JSON', 'runs/bench.json'))
    .addHelpText('after', HELP);
  return readCommandLine(program, args).opts<BenchCommand>();
}

/** Of rounds and of steps. */
const MOST = 1_000_000;

const HELP = `
Every side runs in a process of its own. Rounds alternate between the sides, after one that is not counted.
TF_NUM_INTRAOP_THREADS is passed on to our sides; without it lib chooses.`;
