import { tf } from '../backend';
import { type LayerOptions, type LayerShape, layerArgs } from './input';

class Modulation extends tf.layers.Layer {
  static readonly className = 'Modulation';

  override computeOutputShape(inputShape: LayerShape | LayerShape[]): LayerShape {
    const [features, style] = Array.isArray(inputShape[0]) ? (inputShape as LayerShape[]) : [];
    const channels = features?.[features.length - 1];
    if (typeof channels === 'number' && style?.length === 2 && style[1] === 2 * channels) {
      return features;
    }
    throw new RangeError(
      `expected features [batch, ...places, channels] and styles [batch, 2 · channels], but got ` +
        `[${features ?? inputShape}] and [${style ?? 'nothing'}]`,
    );
  }

  override call(inputs: tf.Tensor[]): tf.Tensor {
    return tf.tidy(() => {
      const [features, style] = inputs;
      const channels = features.shape[features.shape.length - 1]!;
      const places = features.shape.slice(1, -1).map(() => 1);
      const [scale, shift] = tf
        .split(style, 2, 1)
        .map((part) => tf.reshape(part, [-1, ...places, channels]));
      return tf.add(tf.mul(features, tf.add(1, scale)), shift);
    });
  }
}
tf.serialization.registerClass(Modulation);

/**
 * A layer that scales and shifts each channel of each example by what a style says: y = (1 + s)·x + b, with s and b the
 * two halves of the style. On normalised features it is the second half of adaptive instance normalisation.
 *
 * @returns a layer of `[features [batch, ...places, channels], style [batch, 2 · channels]]` → the features' shape
 * @throws RangeError when they do not fit
 * @see Karras et al. 2019, "A style-based generator architecture for generative adversarial networks", section 2,
 *   equation 1; Perez et al. 2018, "FiLM: visual reasoning with a general conditioning layer", section 2.1
 */
export function modulation(options: LayerOptions = {}): tf.layers.Layer {
  return new Modulation(layerArgs(options));
}
