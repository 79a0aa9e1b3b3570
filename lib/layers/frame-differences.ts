import { tf } from '../backend';
import { requirePositive } from '../check';
import { stepsAlong } from '../metrics/sharpness';
import { type LayerInput, type LayerOptions, type LayerShape, layerArgs, onlyShape, onlyTensor } from './input'; // prettier-ignore

/** How large differences are beside what they are of. */
export interface FrameDifferencesOptions extends LayerOptions {
  /** What the change from one frame to the next is divided by, above 0: its standard deviation in the data. */
  readonly first: number;
  /** What the change of that change is divided by, above 0. */
  readonly second: number;
}

class FrameDifferences extends tf.layers.Layer {
  static readonly className = 'FrameDifferences';
  private readonly first: number;
  private readonly second: number;

  constructor(options: FrameDifferencesOptions) {
    super(layerArgs(options));
    this.first = requirePositive('first', options.first);
    this.second = requirePositive('second', options.second);
  }

  override computeOutputShape(inputShape: LayerShape | LayerShape[]): LayerShape {
    const [batch, frames, channels, ...rest] = onlyShape(inputShape);
    if (
      typeof frames !== 'number' ||
      frames < 3 ||
      typeof channels !== 'number' ||
      rest.length > 0
    ) {
      throw new RangeError(
        `expected sequences [batch, at least 3 frames, channels], but got [${onlyShape(inputShape)}]`,
      );
    }
    return [batch, frames, 3 * channels];
  }

  override call(inputs: LayerInput): tf.Tensor {
    return tf.tidy(() => {
      const x = onlyTensor(inputs) as tf.Tensor3D; // computeOutputShape has checked it
      const steps = stepsAlong(x, 1) as tf.Tensor3D; // of its rank
      const turns = stepsAlong(steps, 1) as tf.Tensor3D;
      const from = (some: tf.Tensor3D, missing: number, scale: number) =>
        tf.div(tf.pad(some, [[0, 0], [missing, 0], [0, 0]]), scale); // prettier-ignore
      return tf.concat([x, from(steps, 1, this.first), from(turns, 2, this.second)], 2);
    });
  }

  override getConfig(): tf.serialization.ConfigDict {
    return { ...super.getConfig(), first: this.first, second: this.second };
  }
}
tf.serialization.registerClass(FrameDifferences);

/**
 * A layer that puts beside each frame of a sequence how it has changed since the one before, and how that change has changed:
 * `[batch, frames, channels]` → `[batch, frames, 3 · channels]`; where there is no frame before, 0.
 *
 * As D's first layer it shows trembling, which is small in the frames and large in what changes.
 *
 * @throws RangeError when a scale is not above 0, or sequences are shorter than three frames
 */
export function frameDifferences(options: FrameDifferencesOptions): tf.layers.Layer {
  return new FrameDifferences(options);
}
