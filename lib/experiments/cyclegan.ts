import { tf } from '../backend';
import { fitColourMatch } from '../baselines/colour-match';
import { fitPatchRidge } from '../baselines/patch-ridge';
import { fitRidgeRegression } from '../baselines/ridge-regression';
import { makeCartoonFaces } from '../data/cartoon-faces';
import { loadSeasons } from '../data/earth';
import { type ByteImages, pickImages, pixelsOf } from '../data/images';
import { loadPaintings } from '../data/paintings';
import { cutPatches } from '../data/patches';
import { loadPhotos } from '../data/photos';
import { CARTOON_GLASSES_JUDGE } from '../judges/cartoon-glasses';
import { SEASONS_JUDGE } from '../judges/earth-seasons';
import type { ClassJudge } from '../judges/judge';
import { loadJudge } from '../judges/judge-file';
import { PAINTINGS_JUDGE } from '../judges/paintings';
import { classShares } from '../metrics/class-shares';
import { contentCorrelation } from '../metrics/content-correlation';
import { counterfactualErrors, everChanged } from '../metrics/counterfactual';
import { frechetDistance } from '../metrics/frechet';
import { l1Percent } from '../metrics/pixel-errors';
import { type Translation, returnErrors } from '../metrics/return-trip';
import { sharpnessRatio } from '../metrics/sharpness';
import { buildResidualGenerator } from '../models/residual-generator';
import { Random } from '../random';
import {
  CYCLEGAN_LOSSES,
  CYCLEGAN_RUNS,
  type CycleganLosses,
  type CycleganRun,
  type UnpairedPictures,
  latitudeChannel,
  trainCyclegan,
  translationBy,
  withLatitudes,
} from './cyclegan-run';
import type { Experiment, Measures, Method } from './experiment';
import { type KeptNetwork, keptNetwork } from './kept-network';

/** A translation from A to B and one back, of the held-out pictures of either kind. */
export interface BothWays {
  readonly there: Translation;
  readonly back: Translation;
}

/** Two kinds of pictures, as bytes: to train on, and held out. Those at one place are pairs where there are any. */
export interface TwoKinds {
  readonly train: { readonly a: ByteImages; readonly b: ByteImages };
  readonly test: { readonly a: ByteImages; readonly b: ByteImages };
}

/** Summer (A) and winter (B), with the latitude of each pair. */
export function loadSeasonKinds(): TwoKinds & {
  readonly latitudes: { readonly train: Float32Array; readonly test: Float32Array };
} {
  const { train, test } = loadSeasons();
  return {
    train: { a: train.inputs, b: train.targets },
    test: { a: test.inputs, b: test.targets },
    latitudes: { train: train.latitudes, test: test.latitudes },
  };
}

/** How many faces there are. */
export interface GlassesCounts {
  /** Of either kind, of different people. */
  readonly train: number;
  readonly test: number;
}
const GLASSES_COUNTS: GlassesCounts = { train: 1500, test: 500 };
/** Other faces than those by which the judge was trained. */
const GLASSES_SEED = 11;

/**
 * Cartoon faces with glasses (A) and without (B). Nobody is in both training sets; the held-out ones are the same faces
 * with and without.
 */
export async function makeGlassesKinds({ train, test }: GlassesCounts): Promise<TwoKinds> {
  const made = await makeCartoonFaces({ train: 2 * train, test, seed: GLASSES_SEED });
  const half = (start: number) => Array.from({ length: train }, (_, i) => start + i);
  return {
    train: {
      a: pickImages(made.train.withGlasses, half(0)),
      b: pickImages(made.train.withoutGlasses, half(train)),
    },
    test: { a: made.test.withGlasses, b: made.test.withoutGlasses },
  };
}

/** Pixels from one patch to the next: held-out ones share none. */
const PATCH_STEPS = { train: 16, test: 32 };

/** Patches of photographs (A) and of paintings by van Gogh (B): no pairs. */
export function loadPaintingKinds(): TwoKinds {
  const [photos, paintings] = [loadPhotos(), loadPaintings()];
  const part = (name: keyof typeof PATCH_STEPS) => {
    const step = PATCH_STEPS[name];
    return {
      a: cutPatches(photos[name], { step }).images,
      b: cutPatches(paintings[name], { step }).images,
    };
  };
  return { train: part('train'), test: part('test') };
}

const kept = (name: string, run: CycleganRun): KeptNetwork =>
  keptNetwork(`cyclegan-${name}`, {
    experiment: 'cyclegan',
    build: () => {
      const { output, widths } = run;
      // the seed's weights are overwritten
      return buildResidualGenerator({ imageShape: [32, 32, 3], output, widths, seed: 0 });
    },
  });

