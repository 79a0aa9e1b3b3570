import { tf } from '../backend';
import { fitNearestNeighbour } from '../baselines/nearest-neighbour';
import { fitRidgeRegression } from '../baselines/ridge-regression';
import { upsampleBicubic } from '../baselines/upsampling';
import { pixelsOf } from '../data/images';
import { shrinkImages } from '../data/shrink';
import { FACES_JUDGE } from '../judges/faces';
import type { Judge } from '../judges/judge';
import { loadJudge } from '../judges/judge-file';
import { PAINTINGS_JUDGE } from '../judges/paintings';
import { judgeSuperResolution } from '../metrics/super-resolution';
import type { Upsampler } from '../models/srgan';
import type { Experiment, Measures, Method } from './experiment';
import { keptNetwork } from './kept-network';
import { loadedOnce } from './loaded-once';
import {
  SUPER_RESOLUTION,
  type SuperResolutionPictures,
  type SuperResolutionRun,
  type SuperResolutionSet,
  type TrainedSuperResolver,
  buildSuperResolver,
  enlargePictures,
  loadSuperResolution,
  superResolutionExamples,
  trainSuperResolver,
} from './super-resolution-run';

const keep = (name: string) =>
  keptNetwork(name, { experiment: 'super-resolution', build: () => buildSuperResolver(0) });

/** Networks of seed 1: small pictures `[n, 8, 8, 3]` in −1..1 → `[n, 32, 32, 3]`. See {@link enlargePictures}. */
export const SUPER_RESOLVERS = {
  /** Faces by the squared error alone. */
  faces: keep('super-resolution-faces'),
  /** Faces with D, w = 0.001. */
  facesAdversarial: keep('super-resolution-faces-adversarial'),
  /** Patches of photographs by the squared error alone. */
  photos: keep('super-resolution-photos'),
  /** Patches of photographs with D, w = 0.01. */
  photosAdversarial: keep('super-resolution-photos-adversarial'),
};

/** What is made larger, and in whose features the Fréchet distance is taken. */
interface Task {
  readonly name: string;
  readonly set: SuperResolutionSet;
  readonly judge: () => Judge;
  /** Weights of the adversarial loss that are tried, the paper's 0.001 among them. */
  readonly weights: readonly number[];
  /** The one whose network is kept. */
  readonly keptWeight: number;
  readonly discriminatorRate?: number;
}

/** Ledig et al. 2017, equation 3. */
const PAPERS_WEIGHT = 0.001;

const FACES: Task = {
  name: 'faces',
  set: 'faces',
  judge: () => loadJudge(FACES_JUDGE),
  weights: [0.0001, 0.0003, PAPERS_WEIGHT, 0.01],
  keptWeight: PAPERS_WEIGHT,
};
const PHOTOS: Task = {
  name: 'photo patches',
  set: 'photos',
  judge: () => loadJudge(PAINTINGS_JUDGE), // it knows textures, and was taught not to go by colours
  weights: [0.0003, PAPERS_WEIGHT, 0.003, 0.01],
  keptWeight: 0.01,
  discriminatorRate: 2e-4, // a faster D soon knows the eight photographs
};

const pictures: Record<SuperResolutionSet, () => SuperResolutionPictures> = {
  faces: loadedOnce(() => loadSuperResolution('faces')),
  photos: loadedOnce(() => loadSuperResolution('photos')),
};
const picturesOf = ({ set }: Task) => pictures[set]();

/** The held-out pictures, enlarged, judged. */
function judged(task: Task, enlarge: (small: tf.Tensor4D) => tf.Tensor4D): Measures {
  const judge = task.judge();
  try {
    return tf.tidy(() => {
      const truth = pixelsOf(picturesOf(task).test);
      const small = shrinkImages(truth, SUPER_RESOLUTION.factor);
      return { ...judgeSuperResolution(truth, enlarge(small), { small, judge }) };
    });
  } finally {
    judge.dispose();
  }
}

/** What is made of small pictures, after a look at those to train on where one is needed. */
type Baseline = (
  small: tf.Tensor4D,
  examples: () => ReturnType<typeof superResolutionExamples>,
) => tf.Tensor4D;

const baseline = (task: Task, name: string, enlarge: Baseline): Method => ({
  task: task.name,
  name,
  isExact: true,
  run: () =>
    judged(task, (small) => enlarge(small, () => superResolutionExamples(picturesOf(task).train))),
});

const baselinesOf = (task: Task): Method[] => [
  baseline(task, 'bicubic', (small) => upsampleBicubic(small, SUPER_RESOLUTION.factor)),
  baseline(task, 'ridge', (small, examples) => {
    const train = examples();
    return fitRidgeRegression(train.small, train.large).predict(small);
  }),
  baseline(task, 'retrieval', (small, examples) => {
    const train = examples();
    return fitNearestNeighbour(train.small, train.large).predict(small);
  }),
];

