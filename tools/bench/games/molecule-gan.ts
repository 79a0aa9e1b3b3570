import { tf } from '../../../lib/backend';
import { LOSSES } from '../../../lib/losses';
import { applyInTraining } from '../../../lib/models/gan';
import {
  buildMoleculeDiscriminator,
  buildMoleculeGenerator,
  drawMoleculeTensors,
} from '../../../lib/models/molecule-gan';
import { r1Penalty } from '../../../lib/penalties';
import type { Draw } from '../../../lib/training/draw';
import { type BenchGame, noiseBatches } from './bench-game';

const LATENT_DIM = 32;
/** Of both players. */
const settings = { learningRate: 5e-4, beta1: 0, beta2: 0.99 };

/**
 * A GAN of molecules as graphs, with R₁ in each of D's updates and hard draws of atoms and bonds.
 *
 * @see De Cao and Kipf 2018, "MolGAN: an implicit generative model for small molecular graphs"
 */
export function moleculeGanGame(batchSize: number): BenchGame {
  const generator = buildMoleculeGenerator({ seed: 1, latentDim: LATENT_DIM });
  const discriminator = buildMoleculeDiscriminator({ seed: 1 });
  const discriminate = ([atoms, bonds]: readonly tf.Tensor[]) =>
    applyInTraining(discriminator, [atoms, bonds]);
  const generate = (draw: Draw) =>
    drawMoleculeTensors(
      applyInTraining(generator, draw.normal<tf.Rank.R2>([batchSize, LATENT_DIM])),
      { keys: [draw.key(), draw.key()], temperature: 1, output: 'hard' },
    );
  const penalty = r1Penalty({ weight: 0.5 });
  const { discriminator: ofD, generator: ofG } = LOSSES.nonSaturating;
  const game = {
    networks: { generator, discriminator },
    players: [
      {
        name: 'discriminator',
        moves: ['discriminator'],
        settings,
        numbers: (real: readonly tf.Tensor[], draw: Draw) => {
          const fake: readonly tf.Tensor[] = generate(draw);
          const r1 = penalty({ real, fake, key: draw.key(), discriminate });
          const game = ofD(discriminate(real), discriminate(fake));
          return { loss: tf.add<tf.Scalar>(game, r1), r1 };
        },
      },
      {
        name: 'generator',
        moves: ['generator'],
        settings,
        numbers: (_: readonly tf.Tensor[], draw: Draw) => ({
          loss: ofG(discriminate(generate(draw))),
        }),
      },
    ],
  };
  return {
    game,
    batches: noiseBatches(batchSize, [
      [9, 5],
      [3, 9, 9],
    ]),
  };
}
