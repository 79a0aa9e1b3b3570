import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { requireFile } from '../data/file-kind';
import { dataFolder } from '../data/folder';
import type { ResultRow } from './experiment';
import type { GeneratorName } from './generators';
import type { MixtureName } from './point-run';

/** One training of `npm run experiments -- remedies`, judged. */
export interface RemedyRow {
  /** A name in `REMEDIES`, or `best`. */
  readonly remedy: string;
  readonly mixture: MixtureName;
  readonly seed: number;
  readonly modes: number;
  /** Share, 0..1. */
  readonly highQuality: number;
  /** Nats. */
  readonly reverseKl: number;
  /** Of the training, with another one beside it on the machine. */
  readonly seconds: number;
  /** Some of the generator's points, x and y in turn, of seed 1 only. */
  readonly points?: readonly number[];
}

/** One training of `npm run experiments -- images`, judged on 10,000 images. */
export interface ImageRow {
  readonly gan: GeneratorName;
  readonly seed: number;
  readonly steps: number;
  /** Of the training, on the clock: seed 1 alone on two cores, others beside other work. */
  readonly minutes: number;
  /** MNIST score of the 10,000 images, and its mean over batches of 32. */
  readonly score: number;
  readonly scoreInBatches: number;
  readonly frechet: number;
  readonly precision: number;
  readonly recall: number;
  /** Shares of the digits 0 to 9. */
  readonly shares: readonly number[];
  readonly klToUniform: number;
  readonly meanTopProbability: number;
  /** Share of images of the digit that was asked for; of the conditional GAN. */
  readonly askedDigit?: number;
}

/** The rows of the experiments that are older than the form of the others, {@link ResultRow}. */
interface OwnRows {
  readonly remedies: RemedyRow;
  readonly images: ImageRow;
}

/** What an experiment's rows are. */
export type RowOf<E extends string> = E extends keyof OwnRows ? OwnRows[E] : ResultRow;

/** Where the rows of an experiment are kept. */
export const resultsPath = (experiment: string): string =>
  join(dataFolder(), 'experiments', `${experiment}.json`);

/**
 * The committed results of an experiment that takes too long for a lesson.
 *
 * @throws Error naming the file and the command that makes it, when it is missing or damaged
 */
export function loadResults<E extends string>(
  experiment: E,
  path = resultsPath(experiment),
): RowOf<E>[] {
  const remedy = `Make it with: npm run experiments -- ${experiment}`;
  requireFile(path, `missing. ${remedy}`);
  try {
    const { rows } = JSON.parse(readFileSync(path, 'utf8'));
    if (!Array.isArray(rows)) throw new TypeError(`expected a list of rows, but got ${rows}`);
    return rows as RowOf<E>[]; // as that command writes them
  } catch (cause) {
    throw new Error(`${path}: not the results of an experiment. ${remedy}`, { cause });
  }
}
