import { tf } from '../backend';
import { requireInteger } from '../check';
import { Random } from '../random';
import { type LayerOptions, layerArgs } from './input';

/** What a layer is given whose weights start at random. */
export interface SeededLayerOptions extends LayerOptions {
  /**
   * Draws the weights from Glorot's uniform distribution. Integer from 0 to 2³¹ − 1; two layers of one seed and size
   * start the same.
   */
  readonly seed: number;
}

/** A layer whose weights are drawn from a seed, each with numbers of its own. */
export abstract class SeededLayer extends tf.layers.Layer {
  private readonly seed: number;
  private numDrawn = 0;

  constructor(options: SeededLayerOptions) {
    super(layerArgs(options));
    this.seed = requireInteger('seed', options.seed, { min: 0, max: 2 ** 31 - 1 });
  }

  override getConfig(): tf.serialization.ConfigDict {
    return { ...super.getConfig(), seed: this.seed };
  }

  /** A weight from Glorot's uniform distribution; the last two axes are what goes in and what comes out. */
  protected addKernel(name: string, shape: number[]): tf.LayerVariable {
    const { seed } = new Random(this.seed).fork(this.numDrawn++).state;
    return this.addWeight(name, shape, 'float32', tf.initializers.glorotUniform({ seed }));
  }

  /** A weight that is 0 at first. */
  protected addZeros(name: string, shape: number[]): tf.LayerVariable {
    return this.addWeight(name, shape, 'float32', tf.initializers.zeros());
  }
}
