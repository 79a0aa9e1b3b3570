import { setImmediate as pause } from 'node:timers/promises';

import type { OptimizerSettings } from '../backend/optimizer';
import { requireInteger } from '../check';
import type { Batches, Examples } from '../data/batches';
import { withInterrupt } from '../interrupt';
import type { GanLoss } from '../losses';
import type { Gan } from '../models/gan';
import type { Penalty } from '../penalties';
import { requireSameEpochs, requireSameShape, requireStateOf } from './fit';
import type { History } from './history';
import { withoutOthers } from './in-training';
import { type StepNumbers, type TrainingState, createTrainingState } from './state';
import { Stepper } from './stepper';

/** How a training stands; what {@link TrainOptions.onProgress} is given. */
export interface Progress {
  /** Generator updates made. */
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
  readonly history: History;
}

/** How to train. */
export interface TrainOptions {
  /** Train until this many passes over the data have been made, those of an earlier call included. */
  readonly epochs: number;
  readonly loss: GanLoss;
  readonly generatorSettings: OptimizerSettings;
  readonly discriminatorSettings: OptimizerSettings;
  /** Updates of D before each one of G, each on a fresh batch. Default 1. */
  readonly discriminatorSteps?: number;
  /** Added to D's loss, such as {@link gradientPenalty}. Default: none. */
  readonly penalty?: Penalty;
  /** How slowly the GAN's averaged generator, if it has one, follows G; see {@link averageWeights}. Default 0.999. */
  readonly averageDecay?: number;
  /** Steps that one row of the history sums up. Default 1. */
  readonly recordEvery?: number;
  /** Of the training noise when no `state` is given. */
  readonly seed: number;
  /** Goes on with this training and keeps it up to date. Default: a new one. */
  readonly state?: TrainingState;
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
 * Trains a GAN: in each step one update of D (or `discriminatorSteps`), then one of G, each on fresh noise.
 *
 * The step is compiled ({@link compileStep}): while it runs, the networks' weights live in TensorFlow's graph, and `gan` and
 * `state` are up to date within the callbacks and after the end.
 *
 * It ends when `epochs` is reached, or after the step in which it is interrupted; called again with the same `state` it goes
 * on, with the same numbers as if it had not stopped. The same seeds give the same numbers.
 *
 * @param gan both networks; their weights change
 * @param batches where reals come from; in the GAN's shape
 * @returns the state's history
 * @throws RangeError when batches, networks and state do not fit; Error when the GAN, the state or the batches are in a
 *   training that has not ended, or, naming the step, when a loss is not finite
 * @see Goodfellow et al. 2014, "Generative adversarial nets", algorithm 1 with k = 1
 */
export async function trainGan(
  gan: Gan,
  batches: Batches<Examples>,
  options: TrainOptions,
): Promise<History> {
  requireInteger('epochs', options.epochs, { min: 1 });
  requireInteger('recordEvery', options.recordEvery ?? 1, { min: 1 });
  requireInteger('discriminatorSteps', options.discriminatorSteps ?? 1, { min: 1 });
  requireSameShape(gan, batches);
  if (options.state) requireStateOf(gan, options.state);
  if (options.state) requireSameEpochs(options.state, batches);
  return withoutOthers({ gan, batches, state: options.state }, () => train(gan, batches, options));
}

async function train(
  gan: Gan,
  batches: Batches<Examples>,
  options: TrainOptions,
): Promise<History> {
  const { epochs, recordEvery = 1, progressEveryMs = 1000, onProgress, onEpoch } = options;
  const { discriminatorSteps = 1, averageDecay = 0.999 } = options;
  const state = options.state ?? createTrainingState(gan, options);
  if (state.batches) batches.restore(state.batches);
  const stepper = new Stepper(
    { ...options, ...state, gan, discriminatorSteps, averageDecay },
    batches,
    state,
  );
  const totalSteps = epochs * batches.stepsPerEpoch;
  const rowSize = { recordEvery, stepsPerEpoch: batches.stepsPerEpoch };
  const progress = progressMeter(state, batches.stepsPerEpoch, epochs);

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
  state: TrainingState,
  numbers: StepNumbers,
  { recordEvery, stepsPerEpoch }: { readonly recordEvery: number; readonly stepsPerEpoch: number },
): void {
  state.pending = [...state.pending, numbers];
  if (state.pending.length < recordEvery) return;
  state.history.append({
    step: state.step,
    epoch: state.step / stepsPerEpoch,
    discriminatorLoss: mean(state.pending.map((row) => row.discriminatorLoss)),
    generatorLoss: mean(state.pending.map((row) => row.generatorLoss)),
    discriminatorAccuracy: mean(state.pending.map((row) => row.discriminatorAccuracy)),
  });
  state.pending = [];
}

const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;

function progressMeter(state: TrainingState, stepsPerEpoch: number, totalEpochs: number) {
  const start = performance.now();
  const firstStep = state.step;
  const totalSteps = totalEpochs * stepsPerEpoch;
  return (): Progress => {
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
