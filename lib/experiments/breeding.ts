import { tf } from '../backend';
import { fitPcaGaussian } from '../baselines/pca-gaussian';
import { EMOJI_JUDGE } from '../judges/emoji-groups';
import { FACES_JUDGE } from '../judges/faces';
import { loadJudge } from '../judges/judge-file';
import { buildPictureGan } from '../models/picture-dcgan';
import { STAGES, type Stage, buildStagedGenerator } from '../models/staged-gan';
import { Random } from '../random';
import {
  CROSSINGS,
  INVERSION_RIVALS,
  type Measured,
  measureCrossing,
  measureInversion,
  measureLooks,
  measureSelection,
  measureShorter,
  measureStage,
  paintLatents,
  rivalError,
} from './breeding-measures';
import {
  type BreedingPictures,
  type TrainedGenerator,
  loadBreedingEmoji,
  loadBreedingFaces,
  trainDecoder,
  trainPictureGan,
  trainStagedGan,
} from './breeding-run';
import type { Experiment, Measures, Method } from './experiment';
import { keptNetwork } from './kept-network';
import { loadedOnce } from './loaded-once';

const keep = (name: string) =>
  keptNetwork(name, { experiment: 'breeding', build: () => buildStagedGenerator(0) });

/** Generators of seed 1: z `[n, 64]` → pictures `[n, 32, 32, 3]` in 0..1. */
export const BREEDERS = { faces: keep('breeding-faces'), emoji: keep('breeding-emoji') };

type Kind = keyof typeof BREEDERS;

const pictures: Record<Kind, () => BreedingPictures> = {
  faces: loadedOnce(() => loadBreedingFaces()),
  emoji: loadedOnce(loadBreedingEmoji),
};
const judges = { faces: () => loadJudge(FACES_JUDGE), emoji: () => loadJudge(EMOJI_JUDGE) };

/** Trains once for each seed. */
function onceForSeed(train: (seed: number) => Promise<TrainedGenerator>) {
  const trained = new Map<number, Promise<TrainedGenerator>>();
  return (seed: number): Promise<TrainedGenerator> => {
    const training = trained.get(seed) ?? train(seed);
    trained.set(seed, training);
    return training;
  };
}

const stagedOf: Record<Kind, (seed: number) => Promise<TrainedGenerator>> = {
  faces: onceForSeed((seed) => trainStagedGan(pictures.faces().training, { seed })),
  emoji: onceForSeed((seed) => trainStagedGan(pictures.emoji().training, { seed })),
};
const decoderOf = onceForSeed((seed) => trainDecoder(pictures.faces().training, { seed }));

/** How pictures look, of a kind. */
function looks(kind: Kind, make: (pictures: BreedingPictures, random: Random) => tf.Tensor4D) {
  return (seed: number): Measures => {
    const judge = judges[kind]();
    try {
      return tf.tidy(() =>
        measureLooks(make(pictures[kind](), new Random(seed)), pictures[kind](), judge),
      );
    } finally {
      judge.dispose();
    }
  };
}

/** As many other real pictures as are held out: the ceiling. */
const otherReal = (kind: Kind): Method => ({
  task: kind,
  name: 'other real pictures',
  run: looks(kind, ({ training, test }, random) =>
    tf.gather(training, random.integers(test.shape[0], training.shape[0])),
  ),
});

const pcaGaussian = (kind: Kind): Method => ({
  task: kind,
  name: 'Gaussian of 64 components',
  run: looks(kind, ({ training, test }, random) =>
    fitPcaGaussian(training, 64).sample(test.shape[0], random),
  ),
});

/** A generator's pictures of z drawn at random. */
const looksOf = (kind: Kind, { generator, minutes }: TrainedGenerator, seed: number): Measures => ({
  ...looks(kind, ({ test }, random) =>
    paintLatents(generator, random.normal([test.shape[0], generator.inputs[0].shape[1]!])),
  )(seed),
  minutes,
});

