import { buildPatchDiscriminator } from '../../../lib/models/patch-discriminator';
import { buildResidualGenerator } from '../../../lib/models/residual-generator';
import { cycleganGame } from '../../../lib/training/cyclegan-game';
import { type BenchGame, noiseBatches } from './bench-game';

const SHAPE = [32, 32, 3] as const;
/** Of both players, as the paper has them but for the rate: there are few steps. */
const settings = { learningRate: 4e-4, beta1: 0.5 };

/**
 * CycleGAN: two generators, from A to B and back, and a discriminator for each of the two kinds of pictures; six uses
 * of a generator in G's update. The pool of earlier fakes and the averages are left out, as on the other side.
 */
export function cycleganBench(batchSize: number): BenchGame {
  const [toB, toA] = [1, 2].map((seed) => buildResidualGenerator({ imageShape: SHAPE, seed }));
  const [discriminatorA, discriminatorB] = [3, 4].map((seed) =>
    buildPatchDiscriminator({ inputShape: SHAPE, seed }),
  );
  const game = cycleganGame(
    { toB, toA, discriminatorA, discriminatorB },
    { generatorSettings: settings, discriminatorSettings: settings },
  );
  return { game, batches: noiseBatches(batchSize, [SHAPE, SHAPE]) };
}
