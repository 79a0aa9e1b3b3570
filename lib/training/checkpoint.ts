import { tf } from '../backend';
import type { Moments, Optimizer } from '../backend/optimizer';
import type { BatchesState } from '../data/batches';
import type { Gan } from '../models/gan';
import { Random, type RandomState } from '../random';
import { History, type HistoryJson } from './history';
import { readTensorFile, writeTensorFile } from '../safetensors';
import { type TrainingState, createTrainingState } from './state';

/** Raised when the file's layout changes; a file of another version is refused. */
const VERSION = 1;
const FORMAT = 'gan-course checkpoint';

/** What a checkpoint holds besides tensors. */
interface SavedState {
  readonly step: number;
  readonly noise: RandomState;
  readonly batches?: BatchesState;
  readonly generatorUpdates: number;
  readonly discriminatorUpdates: number;
  readonly history: HistoryJson;
  readonly pending: TrainingState['pending'];
}

/**
 * Saves everything needed to go on: the networks' weights (with the averaged generator's, if there is one), the optimizers' moments, the state of noise and batches, the
 * history. One safetensors file, written whole or not at all.
 *
 * @param path such as `checkpoint.safetensors`, in a folder that exists
 * @throws Error naming the file and the cause; what stood there before is untouched
 */
export function saveCheckpoint(path: string, gan: Gan, state: TrainingState): void {
  const saved: SavedState = {
    step: state.step,
    noise: state.noise.state,
    batches: state.batches,
    generatorUpdates: state.generatorOptimizer.updates,
    discriminatorUpdates: state.discriminatorOptimizer.updates,
    history: state.history.toJSON(),
    pending: state.pending,
  };
  tf.tidy(() =>
    writeTensorFile(path, {
      tensors: namedTensors(gan, state),
      metadata: { format: FORMAT, version: String(VERSION), state: JSON.stringify(saved) },
    }),
  );
}

/**
 * Loads a checkpoint: sets the weights of `gan` and returns the state to give to `trainGan`. Nothing of `gan` changes
 * unless all of the file fits it.
 *
 * @param path a file of {@link saveCheckpoint}
 * @param gan of the same architecture as the saved one
 * @throws Error naming the file, what was found and what to do, when it is missing, damaged, of another version or of
 *   other networks
 */
export function loadCheckpoint(path: string, gan: Gan): TrainingState {
  const { tensors, metadata } = readTensorFile(path);
  try {
    const saved = parseState(path, metadata);
    const state = createTrainingState(gan, { seed: saved.noise.seed });
    tf.tidy(() => requireSameTensors(path, namedTensors(gan, state), tensors));
    for (const player of PLAYERS) {
      gan[player].setWeights(namesOf(player, gan[player]).map((name) => tensors[name]));
      restoreOptimizer(player, gan, state, saved, tensors);
    }
    const { averagedGenerator } = gan;
    averagedGenerator?.setWeights(namesOf(AVERAGE, averagedGenerator).map((name) => tensors[name]));
    state.step = saved.step;
    state.noise = Random.fromState(saved.noise);
    state.batches = saved.batches;
    state.history = History.fromJSON(saved.history);
    state.pending = saved.pending;
    return state;
  } finally {
    tf.dispose(tensors);
  }
}

const PLAYERS = ['generator', 'discriminator'] as const;
type Player = (typeof PLAYERS)[number];
const AVERAGE = 'averagedGenerator';

const optimizerOf = (state: TrainingState, player: Player): Optimizer =>
  player === 'generator' ? state.generatorOptimizer : state.discriminatorOptimizer;

const namesOf = (network: Player | typeof AVERAGE, model: tf.LayersModel) =>
  model.weights.map((weight) => `${network}.${weight.originalName}`);

const momentNames = (gan: Gan, player: Player) =>
  gan[player].trainableWeights.map(({ originalName }) => ({
    m: `${player}.adam.m.${originalName}`,
    v: `${player}.adam.v.${originalName}`,
  }));

/** All tensors of a checkpoint by name; the moments among them are new. */
function namedTensors(gan: Gan, state: TrainingState): Record<string, tf.Tensor> {
  const named: Record<string, tf.Tensor> = {};
  const addWeights = (network: Player | typeof AVERAGE, model: tf.LayersModel) =>
    namesOf(network, model).forEach((name, i) => (named[name] = model.weights[i].read()));
  if (gan.averagedGenerator) addWeights(AVERAGE, gan.averagedGenerator);
  for (const player of PLAYERS) {
    addWeights(player, gan[player]);
    const moments = optimizerOf(state, player).moments();
    momentNames(gan, player).forEach((names, i) => {
      named[names.m] = moments[i].m;
      named[names.v] = moments[i].v;
    });
  }
  return named;
}

function restoreOptimizer(
  player: Player,
  gan: Gan,
  state: TrainingState,
  saved: SavedState,
  tensors: Readonly<Record<string, tf.Tensor>>,
): void {
  const updates = player === 'generator' ? saved.generatorUpdates : saved.discriminatorUpdates;
  const moments: Moments[] = momentNames(gan, player).map(({ m, v }) => ({
    m: tensors[m],
    v: tensors[v],
  }));
  optimizerOf(state, player).restore(updates, moments);
}

function parseState(path: string, metadata: Readonly<Record<string, string>>): SavedState {
  if (metadata.format !== FORMAT) {
    throw new Error(`${path}: a safetensors file, but not a checkpoint of this course.`);
  }
  if (metadata.version !== String(VERSION)) {
    throw new Error(
      `${path}: a checkpoint of version ${metadata.version}, but this library reads version ${VERSION}. ` +
        'Train again, or use the library that wrote it.',
    );
  }
  return JSON.parse(metadata.state) as SavedState; // of this format and version, so written by saveCheckpoint
}

function requireSameTensors(
  path: string,
  expected: Readonly<Record<string, tf.Tensor>>,
  found: Readonly<Record<string, tf.Tensor>>,
): void {
  const shapeOf = (tensors: Readonly<Record<string, tf.Tensor>>, name: string) =>
    name in tensors ? `[${tensors[name].shape.join(', ')}]` : 'nothing';
  const names = [...Object.keys(expected), ...Object.keys(found)];
  const different = names.find((name) => shapeOf(expected, name) !== shapeOf(found, name));
  if (different === undefined) return;
  throw new Error(
    `${path}: a checkpoint of other networks: expected ${different} of ${shapeOf(expected, different)}, but got ` +
      `${shapeOf(found, different)}. Build the networks with the sizes that it was saved with.`,
  );
}
