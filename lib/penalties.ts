import { tf } from './backend';
import { statelessUniform } from './backend/native';
import { type Examples, listOf } from './data/batches';

/**
 * What a penalty is a function of. All stay the caller's.
 *
 * Where a critic takes several tensors for an example, as the atoms and bonds of a molecule, `real` and `fake` are lists of
 * them, and so is what `discriminate` is given. What D is told beside the example, such as a label, is not among them:
 * `discriminate` holds it.
 */
export interface PenaltyInputs<E extends Examples = tf.Tensor> {
  /** `[batch, ...exampleShape]` */
  readonly real: E;
  /** Of the shape of `real`. */
  readonly fake: E;
  /** Int32 `[2]`, a {@link Random.key}: of what the penalty draws. */
  readonly key: tf.Tensor;
  /** Examples `[batch, ...exampleShape]` → logits, or a critic's scores, `[batch, 1]`. */
  readonly discriminate: (examples: E) => tf.Tensor;
}

/** A term to add to D's loss: a scalar of at least 0, a pure function of the inputs and D's weights; the caller disposes. */
export type Penalty = <E extends Examples>(inputs: PenaltyInputs<E>) => tf.Scalar;

/** How much a penalty counts. */
export interface PenaltyOptions {
  /** A number of at least 0. Default 10, as in both papers' experiments. */
  readonly weight?: number;
}

const DEFAULT_WEIGHT = 10;

/**
 * The gradient penalty of WGAN-GP: weight · E[(‖∇D(x̂)‖ − 1)²], which holds the slope of D near 1 between the data and the
 * fakes. 0 where the slope is 1, the weight itself where D is flat.
 *
 * Each x̂ = ε x + (1 − ε) G(z) lies between a real and a fake, ε uniform in [0, 1) and of its own for each pair. The norm runs
 * over all numbers of an example, of all its tensors. It means what it says while D judges each example by itself, so not with batch
 * normalisation in D; where D packs examples, it is still taken example by example.
 *
 * @throws RangeError when the weight is below 0, or reals and fakes are not of one shape
 * @see Gulrajani et al. 2017, "Improved training of Wasserstein GANs", equation 3 and algorithm 1
 */
export function gradientPenalty({ weight = DEFAULT_WEIGHT }: PenaltyOptions = {}): Penalty {
  requireWeight(weight);
  return ({ real, fake, key, discriminate }) =>
    tf.tidy(() => {
      const [reals, fakes] = [listOf(real), listOf(fake)];
      requireSameShapes(reals, fakes);
      const between = reals.map((x, i) => {
        // One key for all tensors: one ε for all of an example.
        const epsilon = statelessUniform([x.shape[0], ...x.shape.slice(1).fill(1)], key);
        return tf.add(tf.mul(epsilon, x), tf.mul(tf.sub(1, epsilon), fakes[i]));
      });
      const squares = squaredSlopes(discriminate, likeIn(real, between));
      const slopes = tf.sqrt(tf.add(squares, NO_ZERO)); // [batch]
      return tf.mul(weight, tf.mean<tf.Scalar>(tf.square(tf.sub(slopes, 1))));
    });
}

/**
 * The R₁ penalty: weight/2 · E[‖∇D(x)‖²] on the data, D taken before the sigmoid. 0 where D is flat: at the
 * equilibrium it is, and the penalty makes training converge there.
 *
 * @throws RangeError when the weight (γ in the paper) is below 0
 * @see Mescheder et al. 2018, "Which training methods for GANs do actually converge?", section 4.1
 */
export function r1Penalty({ weight = DEFAULT_WEIGHT }: PenaltyOptions = {}): Penalty {
  return flatnessPenalty(weight, ({ real }) => real);
}

/**
 * The R₂ penalty: {@link r1Penalty} on the fakes, weight/2 · E[‖∇D(G(z))‖²].
 *
 * @throws RangeError when the weight is below 0
 * @see Mescheder et al. 2018, section 4.1
 */
export function r2Penalty({ weight = DEFAULT_WEIGHT }: PenaltyOptions = {}): Penalty {
  return flatnessPenalty(weight, ({ fake }) => fake);
}

function flatnessPenalty(
  weight: number,
  where: <E extends Examples>(inputs: PenaltyInputs<E>) => E,
): Penalty {
  requireWeight(weight);
  return (inputs) =>
    tf.tidy(() => {
      const squares = squaredSlopes(inputs.discriminate, where(inputs));
      return tf.mul(weight / 2, tf.mean<tf.Scalar>(squares));
    });
}

/** The root has an infinite slope at 0; this far from it, it has none to speak of, and norms stay what they are. */
const NO_ZERO = 1e-12;

/** ‖∇D(x)‖² of each example, over all axes but the first of all its tensors: `[batch]`. */
function squaredSlopes<E extends Examples>(
  discriminate: PenaltyInputs<E>['discriminate'],
  examples: E,
): tf.Tensor {
  // While an example's score depends on no other example, the gradient of the sum is each one's own.
  const total = (...xs: tf.Tensor[]) => tf.sum(discriminate(likeIn(examples, xs)));
  const squares = tf
    .grads(total)([...listOf(examples)])
    .map((gradient) => tf.sum(tf.square(gradient), gradient.shape.map((_, axis) => axis).slice(1)));
  return squares.reduce((sum, square) => tf.add(sum, square));
}

/** A list of tensors as the critic takes its examples: alone, or as the list. */
const likeIn = <E extends Examples>(examples: E, tensors: readonly tf.Tensor[]): E =>
  (examples instanceof tf.Tensor ? tensors[0] : tensors) as E; // of the kind of `examples`, as chosen here

function requireWeight(weight: number): void {
  if (!(Number.isFinite(weight) && weight >= 0)) {
    throw new RangeError(`expected weight to be a number of at least 0, but got ${weight}`);
  }
}

function requireSameShapes(reals: readonly tf.Tensor[], fakes: readonly tf.Tensor[]): void {
  const [real, fake] = [reals, fakes].map((list) =>
    list.map(({ shape }) => `[${shape}]`).join(', '),
  );
  if (real === fake) return;
  throw new RangeError(`expected real and fake of one shape, but got ${real} and ${fake}`);
}
