import { tf } from '../../../lib/backend';
import { LOSSES } from '../../../lib/losses';
import { applyInTraining } from '../../../lib/models/gan';
import { buildPatchDiscriminator } from '../../../lib/models/patch-discriminator';
import { buildUnet } from '../../../lib/models/unet';
import { type BenchGame, noiseBatches } from './bench-game';

const SIDE = 32;
/** The paper's weight of the L1 loss. */
const L1_WEIGHT = 100;
/** Of both players, as the paper has them but for the rate: there are few steps. */
const settings = { learningRate: 4e-4, beta1: 0.5 };

/**
 * pix2pix: D sees input and output side by side, G is also held to the output that was there.
 *
 * @see Isola et al. 2017, "Image-to-image translation with conditional adversarial networks", equations 1 to 4
 */
export function pix2pixGame(batchSize: number): BenchGame {
  const generator = buildUnet({ inputShape: [SIDE, SIDE, 3], outputChannels: 3, seed: 1 });
  const discriminator = buildPatchDiscriminator({ inputShape: [SIDE, SIDE, 6], seed: 2 });
  const judge = (input: tf.Tensor, output: tf.Tensor) =>
    applyInTraining(discriminator, tf.concat([input, output], 3));
  const { discriminator: ofD, generator: ofG } = LOSSES.nonSaturating;
  const game = {
    networks: { generator, discriminator },
    players: [
      {
        name: 'discriminator',
        moves: ['discriminator'],
        settings,
        numbers: ([input, target]: readonly tf.Tensor[]) => {
          const fake = applyInTraining(generator, input);
          return { loss: ofD(judge(input, target), judge(input, fake)) };
        },
      },
      {
        name: 'generator',
        moves: ['generator'],
        settings,
        numbers: ([input, target]: readonly tf.Tensor[]) => {
          const fake = applyInTraining(generator, input);
          const adversarial = ofG(judge(input, fake));
          const l1 = tf.mean<tf.Scalar>(tf.abs(tf.sub(fake, target)));
          const loss = tf.add<tf.Scalar>(adversarial, tf.mul(L1_WEIGHT, l1));
          return { loss, adversarial, l1 };
        },
      },
    ],
  };
  return {
    game,
    batches: noiseBatches(batchSize, [
      [SIDE, SIDE, 3],
      [SIDE, SIDE, 3],
    ]),
  };
}
