import { tf } from '../tfjs';
import { replaceGradient } from '../register';
import { broadcast, unbroadcast } from './shapes';

type Binary = (dy: tf.Tensor, a: tf.Tensor, b: tf.Tensor) => tf.Tensor;

/** Gradients in a and in b of each function of two tensors that broadcasts, before the sums over what was repeated. */
const BINARY: Readonly<Record<string, readonly [Binary, Binary]>> = {
  Add: [(dy) => dy, (dy) => dy],
  Sub: [(dy) => dy, (dy) => tf.neg(dy)],
  Multiply: [(dy, _, b) => tf.mul(dy, b), (dy, a) => tf.mul(dy, a)],
  RealDiv: [
    (dy, _, b) => tf.div(dy, b),
    (dy, a, b) => tf.neg(tf.div(tf.mul(dy, a), tf.square(tf.cast(b, 'float32')))),
  ],
  SquaredDifference: [
    (dy, a, b) => tf.mul(dy, tf.mul(2, tf.sub(a, b))),
    (dy, a, b) => tf.mul(dy, tf.mul(2, tf.sub(b, a))),
  ],
  // Where a = b, all of it goes to the first, as in tfjs.
  Maximum: [
    (dy, a, b) => tf.mul(dy, tf.greaterEqual(a, b)),
    (dy, a, b) => tf.mul(dy, tf.less(a, b)),
  ],
  Minimum: [
    (dy, a, b) => tf.mul(dy, tf.lessEqual(a, b)),
    (dy, a, b) => tf.mul(dy, tf.greater(a, b)),
  ],
};

/** Gradients of sums, products, means and the like: fewer calls, and sums wherever the forward pass broadcasts. */
export function installArithmetic(): void {
  for (const [kernelName, [inA, inB]] of Object.entries(BINARY)) {
    replaceGradient(kernelName, {
      inputs: ['a', 'b'],
      gradients: (dy, [a, b]) => ({
        a: () => unbroadcast(inA(dy, a, b), a.shape),
        b: () => unbroadcast(inB(dy, a, b), b.shape),
      }),
    });
  }
  replaceGradient<{ axis: number | number[] }>('Sum', {
    inputs: ['x'],
    gradients: (dy, [x], { axis }) => ({ x: () => spread(dy, x, axis) }),
  });
  replaceGradient<{ axis: number | number[] }>('Mean', {
    inputs: ['x'],
    gradients: (dy, [x], { axis }) => ({
      x: () => spread(tf.div(dy, x.size / dy.size), x, axis),
    }),
  });
  // 0 at 0, between the slopes on both sides; tfjs has -1 there.
  replaceGradient('Abs', {
    inputs: ['x'],
    gradients: (dy, [x]) => ({ x: () => tf.mul(dy, tf.sign(x)) }),
  });
}

/** Repeats a gradient over the axes of x that were summed. */
function spread(dy: tf.Tensor, x: tf.Tensor, axis: number | number[]): tf.Tensor {
  const axes = tf.util.parseAxisParam(axis, x.shape);
  // Broadcasting adds axes at the front by itself.
  if (axes.length === x.rank - dy.rank && axes.every((i) => i < axes.length)) {
    return broadcast(dy, x.shape);
  }
  const kept = x.shape.map((length, i) => (axes.includes(i) ? 1 : length));
  return broadcast(tf.reshape(dy, kept), x.shape);
}
