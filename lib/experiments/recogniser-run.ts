import { tf } from '../backend';
import { batchesWithReplacement } from '../data/batches';
import { fewOfEach } from '../data/few-of-each';
import { pixelsOf } from '../data/images';
import { loadOrlFaces } from '../data/orl-faces';
import { randomShift } from '../layers/random-shift';
import { applyInTraining, applyInUse } from '../models/gan';
import { buildJudgeNetwork } from '../models/judge-network';
import type { Random } from '../random';
import { trainTimed } from './timed-training';

/** How lesson 15's recogniser is trained, whatever it is given. */
export const RECOGNISER = {
  pictures: 2, // of each person
  steps: 400,
  batchSize: 40,
  settings: { learningRate: 1e-3 },
  shift: 2, // pixels, of plain augmentation
} as const;

/** Photographs, `[n, 32, 32, 1]` in 0..1, and of each who it is; the caller disposes the images. */
export interface People {
  readonly images: tf.Tensor4D;
  readonly people: readonly number[];
}

/** Where eyes, nose and mouth are in a photograph, as shares of its sides: top, left, bottom, right. */
const CLOSE_UP = [18 / 64, 10 / 64, 63 / 64, 55 / 64];

/** All 400 ORL faces, from as near as the close-ups of drawn faces. */
export function loadPeople(): People {
  const { train, test } = loadOrlFaces(64);
  const images = tf.tidy(() => {
    const whole = tf.concat([train, test].map((part) => pixelsOf(part.images)));
    const [count] = whole.shape;
    const boxes = tf.tile(tf.tensor2d([CLOSE_UP]), [count, 1]);
    return tf.image.cropAndResize(whole, boxes, tf.range(0, count, 1, 'int32'), [32, 32]);
  });
  return { images, people: [...train.people, ...test.people] };
}

/** So many pictures of each person, drawn at random, and all others; the caller disposes the images. */
export function drawFew(
  { images, people }: People,
  count: number,
  random: Random,
): { readonly few: People; readonly rest: People } {
  const part = (places: number[]): People => ({
    images: tf.tidy(() => tf.gather(images, tf.tensor1d(places, 'int32'))),
    people: places.map((place) => people[place]),
  });
  const places = fewOfEach(people, () => count, random);
  return { few: part(places.few), rest: part(places.rest) };
}

/** What is trained, and from where. */
export interface RecogniserOptions {
  readonly seed: number;
  /** Persons to tell apart. */
  readonly numPeople: number;
  /** Most pixels by which it sees pictures shifted in training. Default 0. */
  readonly shift?: number;
  /** A recogniser of other people, with whose features it begins. Stays the caller's. */
  readonly from?: tf.LayersModel;
  /** Default {@link RECOGNISER}.steps. */
  readonly steps?: number;
}

/** A network that names people: pictures `[n, 32, 32, 1]` → logits `[n, numPeople]`; the caller disposes. */
function buildRecogniser({ numPeople, shift = 0, seed, from }: RecogniserOptions): tf.LayersModel {
  const front = randomShift({ inputShape: [32, 32, 1], name: 'shift', shift, seed });
  const model = buildJudgeNetwork({
    inputShape: [32, 32, 1],
    numOutputs: numPeople,
    seed,
    front,
  });
  if (from) {
    const [own, others] = [model, from].map(({ layers }) => layers.slice(0, -1)); // all but the logits
    own.forEach((layer, i) => layer.setWeights(others[i].getWeights()));
  }
  return model;
}

/** Trains a recogniser. @param given stay the caller's. @returns a model that the caller disposes */
export async function trainRecogniser(
  { images, people }: People,
  options: RecogniserOptions,
): Promise<tf.LayersModel> {
  const { numPeople, seed, steps = RECOGNISER.steps } = options;
  const recogniser = buildRecogniser(options);
  const wanted = tf.tidy(() =>
    tf.cast(tf.oneHot(tf.tensor1d([...people], 'int32'), numPeople), 'float32'),
  ) as tf.Tensor2D;
  const batches = batchesWithReplacement([images, wanted], {
    batchSize: RECOGNISER.batchSize,
    seed,
  });
  const epochs = Math.ceil(steps / batches.stepsPerEpoch);
  try {
    await trainTimed(
      {
        networks: { recogniser },
        players: [
          {
            name: 'recogniser',
            moves: ['recogniser'],
            settings: { ...RECOGNISER.settings, decaySteps: steps },
            numbers: ([pictures, names]) => ({
              loss: tf.losses
                .softmaxCrossEntropy(names, applyInTraining(recogniser, pictures))
                .asScalar(),
            }),
          },
        ],
        averages: [],
      },
      batches,
      { epochs, seed, recordEvery: steps },
    );
  } finally {
    wanted.dispose();
  }
  return recogniser;
}

/** The share of pictures whose person it names. */
export const shareNamed = (recogniser: tf.LayersModel, { images, people }: People): number =>
  tf.tidy(() => {
    const names = tf.argMax(applyInUse(recogniser, images) as tf.Tensor2D, 1).dataSync();
    return people.filter((person, i) => names[i] === person).length / people.length;
  });
