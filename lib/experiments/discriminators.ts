import { join } from 'node:path';

import type { tf } from '../backend';
import { dataFolder } from '../data/folder';
import { buildDenseDiscriminator } from '../models/dense';
import { readWeights, writeWeights } from '../models/weights-file';
import type { GeneratorFacts } from './generators';

/** The discriminators that the course comes with, each trained against a generator of its name. */
const BUILD = { dense: buildDenseDiscriminator };
export type DiscriminatorName = keyof typeof BUILD;

const kindOf = (name: DiscriminatorName) => ({
  name: `${name} discriminator`,
  version: '2',
  command: `npm run experiments -- images --only ${name}`,
});

/** Where a committed discriminator's weights lie. */
export const discriminatorPath = (name: DiscriminatorName): string =>
  join(dataFolder(), 'discriminators', `${name}.safetensors`);

/** Whether the course keeps the discriminator of a GAN of this name. */
export const isDiscriminatorKept = (name: string): name is DiscriminatorName =>
  Object.hasOwn(BUILD, name);

/**
 * Writes the weights of a trained discriminator.
 *
 * @param model built by the function of this name, in its default sizes
 * @param facts of the training, the same as its generator's
 * @throws Error naming the file and the cause
 */
export function saveDiscriminator(
  name: DiscriminatorName,
  model: tf.LayersModel,
  facts: GeneratorFacts,
  path = discriminatorPath(name),
): void {
  writeWeights(path, model, { kind: kindOf(name), facts });
}

/**
 * A committed discriminator as it was at the end of its training: it knows the faults that its generator had then. That
 * is the generator of `loadGenerator` only if both were trained in one run:
 * on another kind of machine the same seed rounds otherwise.
 *
 * @returns a model that the caller disposes: images `[batch, 28, 28, 1]` in 0..1 → logits `[batch, 1]`
 * @throws Error naming the file, what was found and what to do, when it is missing, damaged or of another network
 */
export function loadDiscriminator(
  name: DiscriminatorName,
  path = discriminatorPath(name),
): { readonly discriminator: tf.LayersModel; readonly facts: GeneratorFacts } {
  const discriminator = BUILD[name]({ seed: 0 }); // the seed's weights are overwritten
  try {
    return { discriminator, facts: readWeights<GeneratorFacts>(path, discriminator, kindOf(name)) };
  } catch (error) {
    discriminator.dispose();
    throw error;
  }
}
