import { setImmediate as pause } from 'node:timers/promises';

import type { Precision } from '../backend/precision';
import { requireInteger } from '../check';
import type { Batches, Examples } from '../data/batches';
import { withInterrupt } from '../interrupt';
import { requireSameEpochs, requireStateOf } from './fit';
import { type Game, type GameState, createGameState, requireGame } from './game';
import { GameStep } from './game-step';
import type { History } from './history';
import { withoutOthers } from './in-training';

/** How a training stands; what {@link GameOptions.onProgress} is given. */
export interface Progress {
  /** Steps made; of a GAN, updates of G. */
  readonly step: number;
  readonly totalSteps: number;
  /** Passes over the data made, with the fraction of the current one. */
  readonly epoch: number;
  readonly totalEpochs: number;
  /** Mean of this call so far, the callbacks' time included. */
  readonly stepsPerSecond: number;
  readonly elapsedMs: number;
  /** At the mean speed so far. */
  readonly remainingMs: number;
  /** Whether the steps run as one graph ({@link compileStep}); else they are some four times as slow. */
  readonly isCompiled: boolean;
  /** What the steps so far were computed in, one entry for each change. */
  readonly precisions: readonly Precision[];
  readonly history: History;
}

/** How long to train a game, and who is told. */
export interface GameOptions {
  /** Train until this many passes over the data have been made, those of an earlier call included. */
  readonly epochs: number;
  /** Steps that one row of the history sums up. Default 1. */
  readonly recordEvery?: number;
  /** Of the training noise when no `state` is given. */
  readonly seed: number;
  /**
   * What steps are computed in. Default: what the environment variable `GAN_PRECISION` says, or else float32. A run may be
   * gone on with in another; the numbers are then not those of a run without a stop.
   */
  readonly precision?: Precision;
  /** Called about every `progressEveryMs`, and once at the end. Training waits for it. */
  readonly onProgress?: (progress: Progress) => void | Promise<void>;
  /** Default 1,000. */
  readonly progressEveryMs?: number;
  /** Called after each whole pass over the data. Training waits for it. */
  readonly onEpoch?: (progress: Progress) => void | Promise<void>;
  /** Ends the training after the current step, as Ctrl-C and Kernel → Interrupt do. */
  readonly signal?: AbortSignal;
}

/**
 * Trains a game: in each step the updates of its players in turn.
 *
 * The step is compiled ({@link compileStep}): while it runs, the networks' weights live in TensorFlow's graph, and
 * `game` and `state` are up to date within the callbacks and after the end.
 *
 * It ends when `epochs` is reached, or after the step in which it is interrupted; called again with the same `state` it
 * goes on, with the same numbers as if it had not stopped. The same seeds give the same numbers.
 *
 * @param game its networks' weights change
 * @param batches what the players' losses are given
 * @param options `state` goes on with this training and keeps it up to date; default: a new one
 * @returns the state's history, with a column for each player's number
 * @throws RangeError when players, networks, batches and state do not fit; Error when the networks, the state or the
 *   batches are in a training that has not ended, or, naming the step and the number, when one is not finite
 */
export async function trainGame(
  game: Game,
  batches: Batches<Examples>,
  options: GameOptions & { readonly state?: GameState },
): Promise<History> {
  requireInteger('epochs', options.epochs, { min: 1 });
  requireInteger('recordEvery', options.recordEvery ?? 1, { min: 1 });
  requireGame(game);
  const { state } = options;
  if (state) requireStateOf(game, state);
  if (state) requireSameEpochs(state, batches);
  return withoutOthers({ networks: game.networks, batches, state }, () =>
    train(game, batches, { ...options, state: state ?? createGameState(game, options) }),
  );
}

async function train(
  game: Game,
  batches: Batches<Examples>,
  options: GameOptions & { readonly state: GameState },
): Promise<History> {
  const { epochs, recordEvery = 1, progressEveryMs = 1000, onProgress, onEpoch, state } = options;
  if (state.batches) batches.restore(state.batches);
  const stepper = new GameStep(game, batches, state, options.precision);
  const totalSteps = epochs * batches.stepsPerEpoch;
  const rowSize = { recordEvery, stepsPerEpoch: batches.stepsPerEpoch };
  const meter = progressMeter(state, batches.stepsPerEpoch, epochs);
  const progress = () => ({
    ...meter(),
    isCompiled: stepper.isCompiled,
    precisions: state.precisions,
  });

  await withInterrupt(async (interrupt) => {
    let lastReport = performance.now();
    while (state.step < totalSteps && !interrupt.aborted && !options.signal?.aborted) {
      record(state, stepper.step(), rowSize);
      if (onEpoch && state.step % batches.stepsPerEpoch === 0) {
        stepper.pull();
        await onEpoch(progress());
      }
      if (onProgress && performance.now() - lastReport >= progressEveryMs) {
        stepper.pull();
        await onProgress(progress());
        lastReport = performance.now();
      }
      await pause(); // lets an interrupt, a message or a timer through
    }
  }).finally(() => {
    stepper.dispose();
    state.history.close();
  });
  await onProgress?.(progress());
  return state.history;
}

/** Adds a step to the history, which gets a row when `recordEvery` steps have come together. */
function record(
  state: GameState,
  numbers: Readonly<Record<string, number>>,
  { recordEvery, stepsPerEpoch }: { readonly recordEvery: number; readonly stepsPerEpoch: number },
): void {
  state.pending = [...state.pending, numbers];
  if (state.pending.length < recordEvery) return;
  const means = Object.keys(numbers).map((name) => [name, mean(state.pending, name)] as const);
  state.history.append({
    step: state.step,
    epoch: state.step / stepsPerEpoch,
    ...Object.fromEntries(means),
  });
  state.pending = [];
}

const mean = (rows: GameState['pending'], name: string) =>
  rows.reduce((sum, row) => sum + row[name], 0) / rows.length;

function progressMeter(state: GameState, stepsPerEpoch: number, totalEpochs: number) {
  const start = performance.now();
  const firstStep = state.step;
  const totalSteps = totalEpochs * stepsPerEpoch;
  return (): Omit<Progress, 'isCompiled' | 'precisions'> => {
    const elapsedMs = performance.now() - start;
    const stepsPerMs = (state.step - firstStep) / elapsedMs;
    return {
      step: state.step,
      totalSteps,
      epoch: state.step / stepsPerEpoch,
      totalEpochs,
      stepsPerSecond: stepsPerMs * 1000,
      elapsedMs,
      remainingMs: stepsPerMs > 0 ? (totalSteps - state.step) / stepsPerMs : 0,
      history: state.history,
    };
  };
}
