import { tf } from '../backend';
import { requireInteger } from '../check';
import { type LayerInput, type LayerShape, onlyShape, onlyTensor } from './input';
import { SeededLayer, type SeededLayerOptions } from './seeded-layer';

/** The size of what stands for a graph. */
export interface GraphAggregationOptions extends SeededLayerOptions {
  /** Numbers that stand for the graph. */
  readonly units: number;
}

class GraphAggregation extends SeededLayer {
  static readonly className = 'GraphAggregation';
  private readonly units: number;
  private kernel!: tf.LayerVariable; // both are set by build, which tfjs calls before the first call
  private bias!: tf.LayerVariable;

  constructor(options: GraphAggregationOptions) {
    super(options);
    this.units = requireInteger('units', options.units, { min: 1 });
  }

  override build(inputShape: LayerShape | LayerShape[]): void {
    const [, , features, ...rest] = onlyShape(inputShape);
    if (typeof features !== 'number' || rest.length > 0) {
      throw new RangeError(`expected nodes [batch, n, features], but got [${inputShape}]`);
    }
    this.kernel = this.addKernel('kernel', [features, 2 * this.units]);
    this.bias = this.addZeros('bias', [2 * this.units]);
    this.built = true;
  }

  override computeOutputShape(inputShape: LayerShape | LayerShape[]): LayerShape {
    return [onlyShape(inputShape)[0], this.units];
  }

  override call(inputs: LayerInput): tf.Tensor {
    return tf.tidy(() => {
      const nodes = onlyTensor(inputs);
      const [batch, numNodes, features] = nodes.shape;
      const rows = tf.reshape(nodes, [-1, features]);
      const both = tf.add(tf.matMul(rows, this.kernel.read()), this.bias.read());
      const [gate, content] = tf.split(both, 2, 1);
      const gated = tf.mul(tf.sigmoid(gate), tf.tanh(content));
      return tf.tanh(tf.sum(tf.reshape(gated, [batch, numNodes, this.units]), 1));
    });
  }

  override getConfig(): tf.serialization.ConfigDict {
    return { ...super.getConfig(), units: this.units };
  }
}
tf.serialization.registerClass(GraphAggregation);

/**
 * A layer that makes one list of numbers in (−1, 1) of a graph's nodes, whatever their order: tanh(Σᵥ σ(i(hᵥ)) ⊙
 * tanh(j(hᵥ))), where i and j are dense. σ(i) decides how much a node has to say.
 *
 * 2 · (features + 1) · units parameters.
 *
 * @returns a layer nodes `[batch, n, features]` → `[batch, units]`
 * @throws RangeError when `units` is no integer above 0
 * @see Li et al. 2016, "Gated graph sequence neural networks", equation 7; De Cao and Kipf 2018, "MolGAN: an implicit
 *   generative model for small molecular graphs", equation 7. Both give i and j the node's first numbers too: join them
 *   before, if wanted
 */
export function graphAggregation(options: GraphAggregationOptions): tf.layers.Layer {
  return new GraphAggregation(options);
}
