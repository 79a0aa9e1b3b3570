import { tf } from '../backend';
import { run } from '../backend/register';
import { requireInteger } from '../check';
import {
  type LayerInput,
  type LayerOptions,
  type LayerShape,
  layerArgs,
  onlyShape,
  onlyTensor,
} from './input';

/** The size of a block. */
export interface BlockOptions extends LayerOptions {
  /** Height and width of the block of pixels that stands for the channels of one, at least 2. */
  readonly block: number;
}

const times = (size: number | null, n: number) => (size === null ? null : size * n);
const over = (size: number | null, n: number) => (size === null ? null : size / n);

abstract class BlockLayer extends tf.layers.Layer {
  protected readonly block: number;

  constructor(options: BlockOptions) {
    super(layerArgs(options));
    this.block = requireInteger('block', options.block, { min: 2 });
  }

  override call(inputs: LayerInput): tf.Tensor {
    return tf.tidy(() =>
      run(
        this.kernelName,
        { x: onlyTensor(inputs) },
        { blockSize: this.block, dataFormat: 'NHWC' },
      ),
    );
  }

  override getConfig(): tf.serialization.ConfigDict {
    return { ...super.getConfig(), block: this.block };
  }

  protected abstract readonly kernelName: string;
}

class DepthToSpace extends BlockLayer {
  static readonly className = 'DepthToSpace';
  protected override readonly kernelName = 'DepthToSpace';

  override build(inputShape: LayerShape | LayerShape[]): void {
    const shape = onlyShape(inputShape);
    const channels = this.block ** 2;
    if (shape.length !== 4 || (shape[3] ?? 1) % channels !== 0) {
      throw new RangeError(
        `expected images [batch, height, width, channels] of a multiple of ${channels} channels, but got [${shape}]`,
      );
    }
    this.built = true;
  }

  override computeOutputShape(inputShape: LayerShape | LayerShape[]): LayerShape {
    const [batch, height, width, channels] = onlyShape(inputShape);
    const { block } = this;
    return [batch, times(height, block), times(width, block), over(channels, block ** 2)];
  }
}
tf.serialization.registerClass(DepthToSpace);

class SpaceToDepth extends BlockLayer {
  static readonly className = 'SpaceToDepth';
  protected override readonly kernelName = 'SpaceToDepth';

  override build(inputShape: LayerShape | LayerShape[]): void {
    const shape = onlyShape(inputShape);
    const isUneven = shape.slice(1, 3).some((size) => (size ?? 0) % this.block !== 0);
    if (shape.length !== 4 || isUneven) {
      throw new RangeError(
        `expected images [batch, height, width, channels] of a height and a width divisible by ${this.block}, ` +
          `but got [${shape}]`,
      );
    }
    this.built = true;
  }

  override computeOutputShape(inputShape: LayerShape | LayerShape[]): LayerShape {
    const [batch, height, width, channels] = onlyShape(inputShape);
    const { block } = this;
    return [batch, over(height, block), over(width, block), times(channels, block ** 2)];
  }
}
tf.serialization.registerClass(SpaceToDepth);

/**
 * A layer that makes a block of pixels of the channels of each: `[batch, h, w, c·block²]` → `[batch, h·block, w·block,
 * c]`. After a convolution it is the sub-pixel convolution of super-resolution: the network works at the low
 * resolution, and only its last step at the high one.
 *
 * @returns a layer that throws a RangeError on channels that `block`² does not divide
 * @throws RangeError when `block` is no integer above 1
 * @see Shi et al. 2016, "Real-time single image and video super-resolution using an efficient sub-pixel convolutional
 *   neural network", section 2.2; channels in TensorFlow's order, in which a pixel of the block has neighbouring
 *   channels
 */
export function depthToSpace(options: BlockOptions): tf.layers.Layer {
  return new DepthToSpace(options);
}

/**
 * The inverse of {@link depthToSpace}: a layer that lays each block of pixels one over the other, `[batch, h, w, c]` →
 * `[batch, h/block, w/block, c·block²]`. Nothing is lost, and what follows has `block`² times fewer places to go
 * through.
 *
 * @returns a layer that throws a RangeError on images that `block` does not divide
 * @throws RangeError when `block` is no integer above 1
 */
export function spaceToDepth(options: BlockOptions): tf.layers.Layer {
  return new SpaceToDepth(options);
}
