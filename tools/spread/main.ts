import { mkdirSync, readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { dirname } from 'node:path';

import { writeAtomically } from '../../lib/atomic-write';
import { type OtherRuns, otherRunsPath } from '../../lib/experiments/other-runs';
import { reportFailure } from '../command-line';
import { libraryFace } from '../notebooks/check-lesson';
import { fingerprintOf } from '../notebooks/freshness';
import { COURSE, type Lesson, readLesson, selectLessons } from '../notebooks/lessons';
import type { Notebook } from '../notebooks/notebook';
import { otherRunsOf } from './compare';
import { KERNEL_SETS, type KernelSet } from './kernel-sets';
import { type SpreadCommand, parseSpreadCommand } from './options';
import { printedNumbers } from './printed-numbers';
import { reportText } from './report';
import { type RunOutputs, Runs } from './runs';
import { optionOf, variantOf } from './variant';

/** Up to here a lesson runs with all sets of kernels and more seeds. */
const SHORT_S = 60;
const SHORT = { runs: 20, kernels: Object.keys(KERNEL_SETS) as KernelSet[] };
const LONG: typeof SHORT = { runs: 6, kernels: ['all', 'AVX2'] };

/** Runs the command. @returns its exit code */
async function main(): Promise<number> {
  try {
    const command = parseSpreadCommand(process.argv.slice(2));
    for (const lesson of selectLessons(COURSE, command.lessons)) await measure(lesson, command);
    return 0;
  } catch (error) {
    return reportFailure('npm run spread', error);
  }
}

async function measure(lesson: Lesson, command: SpreadCommand): Promise<void> {
  const kept = readLesson(lesson);
  const runs = new Runs(COURSE, libraryFace(COURSE), command.quick, () => undefined);
  const firstSeed = Number(optionOf(kept, 'seed'));
  const run = async (seed: number, kernels: KernelSet): Promise<RunOutputs> => {
    const set = { seed: String(seed), ...Object.fromEntries(command.set) };
    const notebook = variantOf(kept, { ...command, set });
    const outputs = await runs.outputsOf(lesson, { seed, kernels, notebook });
    console.log(
      `${lesson.name}, seed ${seed}, kernels ${kernels}: ${outputs.seconds.toFixed(0)} s`,
    );
    return outputs;
  };
  const first = await run(firstSeed, command.kernels?.[0] ?? 'all');
  const amount = { ...(first.seconds <= SHORT_S ? SHORT : LONG), ...given(command) };
  const plan = Array.from({ length: amount.runs }, (_, i) => ({
    seed: firstSeed + i,
    kernels: amount.kernels[i % amount.kernels.length],
  }));
  const [made, sameSeed]: Notebook[][] = [[], []];
  for (const { seed, kernels } of plan) made.push((await run(seed, kernels)).notebook);
  for (const kernels of amount.kernels) sameSeed.push((await run(firstSeed, kernels)).notebook);
  const { code } = fingerprintOf(kept, libraryFace(COURSE));
  const isWhole = command.set.length === 0 && !command.until && !command.exercise && !command.quick;
  const about = { code, processor: processorText(), runs: plan };
  const found = otherRunsOf(about, { runs: made, sameSeed });
  // an exercise's outputs are not in the lesson: there the first run stands in its place
  const own = printedNumbers(isWhole ? kept : first.notebook);
  console.log(`\n${reportText(found, own)}\n`);
  if (isWhole && given(command) === undefined) keep(lesson, found);
}

function given({ runs, kernels }: SpreadCommand): Partial<typeof SHORT> | undefined {
  if (runs === undefined && kernels === undefined) return undefined;
  return { ...(runs && { runs }), ...(kernels && { kernels: [...kernels] }) };
}

function keep({ number }: Lesson, found: OtherRuns): void {
  const path = otherRunsPath(number);
  mkdirSync(dirname(path), { recursive: true });
  writeAtomically(path, [Buffer.from(`${JSON.stringify(found, null, 1)}\n`)]);
  console.log(`Kept in data/spread/${number}.json. Now: npm run notebooks -- ${number}`);
}

/** The processor's name, and the instructions on which kernels depend. */
function processorText(): string {
  const flags = /^flags\s*:(.*)$/m.exec(readFileSync('/proc/cpuinfo', 'utf8'))?.[1] ?? '';
  const has = (flag: string) => flags.includes(` ${flag}`);
  const known = ['avx2', 'avx512f', 'avx512_bf16', 'amx_bf16'].filter(has);
  return [cpus()[0]?.model.trim(), ...known].join(', ');
}

// Not process.exit: what is still being written to the terminal would be lost.
main().then((code) => (process.exitCode = code));
