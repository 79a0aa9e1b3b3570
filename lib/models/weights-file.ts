import { statSync } from 'node:fs';

import type { tf } from '../backend';
import { requireHome } from '../backend/lent';
import { requireFile } from '../data/file-kind';
import { type TensorFile, readTensorFile, writeTensorFile } from '../safetensors';
import { allVariables } from './gan';
import { byPlace, placedNames, shapeDifference } from './placed-weights';

/** What a file of weights is for. */
export interface WeightsKind {
  /** In an error message, such as `classifier`. */
  readonly name: string;
  /** What the file says that it is. Default: of this course, of MNIST, and the name. */
  readonly format?: string;
  /** Raised when the network or the file's layout changes; a file of another version is refused. */
  readonly version: string;
  /** The command that makes the file, such as `npm run classifier`. */
  readonly command: string;
}

const formatOf = ({ name, format = `gan-course mnist ${name}` }: WeightsKind) => format;

/**
 * Writes a network's weights and some facts of them as one safetensors file, whole or not at all.
 *
 * @param facts plain data, fit for JSON
 * @throws Error naming the file and the cause, or when the network is in training at the moment
 */
export function writeWeights<Facts>(
  path: string,
  model: tf.LayersModel,
  { kind, facts }: { readonly kind: WeightsKind; readonly facts: Facts },
): void {
  writeTensorFile(path, {
    tensors: weightsByName(model),
    metadata: { format: formatOf(kind), version: kind.version, facts: JSON.stringify(facts) },
  });
}

/**
 * Sets a network's weights to those of {@link writeWeights}; nothing of it changes unless all of the file fits.
 *
 * @param model of the architecture that was saved
 * @returns the facts
 * @throws Error naming the file, what was found and what to do, when it is missing, damaged, of another kind,
 *   version or network
 */
export function readWeights<Facts>(path: string, model: tf.LayersModel, kind: WeightsKind): Facts {
  const { tensors, metadata } = readFile(path, kind);
  try {
    requireThisKind(path, metadata, kind);
    requireThisNetwork(path, model, tensors, kind);
    const facts = parseFacts(path, metadata, kind) as Facts; // of this kind and version, so written by writeWeights
    const placed = byPlace(tensors);
    model.setWeights(model.weights.map((_, place) => placed[place]));
    return facts;
  } finally {
    Object.values(tensors).forEach((tensor) => tensor.dispose());
  }
}

/** The model's own tensors: nothing to dispose. */
function weightsByName(model: tf.LayersModel): Record<string, tf.Tensor> {
  const variables = allVariables(model);
  requireHome(variables);
  return Object.fromEntries(
    placedNames(model.weights).map((name, place) => [name, variables[place]]),
  );
}

const remedy = ({ command }: WeightsKind) => `Make it again with: ${command}`;

function readFile(path: string, kind: WeightsKind): TensorFile {
  requireFile(path, `there is no ${kind.name}. Make it with: ${kind.command}`);
  try {
    return readTensorFile(path);
  } catch (cause) {
    throw new Error(
      `${path}: expected a safetensors file, but it is cut off, damaged or of another format ` +
        `(${statSync(path).size} bytes). ${remedy(kind)}`,
      { cause },
    );
  }
}

function requireThisKind(
  path: string,
  { format, version }: TensorFile['metadata'],
  kind: WeightsKind,
): void {
  if (format !== formatOf(kind)) {
    throw new Error(
      `${path}: a safetensors file of format "${format}", but not a ${kind.name} of this course. ${remedy(kind)}`,
    );
  }
  if (version !== kind.version) {
    throw new Error(
      `${path}: a ${kind.name} of version ${version}, but this library reads version ${kind.version}. ${remedy(kind)}`,
    );
  }
}

function parseFacts(path: string, { facts }: TensorFile['metadata'], kind: WeightsKind): unknown {
  try {
    return JSON.parse(facts);
  } catch (cause) {
    throw new Error(`${path}: a ${kind.name} whose facts are missing or damaged. ${remedy(kind)}`, {
      cause,
    });
  }
}

function requireThisNetwork(
  path: string,
  model: tf.LayersModel,
  tensors: TensorFile['tensors'],
  kind: WeightsKind,
): void {
  const difference = shapeDifference(weightsByName(model), tensors);
  if (difference === undefined) return;
  throw new Error(`${path}: a ${kind.name} of another network: ${difference}. ${remedy(kind)}`);
}
