import { tf } from '../../../lib/backend';
import { Random } from '../../../lib/random';
import { MAT_MUL_SIZE } from '../sizes';
import type { SideSettings } from './settings';
import { serveRounds } from './rounds';

/** One large matrix product: the most that the machine gives to a training step. */
export async function runMatMul({ steps }: SideSettings): Promise<void> {
  const random = new Random(1);
  const shape: [number, number] = [MAT_MUL_SIZE, MAT_MUL_SIZE];
  const [a, b] = [random.normal<tf.Rank.R2>(shape), random.normal<tf.Rank.R2>(shape)];
  // A kernel has done its work when its call returns.
  await serveRounds(steps, () => tf.matMul(a, b).dispose());
}
