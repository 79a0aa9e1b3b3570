import { tf } from '../backend';
import { pickImages, pixelsOf } from '../data/images';
import type { JudgeDefinition } from '../judges/definition';
import { buildNetworkOf } from '../judges/definition';
import { SEASONS_JUDGE } from '../judges/earth-seasons';
import { readJudge } from '../judges/judge-file';
import { PAINTINGS_JUDGE } from '../judges/paintings';
import type { Translation } from '../metrics/return-trip';
import { toUnitRange } from '../data/pixel-range';
import { applyInUse } from '../models/gan';
import { Random } from '../random';
import { type StyleTransferOptions, transferStyle } from '../training/style-transfer';
import { CYCLEGAN_NETWORKS } from './cyclegan';
import { type TwoKinds, loadPaintingKinds } from './cyclegan-kinds';
import { judgePaintings } from './cyclegan-measures';
import { colourMatch, doNothing, otherPictures } from './cyclegan-rivals';
import type { Experiment, Measures, Method } from './experiment';

/** How photographs are repainted; the weights were chosen by eye, on photographs of the training set. */
export const DEEP_ART = {
  styleWeight: 10,
  smoothWeight: 0.1,
  steps: 200,
  learningRate: 0.02,
  numPaintings: 200, // patches whose Gram matrices are averaged
} as const;

/**
 * What the convolutions of a judge's network see, the shallow ones first: features of {@link transferStyle}.
 *
 * @param model of a judge of pictures; stays the caller's
 */
export function blockFeaturesOf(model: tf.LayersModel): StyleTransferOptions['featuresOf'] {
  const blocks = model.layers.filter(({ name }) => /^block_\d+$/.test(name));
  const outputs = blocks.map((layer) => layer.output as tf.SymbolicTensor); // a convolution has one
  const seen = tf.model({ inputs: model.inputs, outputs });
  return (pictures) => seen.apply(pictures, { training: false }) as tf.Tensor4D[]; // one for each block
}

/** Patches of the training paintings, `[200, 32, 32, 3]` in 0..1; the caller disposes. */
export function somePaintings({ train }: TwoKinds): tf.Tensor4D {
  const places = new Random(1).permutation(train.b.shape[0]).subarray(0, DEEP_ART.numPaintings);
  return pixelsOf(pickImages(train.b, places));
}

/** Repaints by the features of a network. */
function repaint(kinds: TwoKinds, model: tf.LayersModel, smoothWeight: number): Translation {
  return (photos) => {
    const style = somePaintings(kinds);
    const { styleWeight, steps, learningRate } = DEEP_ART;
    const featuresOf = blockFeaturesOf(model);
    const options = { featuresOf, styleWeight, smoothWeight, steps, learningRate };
    try {
      return transferStyle(photos, style, options);
    } finally {
      style.dispose();
    }
  };
}

/** A translation of photographs, with its seconds for each picture. */
function measured(kinds: TwoKinds, there: Translation): Measures {
  let seconds = 0;
  const timed: Translation = (photos) => {
    const start = performance.now();
    const made = there(photos);
    made.dataSync(); // waits until it is done
    seconds = (performance.now() - start) / 1000 / photos.shape[0];
    return made;
  };
  const measures = judgePaintings(kinds, { there: timed, back: doNothing.back });
  const { toPaintingJudged, toPaintingFrechet, toPaintingContent, toPaintingSharpness } = measures;
  return {
    judged: toPaintingJudged,
    frechet: toPaintingFrechet,
    content: toPaintingContent,
    sharpness: toPaintingSharpness,
    seconds,
  };
}

const TASK = 'photograph → Van Gogh';

const rule = (name: string, wayOf: (kinds: TwoKinds) => Translation): Method => ({
  task: TASK,
  name,
  isExact: true,
  run: () => {
    const kinds = loadPaintingKinds();
    return measured(kinds, wayOf(kinds));
  },
});

/** Style transfer by a network, which is disposed. */
const byFeatures = (
  name: string,
  networkOf: (seed: number) => tf.LayersModel,
  { isExact = true, smoothWeight = DEEP_ART.smoothWeight as number } = {},
): Method => ({
  task: TASK,
  name,
  isExact,
  run: (seed) => {
    const kinds = loadPaintingKinds();
    const model = networkOf(seed);
    try {
      return measured(kinds, repaint(kinds, model, smoothWeight));
    } finally {
      model.dispose();
    }
  },
});

const trainedJudge = (definition: JudgeDefinition) => () => readJudge(definition).model;

/** CycleGAN's painter of lesson 11, seed 1. */
function painter(): Translation {
  return (photos) =>
    tf.tidy(() => {
      const { model } = CYCLEGAN_NETWORKS.toVanGogh.load();
      const given = tf.sub(tf.mul(photos, 2), 1);
      const made = toUnitRange(applyInUse(model, given) as tf.Tensor4D); // pictures
      model.dispose();
      return made;
    });
}

/**
 * What a service such as DeepArt does, beside lesson 11's painter: pixels moved until a classifier's features have the
 * style's Gram matrices. By features of a judge of something else, of no training, and of the very judge that then
 * judges; and without asking for smoothness.
 */
export const DEEP_ART_EXPERIMENT: Experiment = {
  name: 'deep-art',
  about: 'photographs repainted by Gram matrices and by CycleGAN; about 3 minutes',
  methods: [
    rule('nothing done', () => doNothing.there),
    rule('colours matched', (kinds) => colourMatch(kinds).there),
    byFeatures('style transfer, judge of seasons', trainedJudge(SEASONS_JUDGE)),
    byFeatures('style transfer, not smoothed', trainedJudge(SEASONS_JUDGE), { smoothWeight: 0 }),
    byFeatures('style transfer, untrained', (seed) => buildNetworkOf(SEASONS_JUDGE, seed), {
      isExact: false,
    }),
    byFeatures('style transfer, by who judges', trainedJudge(PAINTINGS_JUDGE)),
    rule('CycleGAN, seed 1', painter),
    rule('other paintings', (kinds) => otherPictures(kinds).there),
  ],
};
