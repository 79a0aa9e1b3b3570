import { LOSSES } from '../../../lib/losses';
import { buildVoxelGan } from '../../../lib/models/voxel-gan';
import { ganGame } from '../../../lib/training/gan-game';
import { type BenchGame, noiseBatches } from './bench-game';

const SIZE = 16;
const settings = { learningRate: 1e-3, beta1: 0, beta2: 0.99 };

/**
 * A GAN of shapes.
 *
 * @see Wu et al. 2016, "Learning a probabilistic latent space of object shapes via 3D generative-adversarial modeling"
 */
export function voxelGanGame(batchSize: number): BenchGame {
  const game = ganGame(buildVoxelGan({ seed: 1 }), {
    loss: LOSSES.nonSaturating,
    generatorSettings: settings,
    discriminatorSettings: settings,
  });
  return { game, batches: noiseBatches(batchSize, [[SIZE, SIZE, SIZE, 1]]) };
}
