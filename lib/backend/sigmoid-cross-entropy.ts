import { tf } from './tfjs';

/**
 * Lets `tf.losses.sigmoidCrossEntropy` take softplus(l) − l y, which is −y ln σ(l) − (1 − y) ln(1 − σ(l)), by three
 * kernels before the mean; the stock way has eight.
 */
export function installSigmoidCrossEntropy(): void {
  tf.losses.sigmoidCrossEntropy = <T extends tf.Tensor, O extends tf.Tensor>(
    multiClassLabels: T | tf.TensorLike,
    logits: T | tf.TensorLike,
    weights?: tf.Tensor | tf.TensorLike,
    labelSmoothing = 0,
    reduction = tf.Reduction.SUM_BY_NONZERO_WEIGHTS,
  ): O =>
    tf.tidy(() => {
      const [given, l] = [multiClassLabels, logits].map(toTensor);
      tf.util.assertShapesMatch(given.shape, l.shape, 'Error in sigmoidCrossEntropy: ');
      const y =
        labelSmoothing > 0 ? tf.add(tf.mul(given, 1 - labelSmoothing), labelSmoothing / 2) : given;
      const losses = tf.sub(tf.softplus(l), tf.mul(l, y));
      return tf.losses.computeWeightedLoss(losses, weights, reduction);
    });
}

const toTensor = (x: tf.Tensor | tf.TensorLike) => (x instanceof tf.Tensor ? x : tf.tensor(x));