/** Generators of seed 1: pictures `[n, 32, 32, 3]` in −1..1 → pictures in about −1..1. */
export const CYCLEGAN_NETWORKS = {
  toWinter: kept('to-winter', CYCLEGAN_RUNS.seasons),
  toSummer: kept('to-summer', CYCLEGAN_RUNS.seasons),
  toWinterWithoutIdentity: kept('to-winter-without-identity', CYCLEGAN_RUNS.seasons),
  toWinterWithoutCycle: kept('to-winter-without-cycle', CYCLEGAN_RUNS.seasons),
  glassesOff: kept('glasses-off', CYCLEGAN_RUNS.glasses),
  glassesOn: kept('glasses-on', CYCLEGAN_RUNS.glasses),
  toVanGogh: kept('to-van-gogh', CYCLEGAN_RUNS.vanGogh),
} as const satisfies Record<string, KeptNetwork>;
type KeptName = keyof typeof CYCLEGAN_NETWORKS;

/** The networks that are kept of a method, to B and to A. */
const KEPT: Readonly<Record<string, readonly [toB: KeptName, toA?: KeptName]>> = {
  'seasons, CycleGAN': ['toWinter', 'toSummer'],
  'seasons, without identity loss': ['toWinterWithoutIdentity'],
  'seasons, adversarial loss alone': ['toWinterWithoutCycle'],
  'glasses, CycleGAN': ['glassesOff', 'glassesOn'],
  'photo → Van Gogh, CycleGAN': ['toVanGogh'],
};

/** Pairs of pictures to fit a rival on that may look at pairs, in 0..1. */
interface Pairs {
  readonly a: tf.Tensor4D;
  readonly b: tf.Tensor4D;
}

interface Task {
  readonly name: string;
  readonly run: CycleganRun;
  readonly losses: readonly CycleganLosses[];
  readonly load: () => Promise<TwoKinds>;
  /** What is measured of translations of the held-out pictures. */
  readonly judge: (kinds: TwoKinds, ways: BothWays) => Measures;
  /** The rival that sees pairs. Default: none, as there are no pairs. */
  readonly paired?: () => Promise<BothWays>;
}

/** Share of pictures that a judge takes for a class. */
function judgedShare(judge: ClassJudge, pictures: tf.Tensor4D, place: number): number {
  return tf.tidy(() => classShares(judge.judge(pictures).probabilities).shares[place]);
}

const clip = (x: tf.Tensor4D) => tf.clipByValue(x, 0, 1) as tf.Tensor4D; // of the same rank

/** Opens a judge, and the held-out pictures of both kinds with what was made of them. */
function withMade(
  judge: ClassJudge,
  { test }: TwoKinds,
  { there, back }: BothWays,
  measure: (a: tf.Tensor4D, b: tf.Tensor4D, madeB: tf.Tensor4D, madeA: tf.Tensor4D) => Measures,
): Measures {
  tf.engine().startScope();
  try {
    const [a, b] = [pixelsOf(test.a), pixelsOf(test.b)];
    return measure(a, b, clip(there(a)), clip(back(b)));
  } finally {
    tf.engine().endScope();
    judge.dispose();
  }
}

/** Noise of 1 % on the way back, the same for every method. */
const NOISE = { noiseStd: 0.01, seed: 5 };

function returnMeasures(pictures: tf.Tensor4D, ways: BothWays): Measures {
  const random = new Random(NOISE.seed);
  const { clean, noisy } = returnErrors(pictures, ways, { noiseStd: NOISE.noiseStd, random });
  return { returned: clean, returnedNoisy: noisy };
}

/** As the judges have their classes. */
const [SUMMER, WINTER] = [0, 1];
const [WITHOUT, WITH] = [0, 1];
const [PAINTING, PHOTOGRAPH] = [0, 1];

function judgeSeasons(kinds: TwoKinds, ways: BothWays): Measures {
  const judge = loadJudge(SEASONS_JUDGE);
  return withMade(judge, kinds, ways, (summer, winter, madeWinter, madeSummer) => ({
    toWinterJudged: judgedShare(judge, madeWinter, WINTER),
    toWinterContent: contentCorrelation(summer, madeWinter),
    toWinterL1: l1Percent(winter, madeWinter),
    toWinterSharpness: sharpnessRatio(winter, madeWinter),
    toSummerJudged: judgedShare(judge, madeSummer, SUMMER),
    toSummerContent: contentCorrelation(winter, madeSummer),
    toSummerL1: l1Percent(summer, madeSummer),
    toSummerSharpness: sharpnessRatio(summer, madeSummer),
    ...returnMeasures(summer, ways),
  }));
}

