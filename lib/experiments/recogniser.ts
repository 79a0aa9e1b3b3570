import { tf } from '../backend';
import { fitNearestNeighbour } from '../baselines/nearest-neighbour';
import { drawCloseUps } from '../data/faces/close-ups';
import { type Face, sampleFaces } from '../data/faces/face';
import { EXPRESSIONS } from '../data/faces/person';
import { BRIGHTNESS_WEIGHTS } from '../data/greys';
import { pixelsOf } from '../data/images';
import { CONTROLLED_LATENT_DIM } from '../models/controlled-gan';
import { applyInUse } from '../models/gan';
import { Random } from '../random';
import { controlsOf } from '../training/controlled-game';
import type { Experiment, Method } from './experiment';
import { FACE_EDITOR } from './face-editing';
import { editFaces } from './face-editing-run';
import { FACE_MAKER } from './faces-on-demand';
import { FACE_CONTROLS } from './faces-on-demand-run';
import { loadedOnce } from './loaded-once';
import {
  type People,
  RECOGNISER,
  type RecogniserOptions,
  drawFew,
  loadPeople,
  shareNamed,
  trainRecogniser,
} from './recogniser-run';

const NUM_PEOPLE = 40;
/** Edits of each photograph. */
const NUM_EDITS = 8;
/** People who do not exist, and pictures of each, to learn from before any photograph. */
const OTHERS = { people: 200, pictures: 12, steps: 1500 } as const;

/** Colour pictures `[n, 32, 32, 3]` in grey, `[n, 32, 32, 1]`; the caller disposes. */
const grey = (pictures: tf.Tensor4D): tf.Tensor4D =>
  tf.tidy(() => tf.sum(tf.mul(pictures, BRIGHTNESS_WEIGHTS), 3, true));

/** Controls of faces that show anything, `[n, numControls]`. */
const anyControls = (n: number, random: Random): tf.Tensor2D =>
  tf.tidy(() =>
    controlsOf(FACE_CONTROLS, {
      expression: random.integers(n, EXPRESSIONS.length).dataSync(),
      yaw: random.uniform<tf.Rank.R1>([n], -30, 30).dataSync(),
      light: random.uniform<tf.Rank.R1>([n], -70, 70).dataSync(),
    }),
  );

/** Photographs with others behind them in which the editor has changed all that it can; the caller disposes the images. */
export function withEdits(
  { images, people }: People,
  editor: tf.LayersModel,
  seed: number,
): People {
  const random = new Random(seed);
  const [n] = images.shape;
  const edited = tf.tidy(() => {
    const neutral = controlsOf(FACE_CONTROLS, { expression: [0], yaw: [0], light: [0] }); // taken to be so
    const colour = tf.tile(images, [1, 1, 1, 3]);
    const rounds = Array.from({ length: NUM_EDITS }, () =>
      grey(editFaces(editor, colour, tf.sub(anyControls(n, random), neutral))),
    );
    return tf.concat([images, ...rounds]);
  });
  const rounds = new Array(1 + NUM_EDITS).fill(people) as (typeof people)[];
  return { images: edited, people: rounds.flat() };
}

/** Each of {@link OTHERS} as often as there are pictures of them, one after another. */
const otherPeople = (): number[] =>
  Array.from({ length: OTHERS.people * OTHERS.pictures }, (_, i) =>
    Math.floor(i / OTHERS.pictures),
  );

/** People whom a generator makes, one z each, as it is told to show them; the caller disposes the images. */
export function makePeople(generator: tf.LayersModel, seed: number): People {
  const random = new Random(seed);
  const people = otherPeople();
  const images = tf.tidy(() => {
    const persons = random.normal<tf.Rank.R2>([OTHERS.people, CONTROLLED_LATENT_DIM]);
    const z = tf.gather(persons, tf.tensor1d(people, 'int32'));
    const parts = tf.split(z, OTHERS.pictures).map((some) => {
      const told = anyControls(some.shape[0], random);
      return grey(applyInUse(generator, [some, told]) as tf.Tensor4D); // a generator of pictures
    });
    return tf.concat(parts);
  });
  return { images, people };
}

