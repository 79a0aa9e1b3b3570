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
    options.made?.examples.dispose();
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
async function bySemiSupervised({ task, few, all, test, seed }: Drawn): Promise<number> {
  const gan = await trainClassGan(task, few, { seed, unlabelled: all.examples });
  try {
    const namesOf = (examples: tf.Tensor) => {
      const told = toldClasses(task, new Array<number>(examples.shape[0]).fill(0)); // it does not listen
      return (gan.discriminator.apply([examples, told], { training: false }) as tf.Tensor[])[1];
    };
    return balancedAccuracy(namesOf, test, task.classes.length);
  } finally {
    disposeGan(gan);
  }
}

const methodsOf = (task: AugmentationTask): Method[] => {
  const setsOf = loadedOnce(task.load);
  const method = (name: string, use: (drawn: Drawn) => Promise<number>): Method => ({
    task: task.name,
    name,
    run: (seed) => withDraw({ task, sets: setsOf() }, seed, use),
  });
  /** With examples that a GAN makes, in the plain way augmented or not. */
  const withMade = (name: string, train: (drawn: Drawn) => Promise<TrainedClassGan>) =>
    [false, true].map((isAugmented) =>
      method(isAugmented ? `${name}, shifted` : name, async (drawn) => {
        const made = await madeBy(drawn, () => train(drawn));
        return scored(drawn, drawn.few, { made, isAugmented });
      }),
    );
  return [
    method('real alone', (drawn) => scored(drawn, drawn.few)),
    method('shifted', (drawn) => scored(drawn, drawn.few, { isAugmented: true })),
    method('class Gaussian', (drawn) => scored(drawn, drawn.few, { made: gaussian(drawn) })),
    method('class Gaussian, shifted', (drawn) =>
      scored(drawn, drawn.few, { made: gaussian(drawn), isAugmented: true }),
    ),
    ...withMade('GAN of the few', ({ few, seed }) => trainClassGan(task, few, { seed })),
    ...withMade('GAN that sees all', ({ few, all, seed }) =>
      trainClassGan(task, few, { seed, unlabelled: all.examples }),
    ),
    ...withMade('GAN of other classes first', transferred),
    method('semi-supervised D', bySemiSupervised),
    // the score that is often given: trained on what is made of all training examples, and on nothing else
    method('Gaussian of all, alone', (drawn) =>
      scored(drawn, gaussian({ ...drawn, few: drawn.all })),
    ),
    method('GAN of all, alone', async (drawn) => {
      const made = await madeBy(drawn, () => trainClassGan(task, drawn.all, { seed: drawn.seed }));
      return scored(drawn, made);
    }),
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
