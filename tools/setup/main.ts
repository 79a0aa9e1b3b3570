import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Listr, PRESET_TIMER } from 'listr2';

import { describeFailure, describeMissingPackages } from './failure.mjs';
import type { Part, PartResult } from './part';
import { canvas } from './parts/canvas';
import { chromium } from './parts/chromium';
import { kernel, library } from './parts/compiled';
import { fetchedSets } from './parts/fetched-sets';
import { kernelspec } from './parts/kernelspec';
import { mnist } from './parts/mnist';
import { pip, pythonPackages } from './parts/python';
import { tensorflow } from './parts/tensorflow';
import { tfjsNode } from './parts/tfjs-node';
import { describeResults } from './results';
import { endCommandsOnSignal, shareLock } from './run-command.mjs';
import { NeedFailed, Runner } from './runner';

/** What `ensure.mjs` asks for. */
interface Job {
  readonly purpose: 'course' | 'tests';
  readonly python: string;
  readonly nodePackages: { readonly outcome: PartResult['outcome']; readonly seconds: number };
  readonly startedMs: number;
}

const ROOT = dirname(dirname(__dirname));
const COURSE = [
  ...[pip, pythonPackages, tensorflow, tfjsNode, canvas],
  ...[library, kernel, kernelspec, mnist, ...fetchedSets],
];
const PARTS = { course: COURSE, tests: [...COURSE, chromium] };
const LOCK_DESCRIPTOR = 3;

async function main(job: Job): Promise<void> {
  shareLock(LOCK_DESCRIPTOR);
  endCommandsOnSignal();
  const parts = PARTS[job.purpose];
  const results: PartResult[] = [{ title: 'Node packages', ...job.nodePackages }];
  const failures = await showWhile(
    parts,
    new Runner(parts, { root: ROOT, python: job.python }),
    results,
  );
  console.error(describeResults(results, failures.length, (Date.now() - job.startedMs) / 1000));
  const leftOut = results.flatMap(({ failure }) => failure ?? []);
  const texts = [...leftOut, ...failures].map(describeFailure);
  for (const text of [...texts, describeMissingPackages(failures)])
    if (text) console.error(`\n${text}`);
  process.exitCode = failures.length === 0 ? 0 : 1;
  if (failures.length === 0) writeWatched(parts, results);
}

/** Runs all parts side by side on the screen and returns the failures. */
async function showWhile(
  parts: readonly Part[],
  runner: Runner,
  results: PartResult[],
): Promise<unknown[]> {
  const failures: unknown[] = [];
  const isTerminal = process.stdout.isTTY;
  const list = new Listr<unknown, 'default', 'simple'>(
    parts.map((part) => ({
      title: part.title,
      task: async (_context, task) => {
        const progress = isTerminal
          ? throttled(200, (text) => (task.output = text))
          : throttled(10_000, (text) => (task.output = `${part.title}: ${text}`));
        try {
          const result = await runner.run(part, progress);
          results.push(result);
          if (result.outcome === 'left out') task.skip(`${part.title}: left out, see below`);
        } catch (error) {
          if (!(error instanceof NeedFailed)) failures.push(error);
          throw error instanceof NeedFailed ? error : new Error('failed, see below');
        }
      },
    })),
    {
      concurrent: true,
      exitOnError: false,
      renderer: 'default',
      rendererOptions: { timer: PRESET_TIMER, collapseErrors: false },
      fallbackRenderer: 'simple',
      fallbackRendererCondition: !isTerminal,
      fallbackRendererOptions: { timer: PRESET_TIMER },
    },
  );
  await list.run();
  return failures;
}

function throttled(intervalMs: number, show: (text: string) => void): (text: string) => void {
  let last = performance.now();
  return (text) => {
    if (performance.now() - last < intervalMs) return;
    last = performance.now();
    show(text);
  };
}

/** For the quick look of the next time, which does not look for what was left out. */
function writeWatched(parts: readonly Part[], results: readonly PartResult[]): void {
  const leftOut = results.flatMap(({ title, outcome }) => (outcome === 'left out' ? [title] : []));
  const inPlace = parts.filter(({ title }) => !leftOut.includes(title));
  const inputs = ['package-lock.json', 'tools/setup', ...parts.flatMap((part) => part.inputs)];
  const outputs = ['node_modules/.package-lock.json', ...inPlace.flatMap((part) => part.outputs)];
  const watched = JSON.stringify({ inputs, outputs, leftOut });
  writeFileSync(join(ROOT, '.setup/watched.json'), watched);
}

void main(JSON.parse(process.argv[2]) as Job);
