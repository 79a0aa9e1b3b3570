import { tf } from '../backend';
import { requireSameSize } from './latents';

/**
 * Places on the straight lines between latent vectors, row by row: (1 − t)·a + t·b.
 *
 * Halfway between two independent ones from N(0, I) lies a vector of √½ times their norm, where G has seen none in
 * training; {@link slerp} stays among those that it has seen.
 *
 * @param from `[n, latentDim]`; stays the caller's
 * @param to of the same shape; stays the caller's
 * @param t 0 at `from`, 1 at `to`
 * @returns `[n, latentDim]`; the caller disposes
 * @throws RangeError when the shapes differ
 */
export function lerp(from: tf.Tensor2D, to: tf.Tensor2D, t: number): tf.Tensor2D {
  requireSameSize(from, to);
  return tf.tidy(() => tf.add(tf.mul(from, 1 - t), tf.mul(to, t)));
}

/**
 * Places on the great arcs between latent vectors, row by row: (sin((1 − t)Ω)·a + sin(tΩ)·b) / sin Ω, with Ω the angle
 * between a and b. Of two vectors of one norm all places have it too. Where the two point the same way, it is
 * {@link lerp}.
 *
 * @param from `[n, latentDim]`, no row all 0; stays the caller's
 * @param to of the same shape; stays the caller's
 * @param t 0 at `from`, 1 at `to`
 * @returns `[n, latentDim]`; the caller disposes
 * @throws RangeError when the shapes differ
 * @see Shoemake 1985, "Animating rotation with quaternion curves", section 3.3; White 2016, "Sampling generative
 *   networks", section 2.1
 */
export function slerp(from: tf.Tensor2D, to: tf.Tensor2D, t: number): tf.Tensor2D {
  requireSameSize(from, to);
  return tf.tidy(() => {
    const [a, b] = [from, to].map((z) => tf.div(z, tf.norm(z, 2, 1, true)));
    const cosine = tf.clipByValue(tf.sum(tf.mul(a, b), 1, true), -1, 1); // rounding may leave the range
    const angle = tf.acos(cosine);
    const arc = tf.div<tf.Tensor2D>(
      tf.add(tf.mul(tf.sin(tf.mul(angle, 1 - t)), from), tf.mul(tf.sin(tf.mul(angle, t)), to)),
      tf.sin(angle),
    );
    const isArc = tf.broadcastTo(tf.greater(tf.sin(angle), PARALLEL), from.shape);
    return tf.where<tf.Tensor2D>(isArc, arc, lerp(from, to, t));
  });
}

/** Sines below this are of vectors that point the same way, or opposite ways, between which there is no one arc. */
const PARALLEL = 1e-3;
