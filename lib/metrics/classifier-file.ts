import { join } from 'node:path';

import type { tf } from '../backend';
import { dataFolder } from '../data/folder';
import { buildMnistClassifier } from '../models/mnist-classifier';
import { readWeights, writeWeights } from '../models/weights-file';

const KIND = { name: 'classifier', version: '2', command: 'npm run classifier' };

/** What is known of a trained classifier; the rest stands in its card, `data/mnist-classifier.md`. */
export interface ClassifierFacts {
  /** Of the initial weights, the order of the images and their shifts. */
  readonly seed: number;
  /** Passes over the training images. */
  readonly epochs: number;
  /** Share of the 10,000 test images, 0..1, that it puts into their class. */
  readonly testAccuracy: number;
}

/** The committed weights, in the repository whose library this is, compiled or not. */
export const mnistClassifierPath = (): string => join(dataFolder(), 'mnist-classifier.safetensors');

/**
 * Writes a classifier's weights and facts as one safetensors file, whole or not at all.
 *
 * @param model of `buildMnistClassifier`
 * @throws Error naming the file and the cause
 */
export function saveMnistClassifier(
  path: string,
  model: tf.LayersModel,
  facts: ClassifierFacts,
): void {
  writeWeights(path, model, { kind: KIND, facts });
}

/**
 * The network of {@link saveMnistClassifier}'s file, and its facts.
 *
 * @returns a model that the caller disposes
 * @throws Error naming the file, what was found and what to do, when it is missing, damaged, of another format, version
 *   or network
 */
export function readMnistClassifier(path: string): {
  readonly model: tf.LayersModel;
  readonly facts: ClassifierFacts;
} {
  const model = buildMnistClassifier({ seed: 0 }); // the seed's weights are overwritten
  try {
    return { model, facts: readWeights<ClassifierFacts>(path, model, KIND) };
  } catch (error) {
    model.dispose();
    throw error;
  }
}
