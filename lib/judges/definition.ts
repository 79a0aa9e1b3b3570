import type { tf } from '../backend';
import type { Part } from '../data/choices';
import { type JudgeNetworkOptions, buildJudgeNetwork } from '../models/judge-network';
import type { Question } from './questions';

/** Examples with what is to be said of them. */
export interface LabelledExamples<Answer extends string = string> {
  /** float32 `[count, ...inputShape]` in the judge's range; whoever loads them disposes. */
  readonly inputs: tf.Tensor;
  /**
   * For each answer the labels, in the order of the examples; how many and which numbers, the {@link Question} says.
   */
  readonly labels: Readonly<Record<Answer, ArrayLike<number>>>;
}

/**
 * How examples may be changed, at random and anew each time that they are shown, without another answer: so that a
 * judge does not go by what happens to be the same in all training examples of a class.
 */
export interface Variations {
  /** Cells by which an example moves at most along each axis, to either side. */
  readonly shift?: number;
  /** What comes in where it has left. Default 0. */
  readonly edge?: number;
  /** Axes (0 for the first after the batch) along which an example may be mirrored. */
  readonly mirror?: readonly number[];
  /**
   * Whether pictures in 0..1 of three channels get other colours, for a judge that is not to go by these. Default no.
   */
  readonly recolour?: boolean;
  /** Noise is added of a standard deviation of at most this share of the range, and the sum kept within the range. */
  readonly noise?: number;
  /** The least factor by which all numbers of an example are made smaller, for sounds that may be softer. Default 1. */
  readonly minGain?: number;
}

/**
 * All that makes a judge: what it looks at, what it is asked, from what it learns. `npm run classifier -- NAME` trains
 * it, and writes its weights and its card.
 *
 * A judge of classes calls its answer `probabilities`: then the metrics of classes take it.
 */
export interface JudgeDefinition<Answer extends string = string> {
  /** Of its files in `data/judges`, and for the command. */
  readonly name: string;
  /** What it tells, in a few words. */
  readonly title: string;
  /** Of one example, channels last. */
  readonly inputShape: readonly number[];
  /** The least and the greatest number in an example. */
  readonly range: readonly [low: number, high: number];
  readonly answers: Readonly<Record<Answer, Question>>;
  /** Passes over the training examples, fixed before the held-out ones are looked at. */
  readonly epochs: number;
  readonly variations?: Variations;
  /** Default {@link buildJudgeNetwork}. Another must have a layer `features` and give `[batch, outputs]`. */
  readonly build?: (options: JudgeNetworkOptions) => tf.LayersModel;
  /** Sentences of its card. */
  readonly card: {
    /** Where the examples come from, and what is held out. */
    readonly data: string;
    /** What it must not be used for, besides what holds for every judge; a line each. */
    readonly notFor: readonly string[];
  };
  /** Examples to train on, or held-out ones, on which nothing is chosen; whoever loads them disposes. */
  load(part: Part): LabelledExamples<Answer> | Promise<LabelledExamples<Answer>>;
  /** More to try it on, by name: a part of the held-out ones, or examples of another origin. */
  loadOthers?(): Readonly<Record<string, LabelledExamples<Answer>>>;
}

/** A judge's network with random weights, which the caller disposes. */
export function buildNetworkOf(definition: JudgeDefinition, seed: number): tf.LayersModel {
  const { answers, inputShape, build = buildJudgeNetwork } = definition;
  const numOutputs = Object.values(answers).reduce((sum, each) => sum + each.numOutputs, 0);
  return build({ inputShape, numOutputs, seed });
}

/** Where the columns of each answer are in the network's output. */
export interface Columns {
  readonly name: string;
  readonly question: Question;
  readonly start: number;
}

/** The answers' columns, one answer beside the other. */
export function columnsOf({ answers }: Pick<JudgeDefinition, 'answers'>): Columns[] {
  let end = 0;
  return Object.entries(answers).map(([name, question]) => {
    const start = end;
    end += question.numOutputs;
    return { name, question, start };
  });
}
