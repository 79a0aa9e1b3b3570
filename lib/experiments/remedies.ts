import { dropout, instanceNoise, minibatchStandardDeviation, packing } from '../layers';
import { LOSSES, oneSidedLabelSmoothing } from '../losses';
import { gradientPenalty, r1Penalty } from '../penalties';
import type { MixtureName, PointRun, TrainingPart } from './point-run';

/** A change to a run that should keep a generator from losing modes. */
export interface Remedy {
  /** What a table shows, such as `β₁ = 0.5`. */
  readonly name: string;
  /** Which part of the training it changes; `sight` is what D sees at once. */
  readonly kind: 'none' | 'optimizer' | 'balance' | 'regularisation' | 'sight';
  /** The same run with this changed, and nothing else. */
  readonly apply: (run: PointRun) => PointRun;
}

/** The plain GAN to which each remedy is added by itself: Goodfellow's losses, and Keras's Adam as it comes. */
export function plainRun(mixture: MixtureName, seed: number): PointRun {
  const adam = { learningRate: 1e-3, beta1: 0.9, beta2: 0.999 }; // Keras's defaults
  return {
    mixture,
    seed,
    steps: 5000,
    batchSize: 128,
    networks: { latentDim: 2, hiddenUnits: [128, 128] },
    training: {
      loss: LOSSES.nonSaturating,
      generatorSettings: adam,
      discriminatorSettings: adam,
    },
  };
}

const training = (change: (run: PointRun) => Partial<TrainingPart>) => (run: PointRun) => ({
  ...run,
  training: { ...run.training, ...change(run) },
});

/** The same settings for both players. */
const both = (settings: TrainingPart['generatorSettings']) =>
  training(() => ({ generatorSettings: settings, discriminatorSettings: settings }));

const extras =
  (make: (run: PointRun) => PointRun['networks']['discriminatorExtras']) => (run: PointRun) => ({
    ...run,
    networks: { ...run.networks, discriminatorExtras: make(run) },
  });

/** Distances on the grid are about four times those on the ring. */
const scaleOf = ({ mixture }: PointRun) => (mixture === 'ring' ? 1 : 4);

/**
 * The article's tips and the field's remedies, each by itself.
 *
 * Strengths are customary ones where there are any, and were not tuned for each remedy.
 */
export const REMEDIES: readonly Remedy[] = [
  { name: 'none: the plain GAN', kind: 'none', apply: (run) => run },
  { name: 'both rates 1e-4', kind: 'optimizer', apply: both({ learningRate: 1e-4 }) },
  {
    name: "G's rate 2.5e-4", // two time scales: Heusel et al. 2017
    kind: 'optimizer',
    apply: training(() => ({ generatorSettings: { learningRate: 2.5e-4 } })),
  },
  { name: 'Adam, β₁ = 0.5', kind: 'optimizer', apply: both({ learningRate: 1e-3, beta1: 0.5 }) },
  { name: 'Adam, β₁ = 0', kind: 'optimizer', apply: both({ learningRate: 1e-3, beta1: 0 }) },
  { name: 'RMSProp', kind: 'optimizer', apply: both({ rule: 'rmsProp', learningRate: 1e-3 }) },
  {
    name: 'SGD, momentum 0.5',
    kind: 'optimizer',
    apply: both({ rule: 'sgd', learningRate: 0.1, momentum: 0.5 }),
  },
  {
    name: 'rates fall to 0',
    kind: 'optimizer',
    apply: (run) => both({ learningRate: 1e-3, decaySteps: run.steps })(run),
  },
  {
    name: 'label smoothing 0.1',
    kind: 'balance',
    apply: training(() => ({ loss: oneSidedLabelSmoothing(0.1) })),
  },
  { name: '5 steps of D', kind: 'balance', apply: training(() => ({ discriminatorSteps: 5 })) },
  {
    name: 'dropout 0.3 in D',
    kind: 'regularisation',
    apply: extras(
      ({ seed }) =>
        (place) =>
          place === 0
            ? []
            : [dropout({ rate: 0.3, seed: 10 * seed + place, name: `drop${place}` })],
    ),
  },
  {
    name: 'instance noise', // σ of a mode times five on the ring, four on the grid
    kind: 'regularisation',
    apply: extras(
      (run) => (place) =>
        place === 0
          ? [instanceNoise({ std: 0.05 * scaleOf(run), seed: run.seed, name: 'noise' })]
          : [],
    ),
  },
  {
    name: 'gradient penalty',
    kind: 'regularisation',
    apply: training((run) => ({ penalty: gradientPenalty({ weight: 0.1 * scaleOf(run) }) })),
  },
  {
    name: 'R1',
    kind: 'regularisation',
    apply: training((run) => ({ penalty: r1Penalty({ weight: R1_WEIGHT[run.mixture] }) })),
  },
  {
    name: 'packs of 2',
    kind: 'sight',
    apply: extras(() => (place) => (place === 0 ? [packing({ size: 2, name: 'pack' })] : [])),
  },
  {
    name: 'minibatch deviation',
    kind: 'sight',
    apply: extras(
      () => (place) => (place === 0 ? [minibatchStandardDeviation({ name: 'deviation' })] : []),
    ),
  },
];

