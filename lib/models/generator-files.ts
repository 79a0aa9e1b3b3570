import type { io } from '@tensorflow/tfjs-core';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

import { writeAtomically } from '../atomic-write';
import { tf } from '../backend';
import { requireHome } from '../backend/lent';
import { writeTensorFile } from '../safetensors';
import { allVariables } from './gan';

/** What a generator's own layers do not tell. */
export interface GeneratorNotes {
  /** What the labels 0, 1, … of a conditional generator stand for. Default: nothing, as of one without labels. */
  readonly classNames?: readonly string[];
}

/** In model.json as `userDefinedMetadata`, which tf.js gives back by `model.getUserDefinedMetadata()`. */
interface Facts {
  /** Length of z, which is drawn from N(0, 1). */
  readonly latentDim: number;
  /** `[height, width, channels]` */
  readonly imageShape: readonly number[];
  readonly pixels: '0 (black) to 1 (white)';
  readonly classNames: readonly string[];
}

const WEIGHTS = 'weights.bin';

/**
 * Writes a generator so that others can load it: `model.json` with `weights.bin`, by `tf.loadLayersModel` in a web
 * page or in Node (then `model.apply(z)` or `model.apply([z, labels])`; `model.predict` takes no labels of one
 * dimension), and `generator.safetensors` with the same weights by name, such as `hidden/kernel`, which Python reads
 * too. Equal generators give equal bytes.
 *
 * @param folder is made when it is missing; each of its files is written whole or not at all
 * @param generator of tf.js's own layers: z `[batch, latentDim]`, and labels `[batch]` beside it where it is
 *   conditional → pictures `[batch, height, width, channels]` in 0..1
 * @throws Error naming the file and the cause, or when the network is in training at the moment
 * @see https://www.tensorflow.org/js/guide/save_load
 */
export async function exportGenerator(
  folder: string,
  generator: tf.LayersModel,
  { classNames = [] }: GeneratorNotes = {},
): Promise<void> {
  requireHome(allVariables(generator));
  makeFolder(folder);
  const facts: Facts = {
    latentDim: generator.inputs[0].shape[1]!, // only the batch's size is open
    imageShape: generator.outputs[0].shape.slice(1) as number[],
    pixels: '0 (black) to 1 (white)',
    classNames,
  };
  const save = (artifacts: io.ModelArtifacts) => writeModel(folder, artifacts, facts);
  await generator.save(tf.io.withSaveHandler(save));
  writeWeights(join(folder, 'generator.safetensors'), generator, facts);
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`${folder}: cannot be made (${reason}). Name another folder.`, { cause });
  }
}

async function writeModel(
  folder: string,
  { modelTopology, format, generatedBy, weightData, weightSpecs }: io.ModelArtifacts,
  facts: Facts,
): Promise<io.SaveResult> {
  const model = {
    ...{ modelTopology, format, generatedBy, convertedBy: null, userDefinedMetadata: facts },
    weightsManifest: [{ paths: [WEIGHTS], weights: weightSpecs }],
  };
  const bytes = new tf.io.CompositeArrayBuffer(weightData).slice();
  writeAtomically(join(folder, WEIGHTS), [new Uint8Array(bytes)]);
  writeAtomically(join(folder, 'model.json'), [Buffer.from(JSON.stringify(model))]);
  return { modelArtifactsInfo: { dateSaved: new Date(), modelTopologyType: 'JSON' } }; // nobody asks for it
}

function writeWeights(path: string, { weights }: tf.LayersModel, facts: Facts): void {
  const metadata = { format: 'gan-course generator', facts: JSON.stringify(facts) };
  tf.tidy(() => {
    const tensors = Object.fromEntries(weights.map((each) => [each.originalName, each.read()]));
    writeTensorFile(path, { tensors, metadata });
  });
}
