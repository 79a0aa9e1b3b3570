import { tf } from '../backend';
import { buildResidualGenerator } from '../models/residual-generator';
import {
  GLASSES_COUNTS,
  type TwoKinds,
  loadPaintingKinds,
  loadSeasonKinds,
  makeGlassesKinds,
} from './cyclegan-kinds';
import { type BothWays, judgeGlasses, judgePaintings, judgeSeasons } from './cyclegan-measures';
import {
  colourMatch,
  doNothing,
  glassesFromPairs,
  otherPictures,
  seasonsFromPairs,
  truePartners,
} from './cyclegan-rivals';
import {
  CYCLEGAN_ABLATIONS,
  CYCLEGAN_RUNS,
  type CycleganAblation,
  type CycleganRun,
  type UnpairedPictures,
  latitudeChannel,
  trainCyclegan,
  translationBy,
  withLatitudes,
} from './cyclegan-run';
import type { Experiment, Measures, Method } from './experiment';
import { type KeptNetwork, keptNetwork } from './kept-network';

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

interface Task {
  readonly name: string;
  readonly run: CycleganRun;
  readonly ablations: readonly CycleganAblation[];
  readonly load: () => Promise<TwoKinds>;
  /** What is measured of translations of the held-out pictures. */
  readonly judge: (kinds: TwoKinds, ways: BothWays) => Measures;
  /** The rival that sees pairs. Default: none, as there are no pairs. */
  readonly paired?: () => Promise<BothWays>;
}

/** Loaded at the first use, and once. */
function once<T>(load: () => Promise<T>): () => Promise<T> {
  let loaded: Promise<T> | undefined;
  return () => (loaded ??= load());
}

const loadGlasses = once(() => makeGlassesKinds(GLASSES_COUNTS));

const TASKS: readonly Task[] = [
  {
    name: 'seasons',
    run: CYCLEGAN_RUNS.seasons,
    ablations: [
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
    ablations: ['CycleGAN', 'adversarial loss alone', 'without adversarial loss'],
    load: loadGlasses,
    judge: judgeGlasses,
    paired: glassesFromPairs,
  },
  {
    name: 'photo → Van Gogh',
    run: CYCLEGAN_RUNS.vanGogh,
    ablations: ['CycleGAN', 'without identity loss', 'without adversarial loss'],
    load: async () => loadPaintingKinds(),
    judge: judgePaintings,
  },
];

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
    ablation,
    conditions,
  }: {
    readonly name: string;
    readonly seed: number;
    readonly sets: UnpairedPictures;
    readonly ablation: CycleganAblation;
    /** Of the held-out pictures. */
    readonly conditions?: tf.Tensor4D;
  },
): Promise<Measures> {
  const { run } = task;
  const { toB, toA, steps, minutes } = await trainCyclegan(sets, {
    run: { ...run, weights: { ...run.weights, ...CYCLEGAN_ABLATIONS[ablation] } },
    seed,
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
  task.ablations.map((ablation) => ({
    task: task.name,
    name: ablation,
    run: async (seed) => {
      const { train } = await task.load();
      return judgeTrained(task, { name: ablation, seed, sets: train, ablation });
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
      return await judgeTrained(TASKS[0], { name, seed, sets, ablation: 'CycleGAN', conditions });
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
