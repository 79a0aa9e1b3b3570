import { tf } from '../backend';
import { requireInteger } from '../check';
import { ATOM_KINDS, MOLECULE_SIZE } from '../data/molecule-graph';
import { type GumbelSoftmaxOptions, gumbelSoftmax } from '../discrete-outputs';
import { graphAggregation } from '../layers/graph-aggregation';
import { relationalGraphConvolution } from '../layers/relational-graph-convolution';
import { glorotUniform, seedOfLayer } from './initializer';
import { type Symbolic, through } from './symbolic';

/** Sizes of the generator of molecules. */
export interface MoleculeGeneratorOptions {
  /** Length of z. Default 32. */
  readonly latentDim?: number;
  /** Draws the initial weights. Integer from 0 to 2³¹ − 1. */
  readonly seed: number;
}

/**
 * Molecules as a discriminator takes them: of each atom its kind, `[batch, 9, 5]`, and between each two their single,
 * double or triple bond, `[batch, 3, 9, 9]`, symmetric. Of the data all are 0 or 1, as of `hard` draws.
 */
export type MoleculeTensors = readonly [atoms: tf.Tensor3D, bonds: tf.Tensor4D];

const NUM_ATOM_KINDS = ATOM_KINDS.length;
/** Bonds between two atoms: none, single, double or triple. */
const NUM_BOND_KINDS = 4;
/** Pairs of atoms: each but once. */
const PAIRS = Array.from({ length: MOLECULE_SIZE }, (_, j) =>
  Array.from({ length: j }, (_, i) => [i, j] as const),
).flat();
const NUM_ATOM_LOGITS = MOLECULE_SIZE * NUM_ATOM_KINDS;
const NUM_LOGITS = NUM_ATOM_LOGITS + PAIRS.length * NUM_BOND_KINDS;
const HIDDEN_UNITS = [128, 256, 512];

/**
 * MolGAN's generator: z `[batch, 32]` → dense 128, 256 and 512, with leaky ReLU → logits `[batch, 189]`, of which
 * {@link drawMoleculeTensors} makes molecules: five of each of nine atoms, then four of each of the 36 pairs.
 *
 * 32·128 + 128 + 128·256 + 256 + 256·512 + 512 + 512·189 + 189 = 265,789 parameters.
 *
 * @returns a model that the caller disposes
 * @throws RangeError when `latentDim` is no integer above 0
 * @see De Cao and Kipf 2018, "MolGAN: an implicit generative model for small molecular graphs", section 3.1; unlike
 *   there, leaky ReLU, and one logit for a pair instead of the mean of two
 */
export function buildMoleculeGenerator(options: MoleculeGeneratorOptions): tf.LayersModel {
  const { latentDim = 32, seed } = options;
  requireInteger('latentDim', latentDim, { min: 1 });
  return tf.sequential({
    name: 'generator',
    layers: [
      tf.layers.inputLayer({ inputShape: [latentDim] }),
      ...HIDDEN_UNITS.flatMap((units, i) =>
        dense(`hidden_${i + 1}`, units, glorotUniform(seed, i)),
      ),
      tf.layers.dense({
        name: 'logits',
        units: NUM_LOGITS,
        kernelInitializer: glorotUniform(seed, HIDDEN_UNITS.length),
      }),
    ],
  });
}

/** How {@link drawMoleculeTensors} draws. */
export interface MoleculeDrawOptions extends Omit<GumbelSoftmaxOptions, 'key'> {
  /** Int32 `[2]` each, {@link Draw.key}s: of which atoms and of which bonds are drawn. */
  readonly keys: readonly [atoms: tf.Tensor, bonds: tf.Tensor];
}

/**
 * Molecules drawn from the logits of {@link buildMoleculeGenerator} by {@link gumbelSoftmax}, so that they have a
 * gradient. Each pair of atoms is drawn once: bonds are symmetric.
 *
 * @param logits `[batch, 189]`; stay the caller's
 * @returns kinds of atoms and of bonds; the caller disposes both
 * @throws RangeError when the logits have another shape, or the temperature is not above 0
 */
