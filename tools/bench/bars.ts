import { OURS, OURS_MIXED } from './our-sides';
import { PEERS } from './peer-names';
import type { SideFigures } from './rounds';
import { type Summary, ratiosByRound, summarise } from './statistics';
import { GAMES, WORKLOADS } from './workloads';

/** How a figure stands to what is asked of it. */
export interface BarFigures extends Summary {
  readonly title: string;
  /** At most, or at least, these. */
  readonly must: number;
  readonly aim: number;
  readonly better: 'lower' | 'higher';
  readonly verdict: 'aim' | 'must' | 'missed';
}

interface Bar {
  readonly title: string;
  readonly must: number;
  readonly aim: number;
  readonly better: 'lower' | 'higher';
  /** Round by round; undefined when a side was not measured. */
  readonly values: (figures: readonly SideFigures[]) => number[] | undefined;
}

/** A side's time over the fastest of others, each in its best variant. */
const ratio =
  (workload: string, side: string, others: readonly string[]): Bar['values'] =>
  (figures) => {
    const [times, ...against] = [side, ...others].map((name) => best(figures, workload, name));
    if (!times || !against.every((rounds) => rounds !== undefined)) return undefined;
    return ratiosByRound(times, against);
  };

/** The rounds of the variant of a side whose median is the lowest. */
function best(figures: readonly SideFigures[], workload: string, name: string) {
  return figures
    .filter((each) => each.workload === workload && each.side.startsWith(name))
    .sort((a, b) => a.median - b.median)[0]?.rounds;
}

const { dense, dcgan, wavegan } = WORKLOADS;

/** What the course asks of its own speed. */
const BARS: readonly Bar[] = [
  {
    title: 'dense step, ours / fastest of PyTorch and tf.function',
    must: 1.25,
    aim: 1,
    better: 'lower',
    values: ratio(dense, OURS, [PEERS.torch, PEERS.function]),
  },
  {
    title: "dense step, the article's Keras code / ours",
    must: 10,
    aim: 15,
    better: 'higher',
    values: ratio(dense, PEERS.eager, [OURS]),
  },
  {
    title: 'DCGAN step, ours / PyTorch',
    must: 0.9,
    aim: 0.6,
    better: 'lower',
    values: ratio(dcgan, OURS, [PEERS.torch]),
  },
  {
    title: 'DCGAN step, ours / tf.function',
    must: 1.25,
    aim: 1,
    better: 'lower',
    values: ratio(dcgan, OURS, [PEERS.function]),
  },
  ...GAMES.map(
    (game): Bar => ({
      title: `${WORKLOADS[game]}, ours / PyTorch`,
      must: 1,
      aim: 0.8,
      better: 'lower',
      values: ratio(WORKLOADS[game], OURS, [PEERS.torch]),
    }),
  ),
  {
    title: 'DCGAN step, mixed precision / float32',
    must: 0.65,
    aim: 0.5,
    better: 'lower',
    values: ratio(dcgan, OURS_MIXED, [OURS]),
  },
  {
    title: 'DCGAN step, mixed precision / PyTorch in bfloat16',
    must: 1,
    aim: 0.7,
    better: 'lower',
    values: ratio(dcgan, OURS_MIXED, [PEERS.torchMixed]),
  },
  {
    title: 'DCGAN step, mixed precision / PyTorch',
    must: 0.55,
    aim: 0.4,
    better: 'lower',
    values: ratio(dcgan, OURS_MIXED, [PEERS.torch]),
  },
  {
    title: 'WaveGAN step, mixed precision / float32',
    must: 0.5,
    aim: 0.35,
    better: 'lower',
    values: ratio(wavegan, OURS_MIXED, [OURS]),
  },
  {
    title: 'dense step, mixed precision / float32',
    must: 1,
    aim: 0.9,
    better: 'lower',
    values: ratio(dense, OURS_MIXED, [OURS]),
  },
  {
    title: 'import of lib in a fresh process, seconds',
    must: 1.5,
    aim: 1,
    better: 'lower',
    values: (figures) =>
      figures
        .find(({ workload, side }) => workload === WORKLOADS.import && side === 'require')
        ?.rounds.map((ms) => ms / 1000),
  },
];

/** The bars whose sides were measured: ratios per round, then their median. */
export function compareWithBars(figures: readonly SideFigures[]): BarFigures[] {
  return BARS.flatMap(({ values, ...bar }) => {
    const measured = values(figures);
    if (!measured) return [];
    const summary = summarise(measured);
    return [{ ...bar, ...summary, verdict: verdictOf(summary.median, bar) }];
  });
}

function verdictOf(
  value: number,
  { must, aim, better }: Pick<Bar, 'must' | 'aim' | 'better'>,
): BarFigures['verdict'] {
  const reaches = (bar: number) => (better === 'lower' ? value <= bar : value >= bar);
  if (reaches(aim)) return 'aim';
  return reaches(must) ? 'must' : 'missed';
}
