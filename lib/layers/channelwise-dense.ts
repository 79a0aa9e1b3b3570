import { tf } from '../backend';
import { type LayerInput, type LayerShape, onlyShape, onlyTensor } from './input';
import { SeededLayer, type SeededLayerOptions } from './seeded-layer';

class ChannelwiseDense extends SeededLayer {
  static readonly className = 'ChannelwiseDense';
  private kernel!: tf.LayerVariable; // set by build, which tfjs calls before the first call

  override build(inputShape: LayerShape | LayerShape[]): void {
    const [, height, width, channels, ...rest] = onlyShape(inputShape);
    if (!height || !width || !channels || rest.length > 0) {
      throw new RangeError(
        `expected images [batch, height, width, channels] of known sizes, but got [${inputShape}]`,
      );
    }
    const places = height * width;
    this.kernel = this.addKernel('kernel', [channels, places, places]);
    this.built = true;
  }

  override computeOutputShape(inputShape: LayerShape | LayerShape[]): LayerShape {
    return onlyShape(inputShape);
  }

  override call(inputs: LayerInput): tf.Tensor {
    return tf.tidy(() => {
      const x = onlyTensor(inputs);
      const [batch, height, width, channels] = x.shape;
      const rows = tf.reshape<tf.Rank.R3>(x, [batch, height * width, channels]);
      const byChannel = tf.transpose(rows, [2, 0, 1]); // [channels, batch, places]
      const mixed = tf.matMul<tf.Tensor3D>(byChannel, this.kernel.read() as tf.Tensor3D); // as addKernel has made it
      return tf.reshape(tf.transpose(mixed, [1, 2, 0]), x.shape);
    });
  }
}
tf.serialization.registerClass(ChannelwiseDense);

/**
 * A layer that brings news from every place of an image to every other one: each channel by itself goes through a dense
 * layer of its own over its places, without bias. `[batch, h, w, c]` → the same shape; c·(h·w)² parameters, where a
 * dense layer of all would have c²·(h·w)².
 *
 * Convolutions move news by their few pixels only. No channel learns of another here: a convolution of 1×1 after it
 * sees to that.
 *
 * @throws RangeError when the input is no image, or its size is not known
 * @see Pathak et al. 2016, "Context encoders: feature learning by inpainting", section 3.1, "channel-wise
 *   fully-connected layer"
 */
export function channelwiseDense(options: SeededLayerOptions): tf.layers.Layer {
  return new ChannelwiseDense(options);
}
