import { tf } from '../backend';
import { type LayerInput, type LayerShape, onlyShape, onlyTensor } from './input';
import { SeededLayer, type SeededLayerOptions } from './seeded-layer';

/** Channels of the input for each channel that places are compared in (the paper's k). */
const FEWER = 8;

class SelfAttention extends SeededLayer {
  static readonly className = 'SelfAttention';
  // These five are set by build, which tfjs calls before the first call.
  private query!: tf.LayerVariable;
  private key!: tf.LayerVariable;
  private value!: tf.LayerVariable;
  private out!: tf.LayerVariable;
  private gamma!: tf.LayerVariable;

  override build(inputShape: LayerShape | LayerShape[]): void {
    const [, , , channels, ...rest] = onlyShape(inputShape);
    if (typeof channels !== 'number' || rest.length > 0) {
      throw new RangeError(
        `expected an input [batch, height, width, channels], but got [${inputShape}]`,
      );
    }
    const inner = Math.max(1, Math.floor(channels / FEWER));
    this.query = this.addKernel('query', [channels, inner]);
    this.key = this.addKernel('key', [channels, inner]);
    this.value = this.addKernel('value', [channels, inner]);
    this.out = this.addKernel('output', [inner, channels]);
    this.gamma = this.addZeros('gamma', []);
    this.built = true;
  }

  override computeOutputShape(inputShape: LayerShape | LayerShape[]): LayerShape {
    return onlyShape(inputShape);
  }

  override call(inputs: LayerInput): tf.Tensor {
    return tf.tidy(() => {
      const x = onlyTensor(inputs);
      const [batch, height, width, channels] = x.shape;
      const rows = tf.reshape(x, [-1, channels]); // a convolution of 1×1 is a product
      const project = (weight: tf.LayerVariable) =>
        tf.reshape(tf.matMul(rows, weight.read()), [batch, height * width, -1]);
      const scores = tf.matMul(project(this.query), project(this.key), false, true);
      const seen = tf.matMul(tf.softmax(scores), project(this.value)); // [batch, places, inner]
      const inner = seen.size / (batch * height * width);
      const out = tf.matMul(tf.reshape(seen, [-1, inner]), this.out.read());
      return tf.add(x, tf.mul(this.gamma.read(), tf.reshape(out, x.shape)));
    });
  }
}
tf.serialization.registerClass(SelfAttention);

/**
 * Self-attention of images: each place looks at all others, by how well its query fits their keys, and adds γ times
 * what it sees. y = x + γ W_v Σᵢ βⱼᵢ W_h xᵢ with βⱼᵢ = softmaxᵢ((W_f xᵢ)ᵀ W_g xⱼ). γ starts at 0, so that a network
 * first learns from what is near.
 *
 * The four matrices join `channels` and channels/8 (at least 1): 4 · channels · ⌊channels/8⌋ + 1 parameters. Time and
 * memory grow with the square of the number of places: for maps of 16×16 and below.
 *
 * @returns a layer `[batch, h, w, c]` → the same shape
 * @see Zhang et al. 2019, "Self-attention generative adversarial networks", section 3, equations 1 to 3
 */
export function selfAttention(options: SeededLayerOptions): tf.layers.Layer {
  return new SelfAttention(options);
}