/** What the numbers are at best: of other real pictures, and of the truth, whose PSNR has no end. */
const ceilingsOf = (task: Task): Method[] => [
  baseline(task, 'other real pictures', (small, examples) => {
    const { large } = examples();
    return tf.slice(large, 0, Math.min(small.shape[0], large.shape[0]));
  }),
  {
    task: task.name,
    name: 'truth',
    isExact: true,
    run: () => {
      const measures = judged(task, () => pixelsOf(picturesOf(task).test));
      return Object.fromEntries(Object.entries(measures).filter(([name]) => name !== 'psnr'));
    },
  },
];

type Kept = keyof typeof SUPER_RESOLVERS;

const train = (task: Task, run: SuperResolutionRun): Promise<TrainedSuperResolver> =>
  trainSuperResolver(picturesOf(task).train, {
    ...run,
    discriminatorRate: task.discriminatorRate,
  });

/** Trained by the squared error, by set, seed and up-sampler: what all goes on from. */
const starts = new Map<string, Promise<TrainedSuperResolver>>();
function startOf(task: Task, seed: number, upsampler?: Upsampler) {
  const id = [task.name, seed, upsampler].join();
  const start = starts.get(id) ?? train(task, { seed, upsampler });
  starts.set(id, start);
  return start;
}

function measured(
  task: Task,
  { generator, steps, minutes }: TrainedSuperResolver,
  kept: { readonly name?: Kept; readonly seed: number },
): Measures {
  if (kept.name && kept.seed === 1) {
    const facts = { seed: 1, steps, minutes: Number(minutes.toFixed(2)) };
    SUPER_RESOLVERS[kept.name].save(generator, facts);
  }
  return { ...judged(task, (small) => enlargePictures(generator, small)), steps, minutes };
}

/** By the squared error alone. */
const content = (
  task: Task,
  name: string,
  { upsampler, kept }: { readonly upsampler?: Upsampler; readonly kept?: Kept } = {},
): Method => ({
  task: task.name,
  name,
  run: async (seed) => measured(task, await startOf(task, seed, upsampler), { name: kept, seed }),
});

/** Gone on with from there, or begun anew. */
const further = (
  task: Task,
  name: string,
  {
    kept,
    isBegunAnew = false,
    ...run
  }: Omit<SuperResolutionRun, 'seed'> & {
    readonly kept?: Kept;
    readonly isBegunAnew?: boolean;
  },
): Method => ({
  task: task.name,
  name,
  run: async (seed) => {
    const first = isBegunAnew ? undefined : await startOf(task, seed, run.upsampler);
    const { generator, ...own } = await train(task, { ...run, seed, start: first?.generator });
    const steps = own.steps + (first?.steps ?? 0);
    const minutes = own.minutes + (first?.minutes ?? 0);
    const measures = measured(task, { generator, steps, minutes }, { name: kept, seed });
    generator.dispose();
    return measures;
  },
});

const networksOf = (task: Task, kept: Kept): Method[] => [
  content(task, 'L2', { kept: task.set }),
  further(task, 'L2, as long as with D', { steps: SUPER_RESOLUTION.steps.adversarial }),
  ...task.weights.map((adversarialWeight) =>
    further(task, `with D, ${adversarialWeight}`, {
      adversarialWeight,
      ...(adversarialWeight === task.keptWeight && { kept }),
    }),
  ),
];

const { content: CONTENT, adversarial: ADVERSARIAL } = SUPER_RESOLUTION.steps;

/**
 * Faces and patches of photographs, four times as high and wide: trivial ways, the squared error, and with an
 * adversarial term of several weights; of faces also what holds it, and the ways to double.
 *
 * @see Ledig et al. 2017, "Photo-realistic single image super-resolution using a generative adversarial network"
 */
export const SUPER_RESOLUTION_EXPERIMENT: Experiment = {
  name: 'super-resolution',
  about:
    'faces and photo patches times 4, by L2 and with D of four weights; about 25 minutes a seed',
  methods: [
    ...baselinesOf(FACES),
    ...networksOf(FACES, 'facesAdversarial'),
    further(FACES, 'with D, 0.001, not pretrained', {
      adversarialWeight: PAPERS_WEIGHT,
      steps: CONTENT + ADVERSARIAL,
      isBegunAnew: true,
    }),
    further(FACES, 'D alone', { adversarialWeight: PAPERS_WEIGHT, content: 'none' }),
    content(FACES, 'L2, transposed', { upsampler: 'transposed' }),
    further(FACES, 'with D, 0.001, transposed', {
      adversarialWeight: PAPERS_WEIGHT,
      upsampler: 'transposed',
    }),
    content(FACES, 'L2, sub-pixel', { upsampler: 'subPixel' }),
    further(FACES, 'with D, 0.001, sub-pixel', {
      adversarialWeight: PAPERS_WEIGHT,
      upsampler: 'subPixel',
    }),
    ...ceilingsOf(FACES),
    ...baselinesOf(PHOTOS),
    ...networksOf(PHOTOS, 'photosAdversarial'),
    ...ceilingsOf(PHOTOS),
  ],
};
