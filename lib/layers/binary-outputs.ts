import { tf } from '../backend';
import { straightThroughBinary } from '../discrete-outputs';
import { type LayerInput, type LayerOptions, type LayerShape, layerArgs, onlyTensor } from './input'; // prettier-ignore
import { RandomLayer, type RandomLayerOptions } from './random-layer';

class ThresholdOutputs extends tf.layers.Layer {
  static readonly className = 'ThresholdOutputs';

  constructor(options: LayerOptions) {
    super(layerArgs(options));
  }

  override computeOutputShape(inputShape: LayerShape | LayerShape[]): LayerShape | LayerShape[] {
    return inputShape;
  }

  override call(inputs: LayerInput): tf.Tensor {
    return straightThroughBinary(onlyTensor(inputs));
  }
}
tf.serialization.registerClass(ThresholdOutputs);

/**
 * A generator's last layer for outputs that are 0 or 1: logits → 1 where they are above 0, with the gradient of the sigmoid
 * ({@link straightThroughBinary}).
 *
 * @see Dong and Yang 2018, "Convolutional generative adversarial networks with binary neurons for polyphonic music
 *   generation", section 3.1: deterministic binary neurons
 */
export function thresholdOutputs(options: LayerOptions): tf.layers.Layer {
  return new ThresholdOutputs(options);
}

/** Sets the draws apart from others of one seed; any number that no other kind has. */
const LABEL = 0x6265726e;

class BernoulliOutputs extends RandomLayer {
  static readonly className = 'BernoulliOutputs';

  constructor(options: RandomLayerOptions) {
    super(options, LABEL);
  }

  override call(inputs: LayerInput, options: { training?: boolean }): tf.Tensor {
    return options.training ? super.call(inputs, options) : tf.sigmoid(onlyTensor(inputs));
  }

  protected override change(x: tf.Tensor, key: tf.Tensor): tf.Tensor {
    return straightThroughBinary(x, key);
  }
}
tf.serialization.registerClass(BernoulliOutputs);

/**
 * {@link thresholdOutputs} whose ones are drawn: in training 1 with probability σ(logit), and the gradient of the sigmoid. In
 * use it gives σ(logits), for who draws or thresholds himself.
 *
 * @see Dong and Yang 2018, section 3.1: stochastic binary neurons
 */
export function bernoulliOutputs(options: RandomLayerOptions): tf.layers.Layer {
  return new BernoulliOutputs(options);
}
