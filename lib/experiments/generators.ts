import { join } from 'node:path';

import type { tf } from '../backend';
import { dataFolder } from '../data/folder';
import { buildConditionalGenerator } from '../models/conditional-dcgan';
import { type DcganOptions, buildDcganGenerator } from '../models/dcgan';
import { buildDenseGenerator } from '../models/dense';
import { readWeights, writeWeights } from '../models/weights-file';

/**
 * The generators of MNIST that the course comes with, by name; `dcganContinuous` is DCGAN without its categorical code.
 */
const BUILD = {
  dense: buildDenseGenerator,
  dcgan: buildDcganGenerator,
  dcganContinuous: (options: DcganOptions) => buildDcganGenerator({ ...options, categories: 0 }),
  conditional: buildConditionalGenerator,
};
export type GeneratorName = keyof typeof BUILD;

/** How a generator was trained. */
export interface GeneratorFacts {
  readonly seed: number;
  /** Updates of G. */
  readonly steps: number;
  /** Of the training, alone on two cores. */
  readonly minutes: number;
}

const kindOf = (name: GeneratorName) => ({
  name: `${name} generator`,
  version: '2',
  command: `npm run experiments -- images --only ${name}`,
});

/** Where a committed generator's weights lie. */
export const generatorPath = (name: GeneratorName): string =>
  join(dataFolder(), 'generators', `${name}.safetensors`);

/**
 * Writes the weights of a trained generator.
 *
 * @param model built by the function of this name, in its default sizes
 * @throws Error naming the file and the cause
 */
export function saveGenerator(
  name: GeneratorName,
  model: tf.LayersModel,
  facts: GeneratorFacts,
  path = generatorPath(name),
): void {
  writeWeights(path, model, { kind: kindOf(name), facts });
}

/**
 * A committed generator, trained by `npm run experiments -- images` with seed 1.
 *
 * @returns a model that the caller disposes
 * @throws Error naming the file, what was found and what to do, when it is missing, damaged or of another network
 */
export function loadGenerator(
  name: GeneratorName,
  path = generatorPath(name),
): { readonly generator: tf.LayersModel; readonly facts: GeneratorFacts } {
  const generator = BUILD[name]({ seed: 0 }); // the seed's weights are overwritten
  try {
    return { generator, facts: readWeights<GeneratorFacts>(path, generator, kindOf(name)) };
  } catch (error) {
    generator.dispose();
    throw error;
  }
}
