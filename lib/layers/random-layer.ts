import { tf } from '../backend';
import { requireInteger } from '../check';
import { Random } from '../random';
import {
  type LayerInput,
  type LayerOptions,
  type LayerShape,
  layerArgs,
  onlyTensor,
} from './input';

/** What a layer is given that draws numbers. */
export interface RandomLayerOptions extends LayerOptions {
  /**
   * Which numbers the layer draws. Integer from 0 to 2³¹ − 1; two layers of one kind and seed draw the same. Other
   * kinds, and a {@link Random} of that seed, draw others.
   */
  readonly seed: number;
}

/**
 * A layer that changes its input at random in training, and hands it on as it is otherwise.
 *
 * The n-th call in training draws from a key that is a function of the seed and n. The counter n is a weight that no
 * optimizer moves, float32 `[]`: it lives on in a compiled step and is saved with the network, so that a training goes on with the
 * numbers that would have come next. It counts exactly up to 2²⁴, some 5 million steps of two players.
 */
export abstract class RandomLayer extends tf.layers.Layer {
  private counter!: tf.LayerVariable; // set by build, which tfjs calls before the first call
  private readonly seed: number;
  private readonly keySeed: number;

  /** @param label sets the numbers of this kind of layer apart from all other draws of the same seed */
  constructor(options: RandomLayerOptions, label: number) {
    super(layerArgs(options));
    this.seed = requireInteger('seed', options.seed, { min: 0, max: 2 ** 31 - 1 });
    this.keySeed = new Random(this.seed).fork(label).state.seed;
  }

  override build(_inputShape: LayerShape | LayerShape[]): void {
    this.counter = this.addWeight(
      'counter',
      [],
      'float32',
      tf.initializers.zeros(),
      undefined,
      false,
    );
    this.built = true;
  }

  override computeOutputShape(inputShape: LayerShape | LayerShape[]): LayerShape | LayerShape[] {
    return inputShape;
  }

  override call(inputs: LayerInput, { training }: { training?: boolean }): tf.Tensor {
    return tf.tidy(() => {
      const x = onlyTensor(inputs);
      return training ? this.change(x, this.nextKey()) : x.clone();
    });
  }

  override getConfig(): tf.serialization.ConfigDict {
    return { ...super.getConfig(), seed: this.seed };
  }

  /** The input as it is in training. @param key int32 `[2]`, another at each call */
  protected abstract change(x: tf.Tensor, key: tf.Tensor): tf.Tensor;

  private nextKey(): tf.Tensor {
    const count = this.counter.read();
    const key = tf.concat([
      tf.tensor1d([this.keySeed], 'int32'),
      tf.cast(tf.reshape(count, [1]), 'int32'),
    ]);
    this.counter.write(tf.add(count, 1));
    return key;
  }
}