export function drawMoleculeTensors(
  logits: tf.Tensor,
  { keys, ...how }: MoleculeDrawOptions,
): MoleculeTensors {
  const [batch, numLogits, ...rest] = logits.shape;
  if (numLogits !== NUM_LOGITS || rest.length > 0) {
    throw new RangeError(`expected logits [batch, ${NUM_LOGITS}], but got [${logits.shape}]`);
  }
  const made = tf.tidy(() => {
    const [ofAtoms, ofPairs] = tf.split(logits, [NUM_ATOM_LOGITS, NUM_LOGITS - NUM_ATOM_LOGITS], 1);
    const atoms = tf.reshape<tf.Rank.R3>(ofAtoms, [batch, MOLECULE_SIZE, NUM_ATOM_KINDS]);
    const pairs = tf.reshape<tf.Rank.R3>(ofPairs, [batch, PAIRS.length, NUM_BOND_KINDS]);
    const [atomKey, bondKey] = keys;
    return {
      atoms: gumbelSoftmax(atoms, { key: atomKey, ...how }),
      bonds: toMatrices(gumbelSoftmax(pairs, { key: bondKey, ...how })),
    };
  });
  return [made.atoms, made.bonds];
}

/** Kinds of bonds of each pair, `[batch, 36, 4]`, as a symmetric matrix for each kind but none, `[batch, 3, 9, 9]`. */
function toMatrices(pairs: tf.Tensor3D): tf.Tensor4D {
  const batch = pairs.shape[0];
  const kinds = NUM_BOND_KINDS - 1;
  const bonds = tf.transpose(tf.slice(pairs, [0, 0, 1], [batch, PAIRS.length, kinds]), [0, 2, 1]);
  const places = tf.tensor2d(
    PAIRS.map(([i, j]) =>
      Array.from({ length: MOLECULE_SIZE ** 2 }, (_, place) =>
        place === i * MOLECULE_SIZE + j || place === j * MOLECULE_SIZE + i ? 1 : 0,
      ),
    ),
  );
  const rows = tf.matMul(tf.reshape<tf.Rank.R2>(bonds, [-1, PAIRS.length]), places);
  return tf.reshape(rows, [batch, kinds, MOLECULE_SIZE, MOLECULE_SIZE]);
}

/**
 * MolGAN's discriminator, or critic: {@link MoleculeTensors} → two relational graph convolutions, 64 and 128 numbers an
 * atom, with leaky ReLU → the sum over atoms, 128 numbers a molecule, of which the atoms' kinds have a part → dense 128
 * → a logit or score `[batch, 1]`. How the atoms are numbered makes no difference to it, and batch statistics none: R₁
 * and the gradient penalty may be added.
 *
 * 4·5·64 + 64 + 4·64·128 + 128 + 2·(133 + 1)·128 + 128·128 + 128 + 128 + 1 = 85,185 parameters.
 *
 * @returns a model of two inputs that the caller disposes
 * @see De Cao and Kipf 2018, section 3.2 and equations 6 and 7; Schlichtkrull et al. 2018, "Modeling relational data
 *   with graph convolutional networks"
 */
export function buildMoleculeDiscriminator({ seed }: Pick<MoleculeGeneratorOptions, 'seed'>) {
  const atoms = tf.input({ shape: [MOLECULE_SIZE, NUM_ATOM_KINDS], name: 'atoms' });
  const bonds = tf.input({
    shape: [NUM_BOND_KINDS - 1, MOLECULE_SIZE, MOLECULE_SIZE],
    name: 'bonds',
  });
  const convolve = (name: string, units: number, nodes: Symbolic, layer: number) => {
    const convolution = relationalGraphConvolution({ name, units, seed: seedOfLayer(seed, layer) });
    return through([leaky(name)], convolution.apply([nodes, bonds]) as Symbolic); // nodes again
  };
  const near = convolve('near', 64, atoms, 4);
  const far = convolve('far', 128, near, 5);
  const told = tf.layers.concatenate({ name: 'told' }).apply([far, atoms]) as Symbolic;
  const logit = through(
    [
      graphAggregation({ name: 'molecule', units: 128, seed: seedOfLayer(seed, 6) }),
      ...dense('features', 128, glorotUniform(seed, 7)),
      tf.layers.dense({ name: 'logit', units: 1, kernelInitializer: glorotUniform(seed, 8) }),
    ],
    told,
  );
  return tf.model({ name: 'discriminator', inputs: [atoms, bonds], outputs: logit });
}

const leaky = (name: string) => tf.layers.leakyReLU({ name: `${name}_leak`, alpha: 0.2 });

const dense = (
  name: string,
  units: number,
  kernelInitializer: ReturnType<typeof glorotUniform>,
) => [tf.layers.dense({ name, units, kernelInitializer }), leaky(name)];