function judgeGlasses(kinds: TwoKinds, ways: BothWays): Measures {
  const judge = loadJudge(CARTOON_GLASSES_JUDGE);
  return withMade(judge, kinds, ways, (worn, plain, madePlain, madeWorn) => {
    const off = counterfactualErrors(worn, plain, madePlain);
    const elsewhere = tf.sub<tf.Tensor4D>(1, everChanged(worn, plain));
    return {
      offFlipped: judgedShare(judge, madePlain, WITHOUT),
      ...{ offChanged: off.changed, offUnchanged: off.unchanged, offAll: off.all },
      onFlipped: judgedShare(judge, madeWorn, WITH),
      // which glasses it should be nobody can know: what must stay is what no glasses reach
      onElsewhere: l1Percent(plain, madeWorn, { mask: elsewhere }),
      ...returnMeasures(worn, ways),
    };
  });
}

function judgePaintings(kinds: TwoKinds, ways: BothWays): Measures {
  const judge = loadJudge(PAINTINGS_JUDGE);
  return withMade(judge, kinds, ways, (photos, paintings, madePaintings, madePhotos) => {
    const featuresOf = (pictures: tf.Tensor4D) => judge.judge(pictures).features;
    const distance = (real: tf.Tensor4D, made: tf.Tensor4D) =>
      frechetDistance(featuresOf(real), featuresOf(made));
    return {
      toPaintingJudged: judgedShare(judge, madePaintings, PAINTING),
      toPaintingContent: contentCorrelation(photos, madePaintings),
      toPaintingFrechet: distance(paintings, madePaintings),
      toPaintingSharpness: sharpnessRatio(paintings, madePaintings),
      toPhotoJudged: judgedShare(judge, madePhotos, PHOTOGRAPH),
      toPhotoFrechet: distance(photos, madePhotos),
      ...returnMeasures(photos, ways),
    };
  });
}

/** Loaded at the first use, and once. */
function once<T>(load: () => Promise<T>): () => Promise<T> {
  let loaded: Promise<T> | undefined;
  return () => (loaded ??= load());
}

const loadGlasses = once(() => makeGlassesKinds(GLASSES_COUNTS));

/** Places at random, as the rivals' training pairs are to be like each other from first to last. */
const placesAtRandom = (count: number, of: number) =>
  new Random(1).permutation(of).subarray(0, count);

const pairsAt = ({ train }: TwoKinds, places: ArrayLike<number>): Pairs => ({
  a: pixelsOf(pickImages(train.a, places)),
  b: pixelsOf(pickImages(train.b, places)),
});

/** A hundred pairs tell all that a map of 5×5 pixels can know. */
const NUM_PATCH_PAIRS = 100;

async function seasonsFromPairs(): Promise<BothWays> {
  const kinds = loadSeasonKinds();
  const { a, b } = pairsAt(kinds, placesAtRandom(NUM_PATCH_PAIRS, kinds.train.a.shape[0]));
  const [there, back] = [fitPatchRidge(a, b), fitPatchRidge(b, a)];
  tf.dispose([a, b]);
  return { there: there.predict, back: back.predict };
}

/** Of whole pictures, since where glasses sit is known. */
async function glassesFromPairs(): Promise<BothWays> {
  const { train, seed } = { ...GLASSES_COUNTS, seed: GLASSES_SEED };
  const made = await makeCartoonFaces({ train, test: 0, seed });
  const [a, b] = [made.train.withGlasses, made.train.withoutGlasses].map((kind) => pixelsOf(kind));
  const [there, back] = [fitRidgeRegression(a, b), fitRidgeRegression(b, a)];
  tf.dispose([a, b]);
  return { there: there.predict, back: back.predict };
}

const TASKS: readonly Task[] = [
  {
    name: 'seasons',
    run: CYCLEGAN_RUNS.seasons,
    losses: [
      ...(['CycleGAN', 'without identity loss', 'without cycle loss'] as const),
      ...(['adversarial loss alone', 'without adversarial loss'] as const),
    ],
    load: async () => loadSeasonKinds(),
    judge: judgeSeasons,
    paired: seasonsFromPairs,
  },
  {
    name: 'glasses',
    run: CYCLEGAN_RUNS.glasses,
    losses: ['CycleGAN', 'adversarial loss alone', 'without adversarial loss'],
    load: loadGlasses,
    judge: judgeGlasses,
    paired: glassesFromPairs,
  },
  {
    name: 'photo → Van Gogh',
    run: CYCLEGAN_RUNS.vanGogh,
    losses: ['CycleGAN', 'without identity loss', 'without adversarial loss'],
    load: async () => loadPaintingKinds(),
    judge: judgePaintings,
  },
];

