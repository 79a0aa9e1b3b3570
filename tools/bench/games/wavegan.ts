import { buildWaveganDiscriminator, buildWaveganGenerator } from '../../../lib/models/wavegan';
import { r1Penalty } from '../../../lib/penalties';
import { LOSSES } from '../../../lib/losses';
import { ganGame } from '../../../lib/training/gan-game';
import { type BenchGame, noiseBatches } from './bench-game';

const SAMPLES = 4096;
const settings = { learningRate: 5e-4, beta1: 0.5, beta2: 0.9 };

/**
 * WaveGAN with filters of 25 samples, R₁ in each of D's updates, and no phase shuffle.
 *
 * @see Donahue et al. 2019, "Adversarial audio synthesis"; Mescheder et al. 2018, "Which training methods for GANs do
 *   actually converge?", for R₁
 */
export function waveganGame(batchSize: number): BenchGame {
  const gan = {
    generator: buildWaveganGenerator({ seed: 1 }),
    discriminator: buildWaveganDiscriminator({ seed: 1, shift: 0 }),
    latentDim: 64,
  };
  const game = ganGame(gan, {
    loss: LOSSES.nonSaturating,
    penalty: r1Penalty({ weight: 1 }),
    generatorSettings: settings,
    discriminatorSettings: settings,
  });
  return { game, batches: noiseBatches(batchSize, [[SAMPLES, 1]]) };
}
