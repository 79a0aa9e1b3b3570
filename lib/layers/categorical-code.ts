import { tf } from '../backend';
import { requireInteger } from '../check';
import {
  type LayerInput,
  type LayerOptions,
  type LayerShape,
  layerArgs,
  onlyShape,
  onlyTensor,
} from './input';

/** How many categories a code tells apart. */
export interface CategoricalCodeOptions extends LayerOptions {
  /** 2 to the length of z. */
  readonly categories: number;
}

class CategoricalCode extends tf.layers.Layer {
  static readonly className = 'CategoricalCode';
  private readonly categories: number;

  constructor(options: CategoricalCodeOptions) {
    super(layerArgs(options));
    this.categories = requireInteger('categories', options.categories, { min: 2 });
  }

  override build(inputShape: LayerShape | LayerShape[]): void {
    const [, size, ...rest] = onlyShape(inputShape);
    if (typeof size !== 'number' || size < this.categories || rest.length > 0) {
      throw new RangeError(
        `expected z of shape [batch, n], n at least ${this.categories}, but got [${inputShape}]`,
      );
    }
    this.built = true;
  }

  override computeOutputShape(inputShape: LayerShape | LayerShape[]): LayerShape {
    return onlyShape(inputShape);
  }

  override call(inputs: LayerInput): tf.Tensor {
    return tf.tidy(() => {
      const z = onlyTensor(inputs);
      const { categories } = this;
      const category = tf.argMax(z.slice([0, 0], [-1, categories]), 1);
      const code = tf.mul(
        tf.cast(tf.oneHot(category, categories), 'float32'),
        Math.sqrt(categories),
      );
      return z.shape[1] === categories ? code : tf.concat([code, z.slice([0, categories])], 1);
    });
  }

  override getConfig(): tf.serialization.ConfigDict {
    return { ...super.getConfig(), categories: this.categories };
  }
}
tf.serialization.registerClass(CategoricalCode);

/**
 * A layer that makes a draw from `categories` equally likely categories of the first so many numbers of z ~ N(0, 1):
 * they become √categories where the largest was and 0 elsewhere, which leaves their mean square as it was.
 * The rest of z stays.
 *
 * The first layer of a generator of things that come in separate kinds, such as digits: from a z that is continuous all
 * through, some values must lie between two kinds. Nobody tells the generator what a category should be, and no
 * gradient goes into the first numbers of z.
 *
 * @returns a layer `[batch, n]` → `[batch, n]` that throws a RangeError when n is below `categories`
 * @see Chen et al. 2016, "InfoGAN", section 4 and appendix C.1, whose ten-way code this is, without its loss on the
 *   code; Gurumurthy et al. 2017, "DeLiGAN: generative adversarial networks for diverse and limited data",
 *   for mixtures as z
 */
export function categoricalCode(options: CategoricalCodeOptions): tf.layers.Layer {
  return new CategoricalCode(options);
}
