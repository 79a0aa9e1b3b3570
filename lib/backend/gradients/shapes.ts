import { tf } from '../tfjs';
import { execute, FLOAT } from '../execute';
import { isBiasOf } from '../kernels';
import { replaceGradient, replaceKernel, run } from '../register';

/** Repeats `x` along its axes of length 1, and along new ones before them, up to a shape. */
export function broadcast(x: tf.Tensor, shape: readonly number[]): tf.Tensor {
  if (tf.util.arraysEqual(x.shape, [...shape])) return tf.reshape(x, x.shape);
  return run('BroadcastTo', { x }, { shape, inputShape: x.shape });
}

/** Sums `dy` over the axes along which {@link broadcast} has repeated a tensor of the given shape. */
export function unbroadcast(dy: tf.Tensor, shape: readonly number[]): tf.Tensor {
  const to = [...shape];
  if (tf.util.arraysEqual(dy.shape, to)) return tf.reshape(dy, to);
  if (isBiasOf(to, dy.shape)) return run('BiasAddGrad', { dy }, { shape: dy.shape });
  const axes = tf.broadcast_util.getReductionAxes(to, dy.shape);
  return tf.reshape(tf.sum(dy, axes, to.length === dy.rank), to);
}

/** Repairs the gradient of BroadcastTo and adds its adjoint for biases. */
export function installShapes(): void {
  replaceGradient<{ inputShape: number[] }>('BroadcastTo', {
    gradients: (dy, _, { inputShape }) => ({ x: () => unbroadcast(dy, inputShape) }),
  });
  replaceKernel('BiasAddGrad', ({ inputs: { dy } }) => execute('BiasAddGrad', [dy], { T: FLOAT }));
  replaceGradient<{ shape: number[] }>('BiasAddGrad', {
    gradients: (db, _, { shape }) => ({ dy: () => broadcast(db, shape) }),
  });
}
