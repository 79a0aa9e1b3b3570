import { type Batches, type Examples, batchesWithReplacement } from '../../../lib/data/batches';
import { Random } from '../../../lib/random';
import type { Game } from '../../../lib/training/game';

/** A game, and what it is played with. */
export interface BenchGame {
  readonly game: Game;
  readonly batches: Batches<Examples>;
}

/** Examples that batches are drawn of: which numbers they have makes no difference to a step's time. */
const NUM_EXAMPLES = 512;

/** Batches of uniform numbers in −1..1, a tensor for each shape. */
export function noiseBatches(
  batchSize: number,
  shapes: readonly (readonly number[])[],
): Batches<Examples> {
  const random = new Random(1);
  const data = shapes.map((shape) => random.uniform([NUM_EXAMPLES, ...shape] as number[], -1, 1));
  return batchesWithReplacement(data, { batchSize, seed: 1 });
}
