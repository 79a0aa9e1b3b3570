import { tf } from './tfjs';

/** What this file needs of tfjs-layers' Dense and Conv2D. */
interface LinearLayer {
  readonly kernel: Weight;
  readonly bias: Weight | null;
  readonly activation: { apply(x: tf.Tensor): tf.Tensor } | null;
  readonly strides: [number, number];
  readonly padding: string;
  readonly dataFormat: string;
  readonly dilationRate: [number, number];
  invokeCallHook(inputs: tf.Tensor | tf.Tensor[], kwargs: object): void;
}
type Weight = Pick<tf.LayerVariable, 'read'>;
type Call = (
  this: LinearLayer,
  inputs: tf.Tensor | tf.Tensor[],
  kwargs: object,
) => tf.Tensor | tf.Tensor[];
/** Product with the kernel, or undefined where the layer's own way is the one to go. */
type Product = (layer: LinearLayer, x: tf.Tensor) => tf.Tensor | undefined;

/**
 * Lets `tf.layers.dense` and `tf.layers.conv2d` call matMul or conv2d, add and the activation one after another.
 *
 * Their fused operations are no faster in tfjs-node. `tf.fused.matMul` reshapes its matrices to batches and back, and
 * both compute the gradient in the input even for a network's first layer, where nobody asks for it.
 */
export function installLayers(): void {
  // Named, so that the numbers in the names of the user's layers still start at 1.
  const dense = tf.layers.dense({ units: 1, name: 'pattern' });
  const conv2d = tf.layers.conv2d({ filters: 1, kernelSize: 1, name: 'pattern' });
  replaceCall(dense, (layer, x) =>
    // A dense layer's kernel is a matrix.
    x.rank === 2 ? tf.matMul(x, layer.kernel.read() as tf.Tensor) : undefined,
  );
  replaceCall(conv2d, (layer, x) => {
    const { strides, padding, dataFormat, dilationRate } = layer;
    if (dataFormat !== 'channelsLast' || (padding !== 'same' && padding !== 'valid')) {
      return undefined;
    }
    // Channels last, the input is [batch, height, width, channels], and the kernel of rank 4.
    const [images, filter] = [x as tf.Tensor4D, layer.kernel.read() as tf.Tensor4D];
    return tf.conv2d(images, filter, strides, padding, 'NHWC', dilationRate);
  });
}

function replaceCall(layer: tf.layers.Layer, product: Product): void {
  // The class is not exported; every layer of it shares this prototype. A method may stand on a parent class.
  const prototype = Object.getPrototypeOf(layer) as { call: Call };
  const stock = prototype.call;
  prototype.call = function call(inputs, kwargs) {
    const x = Array.isArray(inputs) ? inputs[0] : inputs;
    const y = tf.tidy(() => {
      const linear = product(this, x);
      if (!linear) return undefined;
      this.invokeCallHook(inputs, kwargs);
      const biased = this.bias ? tf.add(linear, this.bias.read()) : linear;
      return this.activation ? this.activation.apply(biased) : biased;
    });
    return y ?? stock.call(this, inputs, kwargs);
  };
}
