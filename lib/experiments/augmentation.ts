import { tf } from '../backend';
import { fitClassGaussian } from '../baselines/class-gaussian';
import { Random } from '../random';
import {
  AUGMENTATION,
  balancedAccuracy,
  type ClassifierOptions,
  type TrainedClassGan,
  drawLabelled,
  logitsBy,
  makeLabelled,
  toldClasses,
  trainClassGan,
  trainClassifier,
} from './augmentation-run';
import {
  AUGMENTATION_TASKS,
  type AugmentationSets,
  type AugmentationTask,
  type Labelled,
} from './augmentation-tasks';
import type { Experiment, Measures, Method } from './experiment';
import { loadedOnce } from './loaded-once';

/** One draw of few labelled examples, and all else. */
interface Drawn {
  readonly task: AugmentationTask;
  readonly few: Labelled;
  /** All training examples, of which the labels of the few alone may be looked at, but by the ceiling. */
  readonly all: Labelled;
  readonly others: Labelled;
  readonly test: Labelled;
  readonly seed: number;
}

/** Does something with a draw, which is the same for all methods of one seed. */
async function withDraw(
  { task, sets }: { readonly task: AugmentationTask; readonly sets: AugmentationSets },
  seed: number,
  use: (drawn: Drawn) => Promise<number>,
): Promise<Measures> {
  const { train, others, test } = sets;
  const { few, rest } = drawLabelled(train, task.few, new Random(seed));
  try {
    return { accuracy: await use({ task, few, all: train, others, test, seed }) };
  } finally {
    [few, rest].forEach(({ examples }) => examples.dispose());
  }
}

/** The balanced accuracy of a classifier that has learnt from these. */
async function scored(
  { task, test, seed }: Drawn,
  real: Labelled,
  options: Omit<ClassifierOptions, 'seed'> = {},
): Promise<number> {
  const classifier = await trainClassifier(task, real, { ...options, seed });
  try {
    return balancedAccuracy(logitsBy(classifier), test, task.classes.length);
  } finally {
    classifier.dispose();
  }
}

/** The same with nothing but what was made, which is disposed. */
async function alone(drawn: Drawn, made: Labelled): Promise<number> {
  try {
    return await scored(drawn, made);
  } finally {
    made.examples.dispose();
  }
}

const disposeGan = (gan: TrainedClassGan) =>
  Object.values(gan).forEach((model: tf.LayersModel) => model.dispose());

/** Examples of a GAN, which is disposed. */
async function madeBy({ task, seed }: Drawn, train: () => Promise<TrainedClassGan>) {
  const gan = await train();
  try {
    return makeLabelled(task, gan, seed);
  } finally {
    disposeGan(gan);
  }
}

/** Samples of a Gaussian for each class of the few. */
function gaussian({ task, few, seed }: Drawn): Labelled {
  const labels = Array.from(
    { length: AUGMENTATION.made * task.classes.length },
    (_, i) => i % task.classes.length,
  );
  const examples = tf.tidy(() =>
    tf.clipByValue(
      fitClassGaussian(few.examples, few.labels, { components: 60 }).sample(
        labels,
        new Random(seed),
      ),
      0,
      1,
    ),
  );
  return { examples, labels };
}

/** A GAN of other classes first, and then of the few. */
async function transferred({ task, few, others, seed }: Drawn): Promise<TrainedClassGan> {
  const from = await trainClassGan(task, others, { seed });
  try {
    return await trainClassGan(task, few, { seed, share: 1 / 3, from });
  } finally {
    disposeGan(from);
  }
}

/** What D itself says, when it has learnt to name the few and seen all. */
function accuracyOfD({ task, test }: Drawn, { discriminator }: TrainedClassGan): number {
  const namesOf = (examples: tf.Tensor) => {
    const told = toldClasses(task, new Array<number>(examples.shape[0]).fill(0)); // it does not listen
    return (discriminator.apply([examples, told], { training: false }) as tf.Tensor[])[1];
  };
  return balancedAccuracy(namesOf, test, task.classes.length);
}

/** Makes something once for each draw, for all ways that need it; it lives as long as the program. */
function oncePerDraw<T>(make: (drawn: Drawn) => Promise<T> | T): (drawn: Drawn) => Promise<T> {
  const bySeed = new Map<number, T>();
  return async (drawn) => {
    const made = bySeed.get(drawn.seed) ?? (await make(drawn));
    bySeed.set(drawn.seed, made);
    return made;
  };
}

const methodsOf = (task: AugmentationTask): Method[] => {
  const setsOf = loadedOnce(task.load);
  const method = (name: string, use: (drawn: Drawn) => Promise<number>): Method => ({
    task: task.name,
    name,
    run: (seed) => withDraw({ task, sets: setsOf() }, seed, use),
  });
  /** With examples that are made, in the plain way augmented or not. */
  const withMade = (name: string, make: (drawn: Drawn) => Promise<Labelled> | Labelled) => {
    const made = oncePerDraw(make);
    return [false, true].map((isAugmented) =>
      method(isAugmented ? `${name}, shifted` : name, async (drawn) =>
        scored(drawn, drawn.few, { made: await made(drawn), isAugmented }),
      ),
    );
  };
  const seesAll = oncePerDraw(({ few, all, seed }) =>
    trainClassGan(task, few, { seed, unlabelled: all.examples }),
  );
  return [
    method('real alone', (drawn) => scored(drawn, drawn.few)),
    method('shifted', (drawn) => scored(drawn, drawn.few, { isAugmented: true })),
    ...withMade('class Gaussian', gaussian),
    ...withMade('GAN of the few', (drawn) =>
      madeBy(drawn, () => trainClassGan(task, drawn.few, { seed: drawn.seed })),
    ),
    ...withMade('GAN that sees all', async (drawn) =>
      makeLabelled(task, await seesAll(drawn), drawn.seed),
    ),
    ...withMade('GAN of other classes first', (drawn) => madeBy(drawn, () => transferred(drawn))),
    method('semi-supervised D', async (drawn) => accuracyOfD(drawn, await seesAll(drawn))),
    // the score that is often given: trained on what is made of all training examples, and on nothing else
    method('Gaussian of all, alone', (drawn) =>
      alone(drawn, gaussian({ ...drawn, few: drawn.all })),
    ),
    method('GAN of all, alone', async (drawn) =>
      alone(drawn, await madeBy(drawn, () => trainClassGan(task, drawn.all, { seed: drawn.seed }))),
    ),
    method('all labelled', (drawn) => scored(drawn, drawn.all)),
    method('all labelled, shifted', (drawn) => scored(drawn, drawn.all, { isAugmented: true })),
  ];
};

/** Whether examples that a GAN makes help a classifier of few labelled ones; each seed is a draw, and all ways share it. */
export const AUGMENTATION_EXPERIMENT: Experiment = {
  name: 'augmentation',
  about: 'few labelled examples, and what is added to them, on three sets; about 10 minutes a seed',
  methods: AUGMENTATION_TASKS.flatMap(methodsOf),
};
