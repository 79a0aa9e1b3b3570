import { existsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';

import type { tf } from '../backend';
import { buildMnistClassifier } from '../models/mnist-classifier';
import { type TensorFile, readTensorFile, writeTensorFile } from '../training/safetensors';

/** Raised when the network or the file's layout changes; a file of another version is refused. */
const VERSION = '1';
const FORMAT = 'gan-course mnist classifier';
const FILE = 'data/mnist-classifier.safetensors';
const REMEDY = 'Make it again with: npm run classifier';

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
export function mnistClassifierPath(): string {
  let folder = __dirname;
  while (!existsSync(join(folder, 'data/manifest.json'))) {
    if (folder === dirname(folder)) {
      throw new Error(
        `${__dirname}: no folder above it holds data/manifest.json. Use the library inside its repository, or give a path.`,
      );
    }
    folder = dirname(folder);
  }
  return join(folder, FILE);
}

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
  writeTensorFile(path, {
    // read() gives the model's own tensors: nothing to dispose
    tensors: Object.fromEntries(model.weights.map((each) => [each.originalName, each.read()])),
    metadata: { format: FORMAT, version: VERSION, facts: JSON.stringify(facts) },
  });
}

/**
 * The network of {@link saveMnistClassifier}'s file, and its facts.
 *
 * @returns a model that the caller disposes
 * @throws Error naming the file, what was found and what to do, when it is missing, damaged, of another format, version or
 *   network
 */
export function readMnistClassifier(path: string): {
  readonly model: tf.LayersModel;
  readonly facts: ClassifierFacts;
} {
  const { tensors, metadata } = readFile(path);
  const model = buildMnistClassifier({ seed: 0 }); // the seed's weights are overwritten
  try {
    requireThisVersion(path, metadata);
    requireThisNetwork(path, model, tensors);
    model.setWeights(model.weights.map(({ originalName }) => tensors[originalName]));
    // of this format and version, so written by saveMnistClassifier
    return { model, facts: JSON.parse(metadata.facts) as ClassifierFacts };
  } catch (error) {
    model.dispose();
    throw error;
  } finally {
    Object.values(tensors).forEach((tensor) => tensor.dispose());
  }
}

function readFile(path: string): TensorFile {
  if (!existsSync(path)) {
    throw new Error(`${path}: there is no classifier. Make it with: npm run classifier`);
  }
  try {
    return readTensorFile(path);
  } catch (cause) {
    throw new Error(
      `${path}: expected a safetensors file, but it is cut off, damaged or of another format ` +
        `(${statSync(path).size} bytes). ${REMEDY}`,
      { cause },
    );
  }
}

function requireThisVersion(path: string, { format, version }: TensorFile['metadata']): void {
  if (format !== FORMAT) {
    throw new Error(
      `${path}: a safetensors file of format "${format}", but not a classifier of this course. ${REMEDY}`,
    );
  }
  if (version !== VERSION) {
    throw new Error(
      `${path}: a classifier of version ${version}, but this library reads version ${VERSION}. ${REMEDY}`,
    );
  }
}

function requireThisNetwork(
  path: string,
  model: tf.LayersModel,
  tensors: TensorFile['tensors'],
): void {
  for (const { originalName: name, shape } of model.weights) {
    const found = name in tensors ? `[${tensors[name].shape.join(', ')}]` : 'nothing';
    if (found !== `[${shape.join(', ')}]`) {
      throw new Error(
        `${path}: a classifier of another network: expected ${name} of [${shape.join(', ')}], but got ${found}. ${REMEDY}`,
      );
    }
  }
}