const R1_WEIGHT: Readonly<Record<MixtureName, number>> = { ring: 1e-3, grid: 0.1 };

/** The set-up that joins what helps, with larger networks, batches and more steps. */
export const BEST = 'best';

/** What the best set-up's sizes are on ring and grid, which has three times as many modes. */
const BEST_SIZES = {
  ring: { steps: 15_000, learningRate: 1e-3, hiddenUnits: [128, 128] },
  grid: { steps: 18_000, learningRate: 2e-3, hiddenUnits: [128, 128, 128] },
} as const;

/**
 * The best set-up found: β₁ = 0.5, R1, rates that fall to 0, the moving average of G's weights, batches of 256 and more
 * steps. Its rates, weights of R1 and sizes were chosen by a dozen trainings of seed 1.
 */
export function bestRun(mixture: MixtureName, seed: number): PointRun {
  const { steps, learningRate, hiddenUnits } = BEST_SIZES[mixture];
  const adam = { learningRate, beta1: 0.5, beta2: 0.999, decaySteps: steps };
  return {
    mixture,
    seed,
    steps,
    batchSize: 256,
    networks: { latentDim: 2, hiddenUnits },
    training: {
      loss: LOSSES.nonSaturating,
      generatorSettings: adam,
      discriminatorSettings: adam,
      penalty: r1Penalty({ weight: R1_WEIGHT[mixture] }),
    },
    averageDecay: 0.999,
  };
}

/** One training of {@link REMEDIES} or {@link BEST}, by what names it. */
export interface NamedRun {
  readonly remedy: string;
  readonly mixture: MixtureName;
  readonly seed: number;
}

/** The seeds of the best set-up are at least as many as published tables have. */
const BEST_SEEDS = 10;

/** All trainings of the experiment: each remedy over the seeds 1 to `seeds`, the best set-up over 10. */
export function remedyRuns(seeds: number): NamedRun[] {
  const runs = (remedy: string, numSeeds: number) =>
    (['ring', 'grid'] as const).flatMap((mixture) =>
      Array.from({ length: numSeeds }, (_, i) => ({ remedy, mixture, seed: i + 1 })),
    );
  return [
    ...runs(BEST, Math.max(seeds, BEST_SEEDS)),
    ...REMEDIES.flatMap(({ name }) => runs(name, seeds)),
  ];
}

/** The run that a name stands for. @throws RangeError when there is no remedy of this name */
export function remedyRun({ remedy, mixture, seed }: NamedRun): PointRun {
  if (remedy === BEST) return bestRun(mixture, seed);
  const found = REMEDIES.find(({ name }) => name === remedy);
  if (!found) {
    const names = [...REMEDIES.map(({ name }) => name), BEST].join(', ');
    throw new RangeError(`expected a remedy of ${names}, but got ${remedy}`);
  }
  return found.apply(plainRun(mixture, seed));
}