/** Other pictures of the right kind, whatever was asked for: what the numbers are of a set that cannot be told from it. */
function otherPictures({ train }: TwoKinds): BothWays {
  const drawnFrom =
    (kind: ByteImages): Translation =>
    ({ shape: [count] }) =>
      pixelsOf(pickImages(kind, placesAtRandom(count, kind.shape[0])));
  return { there: drawnFrom(train.b), back: drawnFrom(train.a) };
}

function colourMatch({ train }: TwoKinds): BothWays {
  const [a, b] = [pixelsOf(train.a), pixelsOf(train.b)];
  const [there, back] = [fitColourMatch(a, b), fitColourMatch(b, a)];
  tf.dispose([a, b]);
  return { there: there.predict, back: back.predict };
}

/** The ceiling, where the partners are known. */
const truePartners = ({ test }: TwoKinds): BothWays => ({
  there: () => pixelsOf(test.b),
  back: () => pixelsOf(test.a),
});

const doNothing: BothWays = { there: (x) => tf.clone(x), back: (x) => tf.clone(x) };

const baselinesOf = (task: Task): Method[] => {
  const method = (name: string, ways: (kinds: TwoKinds) => BothWays | Promise<BothWays>) => ({
    ...{ task: task.name, name, isExact: true },
    run: async () => {
      const kinds = await task.load();
      return task.judge(kinds, await ways(kinds));
    },
  });
  const { paired } = task;
  return [
    method('identity', () => doNothing),
    method('colour match', colourMatch),
    ...(paired ? [method('paired ridge', paired)] : []),
    method('other real pictures', otherPictures),
    ...(paired ? [method('true partners', truePartners)] : []),
  ];
};

async function judgeTrained(
  task: Task,
  {
    name,
    seed,
    sets,
    losses,
    conditions,
  }: {
    readonly name: string;
    readonly seed: number;
    readonly sets: UnpairedPictures;
    readonly losses: CycleganLosses;
    /** Of the held-out pictures. */
    readonly conditions?: tf.Tensor4D;
  },
): Promise<Measures> {
  const { toB, toA, steps, minutes } = await trainCyclegan(sets, {
    ...{ losses: CYCLEGAN_LOSSES[losses], seed, run: task.run },
  });
  try {
    const there = translationBy(toB, conditions);
    const back = translationBy(toA, conditions);
    const measures = task.judge(await task.load(), { there, back });
    const names = seed === 1 ? KEPT[`${task.name}, ${name}`] : undefined;
    const facts = { seed, steps, minutes: Number(minutes.toFixed(4)) };
    [toB, toA].forEach((model, i) => {
      const network = names?.[i];
      if (network) CYCLEGAN_NETWORKS[network].save(model, facts);
    });
    return { ...measures, steps, minutes };
  } finally {
    [toB, toA].forEach((model) => model.dispose());
  }
}

const networksOf = (task: Task): Method[] =>
  task.losses.map((losses) => ({
    task: task.name,
    name: losses,
    run: async (seed) => {
      const { train } = await task.load();
      return judgeTrained(task, { name: losses, seed, sets: train, losses });
    },
  }));

/** Snow is no function of the summer picture: latitude decides. */
const WITH_LATITUDE: Method = {
  task: TASKS[0].name,
  name: 'CycleGAN with latitude',
  run: async (seed) => {
    const { train, test, latitudes } = loadSeasonKinds();
    const sets = {
      a: withLatitudes(train.a, latitudes.train),
      b: withLatitudes(train.b, latitudes.train),
    };
    const conditions = latitudeChannel(latitudes.test, test.a.shape[1]);
    try {
      const name = 'CycleGAN with latitude';
      return await judgeTrained(TASKS[0], { name, seed, sets, losses: 'CycleGAN', conditions });
    } finally {
      tf.dispose([sets.a, sets.b, conditions]);
    }
  },
};

/**
 * CycleGAN in small: the Earth in summer and winter, glasses off and on, photographs as paintings; each with what is
 * left when a part of the loss is left out.
 *
 * @see Zhu et al. 2017, "Unpaired image-to-image translation using cycle-consistent adversarial networks"
 */
export const CYCLEGAN: Experiment = {
  name: 'cyclegan',
  about: 'seasons, glasses, photo to Van Gogh, each with ablations; about 25 minutes a seed',
  methods: TASKS.flatMap((task) => [
    ...baselinesOf(task),
    ...networksOf(task),
    ...(task === TASKS[0] ? [WITH_LATITUDE] : []),
  ]),
};