/** People whom the program draws, in the same number: what a perfect generator would give. */
function drawPeople(seed: number): People {
  const people = otherPeople();
  const sample = { seed, part: 'train' } as const;
  const persons = sampleFaces({ ...sample, count: OTHERS.people }).map(({ person }) => person);
  const settings = sampleFaces({ ...sample, seed: seed + 1, count: people.length });
  const faces = settings.map((face, i): Face => ({ ...face, person: persons[people[i]] }));
  const images = tf.tidy(() => grey(pixelsOf(drawCloseUps(faces))));
  return { images, people };
}

const photographs = loadedOnce(loadPeople);

const TASK = 'who it is';

/** A way to learn from few pictures; what it makes of them, its caller disposes. */
const learning = (
  name: string,
  prepare: (
    few: People,
    seed: number,
  ) => Promise<Omit<RecogniserOptions, 'seed' | 'numPeople'> & { given?: People }>,
  pictures: number = RECOGNISER.pictures,
): Method => ({
  task: TASK,
  name,
  run: async (seed) => {
    const { few, rest } = drawFew(photographs(), pictures, new Random(seed));
    const { given = few, ...options } = await prepare(few, seed);
    const recogniser = await trainRecogniser(given, { numPeople: NUM_PEOPLE, seed, ...options });
    try {
      return { named: shareNamed(recogniser, rest) };
    } finally {
      [few.images, rest.images, given.images, recogniser, options.from].forEach((each) =>
        each?.dispose(),
      );
    }
  },
});

const { shift } = RECOGNISER;

/** Edits of the few by the kept editor. */
function edited(few: People, seed: number): People {
  const { model } = FACE_EDITOR.load();
  try {
    return withEdits(few, model, seed);
  } finally {
    model.dispose();
  }
}

/** A recogniser of people who do not exist. */
async function recogniserOf(others: People, seed: number): Promise<tf.LayersModel> {
  try {
    return await trainRecogniser(others, {
      numPeople: OTHERS.people,
      shift,
      seed,
      steps: OTHERS.steps,
    });
  } finally {
    others.images.dispose();
  }
}

function made(seed: number): People {
  const { model } = FACE_MAKER.load();
  try {
    return makePeople(model, seed);
  } finally {
    model.dispose();
  }
}

/** Whether made faces help to name real people from two photographs each; what is drawn differs from seed to seed. */
export const RECOGNISER_EXPERIMENT: Experiment = {
  name: 'recogniser',
  about:
    '40 people named from two photographs each, with and without made faces; about 3 minutes a seed',
  methods: [
    {
      task: TASK,
      name: 'nearest photograph',
      run: (seed) => {
        const { few, rest } = drawFew(photographs(), RECOGNISER.pictures, new Random(seed));
        const named = tf.tidy(() => {
          const names = tf.tensor2d(few.people.map((person) => [person]));
          const found = fitNearestNeighbour(few.images, names).predict(rest.images).dataSync();
          return rest.people.filter((person, i) => found[i] === person).length / found.length;
        });
        [few, rest].forEach(({ images }) => images.dispose());
        return { named };
      },
    },
    learning('photographs alone', async () => ({})),
    learning('shifted', async () => ({ shift })),
    learning('edited', async (few, seed) => ({ given: edited(few, seed) })),
    learning('edited and shifted', async (few, seed) => ({ given: edited(few, seed), shift })),
    learning('shifted, after people G makes', async (_, seed) => ({
      shift,
      from: await recogniserOf(made(seed), seed),
    })),
    learning('shifted, after people drawn', async (_, seed) => ({
      shift,
      from: await recogniserOf(drawPeople(seed), seed),
    })),
    learning('shifted, five photographs each', async () => ({ shift }), 5),
  ],
};
