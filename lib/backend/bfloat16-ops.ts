import type { Graph } from './graph';

type Attributes = Readonly<Record<string, string>>;

interface Rule {
  /** The inputs that are rounded to bfloat16; others, as shapes, stay what they are. */
  readonly rounded: readonly number[];
  /** Only where the first input comes out of bfloat16 anyway, so that nothing is rounded for this op's sake. */
  readonly follows: boolean;
}

const product = (...rounded: number[]): Rule => ({ rounded, follows: false });
const follower = (...rounded: number[]): Rule => ({ rounded, follows: true });

/**
 * What mixed precision computes in bfloat16; nothing else is. Each has one number type `T`, of its first output too.
 *
 * Followers save the way to float32 and back between two products, and oneDNN computes a bias and an activation together
 * with the product before them. Not among them: sums over a batch (BiasAddGrad), which lose digits and gain no time;
 * what losses, norms, penalties and optimizers are made of.
 */
const RULES: Readonly<Record<string, Rule | undefined>> = {
  BatchMatMulV2: product(0, 1),
  Conv2D: product(0, 1),
  Conv2DBackpropFilter: product(0, 2),
  Conv2DBackpropInput: product(1, 2),
  Conv3D: product(0, 1),
  Conv3DBackpropFilterV2: product(0, 2),
  Conv3DBackpropInputV2: product(1, 2),
  MatMul: product(0, 1),

  BiasAdd: follower(0, 1),
  DepthToSpace: follower(0),
  FusedBatchNormGradV3: follower(0, 1), // the statistics of either have a type of their own, float32
  FusedBatchNormV3: follower(0),
  LeakyRelu: follower(0),
  LeakyReluGrad: follower(0, 1),
  Pad: follower(0),
  Relu: follower(0),
  ReluGrad: follower(0, 1),
  Reshape: follower(0),
  ReverseV2: follower(0),
  Transpose: follower(0),
};

const BFLOAT16 = 'type: DT_BFLOAT16';
const FLOAT = 'type: DT_FLOAT';

/** Adds ops to a graph of float32, some of them in bfloat16. */
export class Bfloat16Ops {
  /** The bfloat16 node of a float32 one: rounded from it, once for all who need it, or what it was widened from. */
  private readonly narrow = new Map<string, string>();
  /** Float32 nodes that were widened from bfloat16. */
  private readonly widened = new Set<string>();

  constructor(private readonly graph: Graph) {}

  /** Whether an op with these inputs is computed in bfloat16. */
  takes(op: string, inputs: readonly string[], { T }: Attributes): boolean {
    const rule = RULES[op];
    return rule !== undefined && T === FLOAT && (!rule.follows || this.widened.has(inputs[0]));
  }

  /** Adds an op that {@link takes} says. @returns the node, and its first output in float32 */
  add(op: string, inputs: readonly string[], attributes: Attributes): readonly [string, string] {
    const { rounded } = RULES[op]!; // it is taken
    const own = inputs.map((input, i) => (rounded.includes(i) ? this.round(input) : input));
    const node = this.graph.add(op, own, { ...attributes, T: BFLOAT16 });
    const wide = this.graph.add('Cast', [node], { SrcT: BFLOAT16, DstT: FLOAT }); // dropped where nobody needs it
    this.narrow.set(wide, node);
    this.widened.add(wide);
    return [node, wide];
  }

  private round(input: string): string {
    const known = this.narrow.get(input);
    if (known !== undefined) return known;
    const name = this.graph.add('Cast', [input], { SrcT: FLOAT, DstT: BFLOAT16 });
    this.narrow.set(input, name);
    return name;
  }
}
