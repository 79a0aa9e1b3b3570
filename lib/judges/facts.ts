/** How well a judge answers one question. */
export interface AnswerQuality {
  /**
   * For classes and flags the share of right answers, 0..1 (of flags the mean over all); for a quantity the mean
   * distance from the truth, in its unit.
   */
  readonly value: number;
  /** Standard error of the value, as if the examples were independent of each other. */
  readonly error: number;
  /** The value of the best answer that looks at nothing: always the most frequent class, or the median. */
  readonly guess: number;
  /**
   * Classes: a row for each true class with the number of examples that were taken for each class. Flags: a row for
   * each with the share of right answers and of the best guess. Otherwise none.
   */
  readonly rows: readonly (readonly number[])[];
}

/** By the answers' names. */
export type Qualities = Readonly<Record<string, AnswerQuality>>;

/** The values of {@link AnswerQuality} by the answers' names. */
export type Values = Readonly<Record<string, number>>;

/** Of a network that began from another seed. */
export interface SeedValues {
  readonly seed: number;
  readonly values: Values;
}

/** What sets of real examples get when they are compared as a generator's are. */
export interface Floor {
  /** Which examples: all, or those of a class. */
  readonly of: string;
  /** In each of the two sets. */
  readonly count: number;
  /**
   * `halves` of the held-out ones, drawn at random; as many of `training`, drawn at random, against the held-out ones;
   * held-out ones of `other classes` against those of this class, which is no floor, but what a poor generator gets.
   */
  readonly against: 'halves' | 'training' | 'other classes';
  readonly frechet: number;
  readonly precision: number;
  readonly recall: number;
}

/** What is known of a trained judge, and its card tells in words. */
export interface JudgeFacts {
  /** Of the initial weights, the order of the examples and their variations. */
  readonly seed: number;
  /** Passes over the training examples. */
  readonly epochs: number;
  /** Of the training. */
  readonly minutes: number;
  readonly numTrain: number;
  readonly numTest: number;
  /** On the held-out examples. */
  readonly heldOut: Qualities;
  /** What networks that began from other seeds, trained likewise, get on them: a judge is the first, not the best. */
  readonly otherSeeds: readonly SeedValues[];
  /** What a linear map gets on them that was trained likewise: without it nobody knows whether the task is hard. */
  readonly linear: Values;
  /** On the same, mildly disturbed: by noise, by a shift. */
  readonly disturbed: Readonly<Record<string, Qualities>>;
  /** On other examples, by their names. */
  readonly others: Readonly<Record<string, Qualities>>;
  readonly floors: readonly Floor[];
}
