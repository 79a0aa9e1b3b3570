import { tf } from '../backend';
import type { Precision } from '../backend/precision';
import type { BatchesState } from '../data/batches';
import type { Gan } from '../models/gan';
import { Random, type RandomState } from '../random';
import { readTensorFile, writeTensorFile } from '../safetensors';
import { checkpointTensors, restoreTensors, tensorDifference } from './checkpoint-tensors';
import { requireStateOf } from './fit';
import { type Game, type GameState, type Roles, createGameState } from './game';
import { ganRoles } from './gan-game';
import { History, type HistoryJson } from './history';
import { type TrainingState, createTrainingState } from './state';

/** Raised when the file's layout changes; a file of another version is refused. */
const VERSION = 2;
const FORMAT = 'gan-course checkpoint';

/** What a checkpoint holds besides tensors. */
interface SavedState {
  readonly step: number;
  readonly noise: RandomState;
  readonly batches?: BatchesState;
  /** Made so far, by player. */
  readonly updates: Readonly<Record<string, number>>;
  readonly history: HistoryJson;
  readonly pending: GameState['pending'];
  /** Absent from files older than the choice. */
  readonly precisions?: readonly Precision[];
}

/** What a checkpoint is made from. */
export interface CheckpointParts {
  readonly game: Gan | Game;
  readonly state: GameState;
  /**
   * Plain data, fit for JSON, that {@link readCheckpointNotes} gives back, such as what the training was started with.
   */
  readonly notes?: object;
}

/**
 * Saves everything needed to go on: the networks' weights, those of averages too, the optimizers' moments, the state of
 * noise and batches, the history. One safetensors file, written whole or not at all. Weights are kept by their place in
 * the network, whatever its layers are called.
 *
 * @param path such as `checkpoint.safetensors`, in a folder that exists
 * @throws TypeError when the state is that of other networks; Error when they are in training, but for the training's
 *   callbacks, or naming the file and the cause; what stood there before is untouched
 */
export function saveCheckpoint(path: string, game: Gan | Game, state: GameState): void {
  writeCheckpoint(path, { game, state });
}

/** {@link saveCheckpoint} with notes beside the state. */
export function writeCheckpoint(path: string, { game, state, notes = {} }: CheckpointParts): void {
  const roles = rolesOf(game);
  requireStateOf(roles, state);
  const { optimizers } = state;
  const updates = Object.entries(optimizers).map(([player, { updates: made }]) => [player, made]);
  const saved: SavedState = {
    step: state.step,
    noise: state.noise.state,
    batches: state.batches,
    updates: Object.fromEntries(updates),
    history: state.history.toJSON(),
    pending: state.pending,
    precisions: state.precisions,
  };
  const metadata = {
    format: FORMAT,
    version: String(VERSION),
    state: JSON.stringify(saved),
    notes: JSON.stringify(notes),
  };
  tf.tidy(() => writeTensorFile(path, { tensors: checkpointTensors(roles, optimizers), metadata }));
}

/**
 * Loads a checkpoint: sets the networks' weights and returns the state to go on with.
 * Nothing changes unless all of the file fits.
 *
 * @param path a file of {@link saveCheckpoint}
 * @param game of the same architecture and players as the saved one; its layers may have other names
 * @throws Error naming the file, what was found and what to do, when it is missing, damaged, of another version or of
 *   other networks; Error when the networks are in training
 */
export function loadCheckpoint(path: string, game: Gan): TrainingState;
export function loadCheckpoint(path: string, game: Game): GameState;
export function loadCheckpoint(path: string, game: Gan | Game): GameState {
  const { tensors, metadata } = readTensorFile(path);
  try {
    requireThisVersion(path, metadata);
    const saved = parse(path, metadata.state) as SavedState; // of this version, so written by writeCheckpoint
    const roles = rolesOf(game);
    requireSameNetworks(path, tensorDifference(roles, tensors));
    const { seed } = saved.noise;
    const state = isGame(game)
      ? createGameState(game, { seed })
      : createTrainingState(game, { seed });
    restoreTensors(roles, state.optimizers, { tensors, updates: saved.updates });
    state.step = saved.step;
    state.noise = Random.fromState(saved.noise);
    state.batches = saved.batches;
    state.history = History.fromJSON(saved.history);
    state.pending = saved.pending;
    state.precisions = saved.precisions ?? ['float32'];
    return state;
  } finally {
    tf.dispose(tensors);
  }
}

/**
 * The notes of {@link writeCheckpoint}.
 *
 * @throws Error as of {@link loadCheckpoint}
 */
export function readCheckpointNotes(path: string): unknown {
  const { tensors, metadata } = readTensorFile(path);
  tf.dispose(tensors);
  requireThisVersion(path, metadata);
  return parse(path, metadata.notes);
}

const isGame = (game: Gan | Game): game is Game => 'networks' in game;

const rolesOf = (game: Gan | Game): Roles => (isGame(game) ? game : ganRoles(game));

function requireThisVersion(path: string, { format, version }: Readonly<Record<string, string>>) {
  if (format !== FORMAT) {
    throw new Error(`${path}: a safetensors file, but not a checkpoint of this course.`);
  }
  if (version !== String(VERSION)) {
    throw new Error(
      `${path}: a checkpoint of version ${version}, but this library reads version ${VERSION}. ` +
        'Train again, or use the library that wrote it.',
    );
  }
}

function parse(path: string, json: string): unknown {
  try {
    return JSON.parse(json);
  } catch (cause) {
    throw new Error(`${path}: its metadata are damaged. Use an older checkpoint, or start again.`, {
      cause,
    });
  }
}

function requireSameNetworks(path: string, difference: string | undefined): void {
  if (difference === undefined) return;
  throw new Error(
    `${path}: a checkpoint of other networks: ${difference}. Build the networks with the sizes that it was saved with.`,
  );
}
