import { tf } from '../backend';
import { requireInteger } from '../check';
import type { LayerShape } from './input';
import { SeededLayer, type SeededLayerOptions } from './seeded-layer';

/** The size of a graph convolution. */
export interface RelationalGraphConvolutionOptions extends SeededLayerOptions {
  /** Numbers that stand for a node afterwards. */
  readonly units: number;
}

class RelationalGraphConvolution extends SeededLayer {
  static readonly className = 'RelationalGraphConvolution';
  private readonly units: number;
  // These three are set by build, which tfjs calls before the first call.
  private own!: tf.LayerVariable;
  private relations!: tf.LayerVariable;
  private bias!: tf.LayerVariable;

  constructor(options: RelationalGraphConvolutionOptions) {
    super(options);
    this.units = requireInteger('units', options.units, { min: 1 });
  }

  override build(inputShape: LayerShape | LayerShape[]): void {
    const { features, relations } = sizesOf(inputShape);
    this.own = this.addKernel('own', [features, this.units]);
    this.relations = this.addKernel('relations', [features, relations * this.units]);
    this.bias = this.addZeros('bias', [this.units]);
    this.built = true;
  }

  override computeOutputShape(inputShape: LayerShape | LayerShape[]): LayerShape {
    const [[batch, nodes]] = inputShape as LayerShape[]; // of the two that build has looked at
    return [batch, nodes, this.units];
  }

  override call(inputs: tf.Tensor[]): tf.Tensor {
    return tf.tidy(() => {
      const [nodes, adjacency] = inputs;
      const [[batch, numNodes, features], [, relations]] = [nodes.shape, adjacency.shape];
      const { units } = this;
      const rows = tf.reshape(nodes, [-1, features]);
      const own = tf.add(tf.matMul(rows, this.own.read()), this.bias.read());
      const sent = tf.matMul(rows, this.relations.read());
      const messages = tf.transpose(
        tf.reshape(sent, [batch, numNodes, relations, units]),
        [0, 2, 1, 3], // [batch, relations, nodes, units]
      );
      const received = tf.sum(tf.matMul(adjacency, messages), 1); // [batch, nodes, units]
      return tf.add(tf.reshape(own, received.shape), received);
    });
  }

  override getConfig(): tf.serialization.ConfigDict {
    return { ...super.getConfig(), units: this.units };
  }
}
tf.serialization.registerClass(RelationalGraphConvolution);

function sizesOf(shapes: LayerShape | LayerShape[]): { features: number; relations: number } {
  const [nodes, adjacency] = Array.isArray(shapes[0]) ? (shapes as LayerShape[]) : [];
  const [features, relations] = [nodes?.[2], adjacency?.[1]];
  const isGraph =
    nodes?.length === 3 &&
    adjacency?.length === 4 &&
    adjacency[2] === nodes[1] &&
    adjacency[3] === nodes[1];
  if (isGraph && typeof features === 'number' && typeof relations === 'number') {
    return { features, relations };
  }
  throw new RangeError(
    `expected nodes [batch, n, features] and adjacency [batch, relations, n, n], but got [${nodes ?? shapes}] and ` +
      `[${adjacency ?? 'nothing'}]`,
  );
}

/**
 * A convolution of graphs whose edges are of several kinds: hᵢ′ = W₀ hᵢ + b + Σᵣ Σⱼ Aᵣᵢⱼ Wᵣ hⱼ. Each node adds what its
 * neighbours send, by a matrix for each kind of edge. Of a molecule, nodes are atoms and relations the kinds of bond
 * ("none" left out); of a generator, A may hold shares between 0 and 1.
 *
 * Sums, not means: a sum counts neighbours, which decides whether an atom's valence is kept.
 *
 * (relations + 1) · features · units + units parameters; any activation comes after it.
 *
 * @returns a layer of two inputs, nodes `[batch, n, features]` and adjacency `[batch, relations, n, n]` → `[batch, n,
 *   units]`
 * @throws RangeError when `units` is no integer above 0
 * @see Schlichtkrull et al. 2018, "Modeling relational data with graph convolutional networks", equation 2 with c = 1;
 *   De Cao and Kipf 2018, "MolGAN: an implicit generative model for small molecular graphs", equation 6, where it is
 */
export function relationalGraphConvolution(
  options: RelationalGraphConvolutionOptions,
): tf.layers.Layer {
  return new RelationalGraphConvolution(options);
}
