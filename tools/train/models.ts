import { buildDenseGan } from '../../lib/models/dense';
import type { Gan } from '../../lib/models/gan';
import { PICTURE_SIZES, buildPictureGan } from '../../lib/models/picture-dcgan';
import { PRESETS } from '../../lib/training/presets';
import type { TrainOptions } from '../../lib/training/train-gan';
import type { TrainingData } from './data';

/** Networks that can be trained: the article's, DCGAN's, and DCGAN's told the class. */
export const MODEL_NAMES = ['dense', 'dcgan', 'conditional'] as const;
export type ModelName = (typeof MODEL_NAMES)[number];

const { generatorSettings, discriminatorSettings, ...dcgan } = PRESETS.dcgan;
/**
 * Rates that stay, since a run can always go on: those of lessons, which fall to 0, at the middle of their way. Of
 * 2,400 cartoon faces a half, a quarter and a tenth of the lessons' rates were tried for 1,480 steps; less gives more
 * specks.
 */
const lasting = <S extends { readonly learningRate: number }>(settings: S) => ({
  ...settings,
  learningRate: settings.learningRate / 2,
  decaySteps: undefined,
});
const convolutional = {
  ...dcgan,
  generatorSettings: lasting(generatorSettings),
  discriminatorSettings: lasting(discriminatorSettings),
};

/** How each is trained. */
export const TRAINING = {
  dense: PRESETS.article,
  dcgan: convolutional,
  conditional: convolutional,
} satisfies Record<ModelName, TrainOptions>;

/**
 * The networks for images.
 *
 * @param name of the data, for the message
 * @throws Error naming the data, what was found and what to do, when there are no such networks for these images
 */
export function buildGan(
  model: ModelName,
  { bytes, classNames }: TrainingData,
  { seed, name }: { readonly seed: number; readonly name: string },
): Gan {
  const [, height, width, channels] = bytes.shape;
  if (model === 'dense') return buildDenseGan({ seed, exampleShape: [height, width, channels] });
  const size = PICTURE_SIZES.find((each) => each === height && each === width);
  if (size === undefined || (channels !== 1 && channels !== 3)) {
    throw new Error(
      `${name}: --model ${model} has networks for images of ${PICTURE_SIZES.join(', ')} pixels each way, but these ` +
        `are ${height}×${width} pixels large. Take --model dense.`,
    );
  }
  if (model === 'dcgan') return buildPictureGan({ seed, size, channels });
  if (classNames.length < 2) {
    const found = classNames.length === 0 ? 'no classes' : `only one, ${classNames[0]}`;
    throw new Error(
      `${name}: --model conditional needs two or more subfolders, each a class, and no picture beside them, but ` +
        `found ${found}. Sort the pictures into subfolders, or take --model dcgan.`,
    );
  }
  return buildPictureGan({ seed, size, channels, numClasses: classNames.length });
}
