import { childEnvironment } from '../setup/environment.mjs';
import { OURS, ourSide } from './our-sides';
import { denseStepFlops, matMulFlops } from './flops';
import { measureInTurns } from './rounds';
import { summarise } from './statistics';

/** Rows and columns of the product that shows the machine's limit: large enough for full speed. */
export const MAT_MUL_SIZE = 1024;

/** Columns of the table: the step's cost, and what the machine's matrix product reached in the same rounds. */
export interface SizeFigures {
  readonly batchSize: number;
  readonly hiddenUnits: number;
  /** Millions of floating-point operations in a step's matrix products. */
  readonly megaFlops: number;
  /** Medians over the rounds. */
  readonly ms: number;
  readonly gigaFlopsPerSecond: number;
  readonly limitOneThread: number;
  readonly limitAllThreads: number;
  /** Of the two limits; medians of the rounds' shares. */
  readonly shareOfOneThread: number;
  readonly shareOfAllThreads: number;
}

const ARTICLE = { batchSize: 64, hiddenUnits: 128 };
/** Batch grows, then width. */
export const SIZES = [
  ...[64, 128, 256, 512, 1024].map((batchSize) => ({ ...ARTICLE, batchSize })),
  ...[256, 512, 1024].map((hiddenUnits) => ({ ...ARTICLE, hiddenUnits })),
];

const flopsOf = (size: typeof ARTICLE) =>
  denseStepFlops({ ...size, latentDim: 100, exampleSize: 784 });

/** Measures the dense step at each size, in turns with one large matrix product on one thread and on all. */
export async function measureSizes(
  { rounds, steps }: { readonly rounds: number; readonly steps: number },
  print: (line: string) => void,
): Promise<SizeFigures[]> {
  const figures: SizeFigures[] = [];
  for (const size of SIZES) {
    print(`  batch ${size.batchSize}, width ${size.hiddenUnits}`);
    const fewer = Math.ceil((steps * flopsOf(ARTICLE)) / flopsOf(size)); // a round takes as long at each size
    const product = { workload: 'matMul', steps: Math.ceil(steps / 20) } as const;
    const threads = (number: string) => childEnvironment({ TF_NUM_INTRAOP_THREADS: number });
    const [step, one, all] = await measureInTurns(
      [
        ourSide({ workload: 'dense', steps: fewer, ...size }, OURS),
        ourSide(product, 'one thread', threads('1')),
        ourSide(product, 'all threads', threads('0')), // TensorFlow's word for all
      ],
      rounds,
      () => undefined,
    );
    figures.push(sizeFigures(size, step.rounds, { one: one.rounds, all: all.rounds }));
  }
  return figures;
}

/**
 * A row of the table.
 *
 * @param stepMs of a step, round by round
 * @param productMs of the large matrix product, in the same rounds
 */
export function sizeFigures(
  size: typeof ARTICLE,
  stepMs: readonly number[],
  productMs: { readonly one: readonly number[]; readonly all: readonly number[] },
): SizeFigures {
  const product = matMulFlops(MAT_MUL_SIZE, MAT_MUL_SIZE, MAT_MUL_SIZE);
  const flops = flopsOf(size);
  const speeds = (work: number, ms: readonly number[]) => ms.map((each) => work / each / 1e6);
  const step = speeds(flops, stepMs);
  const [one, all] = [productMs.one, productMs.all].map((ms) => speeds(product, ms));
  const shareOf = (limit: readonly number[]) =>
    summarise(step.map((speed, round) => speed / limit[round])).median;
  return {
    ...size,
    megaFlops: flops / 1e6,
    ms: summarise(stepMs).median,
    gigaFlopsPerSecond: summarise(step).median,
    limitOneThread: summarise(one).median,
    limitAllThreads: summarise(all).median,
    shareOfOneThread: shareOf(one),
    shareOfAllThreads: shareOf(all),
  };
}