/** Trained for its looks alone. */
const generated = (
  kind: Kind,
  name: string,
  train: (training: tf.Tensor4D, seed: number) => Promise<TrainedGenerator>,
): Method => ({
  task: kind,
  name,
  run: async (seed) => {
    const made = await train(pictures[kind]().training, seed);
    try {
      return looksOf(kind, made, seed);
    } finally {
      made.generator.dispose();
    }
  },
});

const staged = (kind: Kind): Method => ({
  task: kind,
  name: 'GAN in stages',
  run: async (seed) => {
    const made = await stagedOf[kind](seed);
    if (seed === 1) {
      const { generator, steps, minutes } = made;
      BREEDERS[kind].save(generator, { seed, steps, minutes: Number(minutes.toFixed(2)) });
    }
    return looksOf(kind, made, seed);
  },
});

/** How many times as long as drawn z are made, for less variety and fewer slips. */
export const SHORTER = [1, 0.85, 0.7, 0.5] as const;

const WITHOUT_D = 'squared error alone';

/** Something that is done with a generator of faces. */
const done = (
  task: string,
  name: string,
  measure: (measured: Measured, judge: ReturnType<typeof judges.faces>) => Measures,
  trainedOf = stagedOf.faces,
): Method => ({
  task,
  name,
  run: async (seed) => {
    const { generator } = await trainedOf(seed);
    const judge = judges.faces();
    try {
      return measure({ generator, pictures: pictures.faces(), seed }, judge);
    } finally {
      judge.dispose();
    }
  },
});

const findingZ = (measured: Measured) => measureInversion(measured, pictures.emoji().test);

/**
 * Art to breed: generators of faces and of emoji in stages, beside other ways to make such pictures; then what can be done
 * with z: finding a picture's, crossing, mixing and selecting.
 */
export const BREEDING_EXPERIMENT: Experiment = {
  name: 'breeding',
  about: 'generators of faces and emoji, and what z is good for; about 8 minutes a seed',
  methods: [
    otherReal('faces'),
    pcaGaussian('faces'),
    {
      task: 'faces',
      name: WITHOUT_D,
      run: async (seed) => looksOf('faces', await decoderOf(seed), seed),
    },
    generated('faces', 'GAN, z at the start alone', (training, seed) =>
      trainPictureGan(buildPictureGan({ size: 32, channels: 3, seed }), training, { seed }),
    ),
    staged('faces'),
    otherReal('emoji'),
    pcaGaussian('emoji'),
    staged('emoji'),
    // as many steps as of faces: emoji are few
    generated('emoji', 'GAN in stages, 100 epochs', (training, seed) =>
      trainStagedGan(training, { seed, epochs: 100 }),
    ),
    ...SHORTER.map((psi) =>
      done('shorter z', `ψ = ${psi}`, (measured, judge) => measureShorter(measured, psi, judge)),
    ),
    ...Object.entries(INVERSION_RIVALS).map(
      ([name, rival]): Method => ({
        task: 'finding z',
        name,
        isExact: true,
        run: () => rivalError(rival, pictures.faces()),
      }),
    ),
    done('finding z', WITHOUT_D, findingZ, decoderOf),
    done('finding z', 'GAN in stages', findingZ),
    ...Object.entries(CROSSINGS).map(([name, cross]) =>
      done('crossing', name, (measured, judge) => measureCrossing(measured, cross, judge)),
    ),
    ...(Object.keys(STAGES) as Stage[]).map((stage) =>
      done('mixing', stage, (measured, judge) => measureStage(measured, stage, judge)),
    ),
    done('selecting', 'the best have children', (measured, judge) =>
      measureSelection(measured, judge, { isChosen: true }),
    ),
    done('selecting', 'anybody has', (measured, judge) =>
      measureSelection(measured, judge, { isChosen: false }),
    ),
  ],
};
