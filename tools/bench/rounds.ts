import { type Side, type SideProgram, startSide } from './side';
import { type Summary, summarise } from './statistics';

/** What was measured of one side. */
export interface SideFigures extends Summary {
  readonly workload: string;
  readonly side: string;
  readonly stepsPerRound: number;
  /** Milliseconds per step, round by round. */
  readonly rounds: readonly number[];
  /** The most memory that its process held, where that was asked. */
  readonly peakMemoryMb?: number;
}

/**
 * Measures sides against each other: all are started and warmed up by one round that is not counted, then each runs one
 * round in turn, over and over (A B C A B C …), so that the machine's noise meets all of them.
 *
 * @returns figures in the order of the programs
 */
export async function measureInTurns(
  programs: readonly SideProgram[],
  numRounds: number,
  print: (line: string) => void,
): Promise<SideFigures[]> {
  const sides: Side[] = [];
  try {
    for (const program of programs) {
      print(`  ${program.workload}, ${program.side}: starts and warms up`);
      const side = await startSide(program);
      sides.push(side);
      await side.run();
    }
    print(`  ${numRounds} rounds`);
    const rounds = sides.map((): number[] => []);
    const memory = sides.map(() => 0);
    for (let round = 0; round < numRounds; round++) {
      for (const [i, side] of sides.entries()) {
        const { ms, peakMemoryMb } = await side.run();
        rounds[i].push(ms);
        memory[i] = peakMemoryMb;
      }
    }
    return sides.map(({ program }, i) => figuresOf(program, rounds[i], memory[i]));
  } finally {
    await Promise.all(sides.map((side) => side.stop()));
  }
}

/** A side's figures from its rounds. */
export function figuresOf(
  { workload, side, steps }: Pick<SideProgram, 'workload' | 'side' | 'steps'>,
  rounds: readonly number[],
  peakMemoryMb?: number,
): SideFigures {
  return { workload, side, stepsPerRound: steps, rounds, ...summarise(rounds), peakMemoryMb };
}
