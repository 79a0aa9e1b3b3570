import { tf } from '../backend';
import { applyInUse } from '../models/gan';
import { Random } from '../random';

/** Images that are judged of a training: as many as MNIST's test images. */
const NUM_JUDGED = 10_000;
/** Made at a time. */
const CHUNK = 1000;
/** Sets the noise of judging apart from the training's. */
const JUDGE_LABEL = 2;

/** As many of each digit, in turn, `[10,000]`: what a conditional generator is asked for; the caller disposes. */
export const digitsInTurn = (): tf.Tensor1D =>
  tf.tensor1d(
    Array.from({ length: NUM_JUDGED }, (_, i) => i % 10),
    'int32',
  );

/**
 * What a trained generator is judged by: 10,000 images that follow from the seed; the caller disposes.
 *
 * @param generator latent vectors `[n, latentDim]`, and labels where it is conditional, → images `[n, 28, 28, 1]`
 * @param labels `[10,000]`, of a conditional generator; stay the caller's
 */
export function imagesToJudge(
  generator: tf.LayersModel,
  {
    latentDim,
    seed,
    labels,
  }: { readonly latentDim: number; readonly seed: number; readonly labels?: tf.Tensor1D },
): tf.Tensor4D {
  return tf.tidy(() => {
    const random = new Random(seed).fork(JUDGE_LABEL);
    return tf.concat(
      Array.from({ length: NUM_JUDGED / CHUNK }, (_, i) => {
        const z = random.normal<tf.Rank.R2>([CHUNK, latentDim]);
        const asked = labels?.slice(i * CHUNK, CHUNK);
        return applyInUse(generator, asked ? [z, asked] : z) as tf.Tensor4D;
      }),
    );
  });
}
