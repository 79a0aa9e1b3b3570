import { tf } from '../backend';
import { requireInteger } from '../check';
import { type DcganOptions, discriminatorLayers, generatorLayers, logitLayer } from './dcgan';
import type { Gan } from './gan';
import { type Symbolic, through } from './symbolic';

/** Sizes of the two conditional networks. */
export interface ConditionalDcganOptions extends Omit<DcganOptions, 'categories'> {
  /** Classes, labelled 0 to numClasses − 1. Default 10. */
  readonly numClasses?: number;
}

/** Numbers that stand for a class beside z. */
const EMBEDDING_DIM = 16;
/** Width of D's last hidden layer. */
const FEATURES = 256;

/**
 * DCGAN's generator, told which class to make: z `[batch, 32]` and labels `[batch]` (int32) → the label as 16 learned
 * numbers, joined to z → the layers of {@link buildDcganGenerator} → images `[batch, 28, 28, 1]` in (0, 1).
 *
 * @see Mirza and Osindero 2014, "Conditional generative adversarial nets", section 3.2
 */
export function buildConditionalGenerator(options: ConditionalDcganOptions): tf.LayersModel {
  const all = checked(options);
  return toldGenerator(generatorLayers(all.seed), all);
}

/**
 * DCGAN's discriminator, told the class: images `[batch, 28, 28, 1]` and labels `[batch]` (int32) → a logit
 * `[batch, 1]`. To the logit of {@link buildDcganDiscriminator} it adds the inner product of the image's 256 features
 * with 256 learned numbers of the class: how well the image fits its label.
 *
 * @see Miyato and Koyama 2018, "cGANs with projection discriminator", equation 4
 */
export function buildConditionalDiscriminator(options: ConditionalDcganOptions): tf.LayersModel {
  const all = checked(options);
  return toldDiscriminator(discriminatorLayers(all.seed), { ...all, imageShape: [28, 28, 1] });
}

/** Both conditional networks; the caller disposes the models. */
export function buildConditionalDcganGan(options: ConditionalDcganOptions): Gan {
  return {
    generator: buildConditionalGenerator(options),
    discriminator: buildConditionalDiscriminator(options),
    latentDim: checked(options).latentDim,
  };
}

/**
 * A generator told the class: z and labels → the label as 16 learned numbers, joined to z → the layers.
 *
 * @param layers from `[batch, latentDim + 16]` to images
 */
export function toldGenerator(
  layers: readonly tf.layers.Layer[],
  options: Required<ConditionalDcganOptions>,
): tf.LayersModel {
  const { latentDim, numClasses, seed } = options;
  const z = tf.input({ shape: [latentDim], name: 'z' });
  const label = labelInput();
  const joined = tf.layers
    .concatenate({ name: 'told' })
    .apply([z, embedding('label', numClasses, EMBEDDING_DIM, seed).apply(label) as Symbolic]);
  const image = through(layers, joined as Symbolic);
  return tf.model({ name: 'generator', inputs: [z, label], outputs: image });
}

/**
 * A discriminator told the class: images and labels → the layers' features → a logit, to which comes the inner product
 * of the features with 256 learned numbers of the class.
 *
 * @param layers from images to `[batch, 256]`
 */
export function toldDiscriminator(
  layers: readonly tf.layers.Layer[],
  options: {
    readonly imageShape: readonly number[];
    readonly numClasses: number;
    readonly seed: number;
  },
): tf.LayersModel {
  const { imageShape, numClasses, seed } = options;
  const image = tf.input({ shape: [...imageShape], name: 'image' });
  const label = labelInput();
  const features = through(layers, image);
  const real = logitLayer(seed).apply(features) as Symbolic;
  const wanted = embedding('class', numClasses, FEATURES, seed).apply(label) as Symbolic;
  const fit = tf.layers.dot({ name: 'fit', axes: 1 }).apply([features, wanted]) as Symbolic;
  const logit = tf.layers.add({ name: 'told_logit' }).apply([real, fit]) as Symbolic;
  return tf.model({ name: 'discriminator', inputs: [image, label], outputs: logit });
}

/** A class each, `[batch]`. */
const labelInput = () => tf.input({ batchShape: [null], dtype: 'int32', name: 'label' });

const embedding = (name: string, numClasses: number, outputDim: number, seed: number) =>
  tf.layers.embedding({
    name: `${name}_embedding`,
    inputDim: numClasses,
    outputDim,
    embeddingsInitializer: tf.initializers.randomNormal({ stddev: 0.05, seed }),
  });

function checked({ latentDim = 32, numClasses = 10, seed }: ConditionalDcganOptions) {
  requireInteger('latentDim', latentDim, { min: 1 });
  requireInteger('numClasses', numClasses, { min: 2 });
  return { latentDim, numClasses, seed };
}
