import { cpus, platform, release } from 'node:os';

import { type Precision, PRECISION_VARIABLE, hasMixedPrecision } from '../../lib/backend/precision';
import { childEnvironment } from '../setup/environment.mjs';
import { type BarFigures, compareWithBars } from './bars';
import { measureImport } from './import-time';
import type { BenchCommand } from './options';
import { OURS, OURS_MIXED, ourSide } from './our-sides';
import { peersPython } from './peer-environment';
import { peerSides } from './peers';
import { type SideFigures, measureInTurns } from './rounds';
import type { SideProgram } from './side';
import { type SizeFigures, measureSizes } from './sizes';
import { GAMES, stepsInRound } from './workloads';

/** What the JSON file holds. */
export interface BenchReport {
  /** Raised when the layout changes. */
  readonly version: 1;
  /** ISO 8601. */
  readonly date: string;
  readonly machine: {
    readonly cpu: string;
    readonly cores: number;
    readonly system: string;
    readonly node: string;
    /** As it was set for our sides; null when lib chose. */
    readonly intraOpThreads: string | null;
  };
  readonly sides: readonly SideFigures[];
  readonly bars: readonly BarFigures[];
  /** Only with --sizes. */
  readonly sizes?: readonly SizeFigures[];
}

/**
 * Measures all that the command asks for.
 *
 * @param print receives lines that say what is being done
 * @throws Error of one sentence when a side fails
 */
export async function runBench(
  command: BenchCommand,
  print: (line: string) => void,
): Promise<BenchReport> {
  const sides: SideFigures[] = [];
  const python = command.peers ? await peersPython(print) : undefined;
  for (const workload of ['dense', 'dcgan', ...GAMES] as const) {
    print(`Measures the ${workload} step`);
    const peers = python ? peerSides(python, workload, command.steps) : [];
    sides.push(
      ...(await measureInTurns([...peers, ...ours(workload, command)], command.rounds, print)),
    );
  }
  for (const workload of ['wganGp', 'lossCurves', 'imageGrid'] as const) {
    print(`Measures ${workload}`);
    sides.push(...(await measureInTurns(ours(workload, command), command.rounds, print)));
  }
  print('Measures the import');
  sides.push(...(await measureImport(command.rounds)));
  if (command.sizes) print('Measures the dense step as it grows');
  const sizes = command.sizes ? await measureSizes(command, print) : undefined;
  return {
    version: 1,
    date: new Date().toISOString(),
    machine: describeMachine(),
    sides,
    bars: compareWithBars(sides),
    sizes,
  };
}

/** Our side of a workload, and of a step the one in mixed precision, where the processor has it. */
function ours(
  workload: Parameters<typeof ourSide>[0]['workload'],
  { steps }: BenchCommand,
): SideProgram[] {
  const settings = { workload, steps: stepsInRound(workload, steps) };
  const isStep = workload !== 'lossCurves' && workload !== 'imageGrid';
  const of = (precision: Precision) => childEnvironment({ [PRECISION_VARIABLE]: precision });
  return [
    ourSide(settings, OURS, of('float32')),
    ...(isStep && hasMixedPrecision() ? [ourSide(settings, OURS_MIXED, of('mixed'))] : []),
  ];
}

function describeMachine(): BenchReport['machine'] {
  return {
    cpu: cpus()[0]?.model ?? 'unknown',
    cores: cpus().length,
    system: `${platform()} ${release()}`,
    node: process.version,
    intraOpThreads: process.env.TF_NUM_INTRAOP_THREADS ?? null,
  };
}
