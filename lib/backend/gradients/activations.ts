import { tf } from '../tfjs';
import { execute, float, FLOAT } from '../execute';
import { replaceGradient, replaceKernel, run } from '../register';

interface Attributes {
  readonly alpha?: number;
}

/** An activation's gradient as a kernel of its own: linear in dy, and a function of the input or of the output. */
interface ActivationGradient {
  readonly saved: 'input' | 'output';
  /** dx from dy and the saved tensor. */
  readonly kernel: (dy: tf.TensorInfo, saved: tf.TensorInfo, attrs: Attributes) => tf.Tensor;
  /** Gradient of dx in the saved tensor, from that in dx; absent where it is 0. */
  readonly second?: (ddx: tf.Tensor, dy: tf.Tensor, saved: tf.Tensor) => tf.Tensor;
}

const T = FLOAT;
const ACTIVATIONS: Readonly<Record<string, ActivationGradient>> = {
  // Both look at the sign only, which input and output share. Of ReLU the input is saved, which keeps the graph
  // optimizer from fusing it with the product before: oneDNN's fused ReLU makes 0 of NaN, and training would go on with
  // broken weights. Of leaky ReLU the output is saved, since the optimizer tries to fuse it all the same and fails.
  Relu: { saved: 'input', kernel: (dy, x) => execute('ReluGrad', [dy, x], { T }) },
  LeakyRelu: {
    saved: 'output',
    kernel: (dy, y, { alpha = 0.2 }) => {
      if (alpha < 0) throw new RangeError(`expected alpha to be at least 0, but got ${alpha}`);
      return execute('LeakyReluGrad', [dy, y], { alpha: float(alpha), T });
    },
  },
  Elu: {
    saved: 'output',
    kernel: (dy, y) => execute('EluGrad', [dy, y], { T }),
    // y' = y + 1 below 0 and 1 above.
    second: (ddx, dy, y) => tf.mul(tf.mul(ddx, dy), tf.less(y, 0)),
  },
  Sigmoid: {
    saved: 'output',
    kernel: (dy, y) => execute('SigmoidGrad', [y, dy], { T }),
    // y' = y (1 - y)
    second: (ddx, dy, y) => tf.mul(tf.mul(ddx, dy), tf.sub(1, tf.mul(2, y))),
  },
  Tanh: {
    saved: 'output',
    kernel: (dy, y) => execute('TanhGrad', [y, dy], { T }),
    // y' = 1 - y²
    second: (ddx, dy, y) => tf.mul(tf.mul(ddx, dy), tf.mul(-2, y)),
  },
  Softplus: {
    saved: 'input',
    kernel: (dy, x) => execute('SoftplusGrad', [dy, x], { T }),
    // y' = sigmoid(x)
    second: (ddx, dy, x) => gradientKernel('Sigmoid', tf.mul(ddx, dy), tf.sigmoid(x)),
  },
};

function gradientKernel(
  activation: string,
  dy: tf.Tensor,
  saved: tf.Tensor,
  attrs: Attributes = {},
): tf.Tensor {
  return run(`${activation}Grad`, { dy, saved }, attrs);
}

/** Gradients of activations as one native kernel each, which can be differentiated again. */
export function installActivations(): void {
  for (const [activation, { saved, kernel, second }] of Object.entries(ACTIVATIONS)) {
    replaceKernel<Attributes>(`${activation}Grad`, ({ inputs, attrs }) =>
      kernel(inputs.dy, inputs.saved, attrs),
    );
    replaceGradient<Attributes>(activation, {
      ...(saved === 'input' ? { inputs: ['x'] } : { outputs: [true] }),
      gradients: (dy, [xOrY], attrs) => ({ x: () => gradientKernel(activation, dy, xOrY, attrs) }),
    });
    replaceGradient<Attributes>(`${activation}Grad`, {
      inputs: ['dy', 'saved'],
      gradients: (ddx, [dy, xOrY], attrs) => ({
        dy: () => gradientKernel(activation, ddx, xOrY, attrs),
        saved: () => (second ? second(ddx, dy, xOrY) : tf.zerosLike(xOrY)),
      }),
    });
  }
}
