import { tf } from '../backend';
import type { OptimizerSettings } from '../backend/optimizer';
import { LOSSES } from '../losses';
import { applyInTraining } from '../models/gan';
import type { Average, Game, Player, PlayerNumbers } from './game';

/** The networks of CycleGAN, which translates pictures of a kind A to a kind B and back. */
export interface CycleganNetworks {
  /** The paper's G: pictures of A, `[batch, height, width, channels]`, → pictures of B of the same size. */
  readonly toB: tf.LayersModel;
  /** The paper's F: pictures of B → pictures of A. */
  readonly toA: tf.LayersModel;
  /** The paper's D_X: pictures of A, real or made, → scores of any shape. Not needed without an adversarial loss. */
  readonly discriminatorA?: tf.LayersModel;
  /** The paper's D_Y, for pictures of B. */
  readonly discriminatorB?: tf.LayersModel;
  /** Nets of one {@link imagePool}, through which the discriminators see fakes. Default: they see the newest ones. */
  readonly poolA?: tf.LayersModel;
  readonly poolB?: tf.LayersModel;
  /** Nets like the first two, whose weights follow theirs as a moving average. Default: none. */
  readonly averagedToB?: tf.LayersModel;
  readonly averagedToA?: tf.LayersModel;
}

/** What each part of the generators' loss counts; 0 leaves it out. */
export interface CycleganWeights {
  /** Default 1. */
  readonly adversarial?: number;
  /** The paper's λ. Default 10. */
  readonly cycle?: number;
  /** Default 5, half of λ. */
  readonly identity?: number;
}

/** How CycleGAN is played. */
export interface CycleganSettings {
  readonly weights?: CycleganWeights;
  readonly generatorSettings: OptimizerSettings;
  readonly discriminatorSettings: OptimizerSettings;
  /** How slowly the averaged generators, if there are any, follow. Default 0.995: about 200 steps. */
  readonly averageDecay?: number;
}

/** The paper's. */
export const CYCLEGAN_WEIGHTS = {
  adversarial: 1,
  cycle: 10, // λ
  identity: 5, // λ / 2, section 5.2
} as const satisfies Required<CycleganWeights>;

/**
 * The mean absolute difference, the distance in which CycleGAN holds a picture to another: 0 for equal ones, 2 between
 * black and white in −1..1.
 *
 * @param wanted of any shape; stays the caller's
 * @param made of the same shape; stays the caller's
 * @returns a scalar that the caller disposes
 * @see Zhu et al. 2017, equation 2, where it is a sum
 */
export function meanDistance(wanted: tf.Tensor, made: tf.Tensor): tf.Scalar {
  return tf.tidy(() => tf.mean<tf.Scalar>(tf.abs(tf.sub(wanted, made))));
}

/**
 * CycleGAN as a game of two players with two networks each. The discriminators tell real pictures of A and of B from made
 * ones. The generators minimise L_GAN(G, D_Y) + L_GAN(F, D_X) + λ L_cyc + ½ λ L_identity, where
 *
 * L_GAN(G, D_Y) = E[(D_Y(G(x)) − 1)²], L_cyc = E[|F(G(x)) − x|] + E[|G(F(y)) − y|] and L_identity = E[|G(y) − y|] +
 * E[|F(x) − x|].
 *
 * A batch is a list of pictures of A and pictures of B, in −1..1, which are no pairs. What stands behind the channels of
 * a picture, such as its latitude, is a condition: a generator is given it and does not change it, and it goes back with
 * what was made; the discriminators see it too.
 *
 * The history has `discriminatorsLoss` and its parts `discriminatorsOfA` and `discriminatorsOfB`; `generatorsLoss` and
 * those of `generatorsAdversarial`, `generatorsCycle` and `generatorsIdentity` that count, without their weights.
 *
 * @throws RangeError when a weight is below 0, none counts, or there is no discriminator for an adversarial loss
 * @see Zhu et al. 2017, "Unpaired image-to-image translation using cycle-consistent adversarial networks", equations 1
 *   to 3, section 4 (least squares, the discriminators' objective halved, the pool) and section 5.2 (identity loss).
 *   Unlike there the discriminators move first.
 */
export function cycleganGame(networks: CycleganNetworks, settings: CycleganSettings): Game {
  const weights = { ...CYCLEGAN_WEIGHTS, ...settings.weights };
  requirePlayable(networks, weights);
  const generators = generatorsOf(networks, weights, settings);
  const players = weights.adversarial > 0 ? [discriminatorsOf(networks, settings)] : [];
  const averages = (['toB', 'toA'] as const).flatMap((of): Average[] => {
    const into = of === 'toB' ? 'averagedToB' : 'averagedToA';
    return networks[into] ? [{ of, into, decay: settings.averageDecay ?? 0.995 }] : [];
  });
  const used = Object.entries(networks).filter(
    ([name, network]) =>
      network && (weights.adversarial > 0 || !/^(discriminator|pool)/.test(name)),
  );
  return { networks: Object.fromEntries(used), players: [...players, generators], averages };
}

function discriminatorsOf(networks: CycleganNetworks, settings: CycleganSettings): Player {
  const { toB, toA, discriminatorA, discriminatorB, poolA, poolB } = networks;
  const seen = (fake: tf.Tensor, pool?: tf.LayersModel) =>
    pool ? applyInTraining(pool, fake) : fake;
  /** ½ E[(D(real) − 1)²] + ½ E[D(fake)²]: the paper's objective, halved. */
  const lossOf = (D: tf.LayersModel, real: tf.Tensor, fake: tf.Tensor) => {
    const [realScores, fakeScores] = ofBoth(D, real, fake);
    return LOSSES.leastSquares.discriminator(realScores, fakeScores);
  };
  return {
    name: 'discriminators',
    moves: ['discriminatorA', 'discriminatorB'],
    settings: settings.discriminatorSettings,
    numbers: ([a, b]) => {
      // there, as there is an adversarial loss
      const ofA = lossOf(discriminatorA!, a, seen(translated(toA, b), poolA));
      const ofB = lossOf(discriminatorB!, b, seen(translated(toB, a), poolB));
      return { loss: tf.add<tf.Scalar>(ofA, ofB), ofA, ofB };
    },
  };
}

function generatorsOf(
  { toB, toA, discriminatorA, discriminatorB }: CycleganNetworks,
  weights: Required<CycleganWeights>,
  { generatorSettings }: CycleganSettings,
): Player {
  /** E[(D(fake) − 1)²]: the library's has a half before it. */
  const fooled = (D: tf.LayersModel, fake: tf.Tensor) =>
    tf.mul<tf.Scalar>(2, LOSSES.leastSquares.generator(applyInTraining(D, fake)));
  const both = (one: tf.Scalar, other: tf.Scalar) => tf.add<tf.Scalar>(one, other);
  return {
    name: 'generators',
    moves: ['toB', 'toA'],
    settings: generatorSettings,
    numbers: ([a, b]): PlayerNumbers => {
      const isHeld = weights.identity > 0;
      // both uses of a network at once, which is faster
      const [fakeB, sameB] = isHeld ? ofBoth(toB, a, b) : [applyInTraining(toB, a)];
      const [fakeA, sameA] = isHeld ? ofBoth(toA, b, a) : [applyInTraining(toA, b)];
      const [shownB, shownA] = [withConditionsOf(a, fakeB), withConditionsOf(b, fakeA)];
      const off = (wanted: tf.Tensor, made: tf.Tensor) =>
        meanDistance(pictureIn(wanted, made), made);
      const parts: Record<string, tf.Scalar> = {
        ...(weights.adversarial > 0 && {
          // there, as above
          adversarial: both(fooled(discriminatorB!, shownB), fooled(discriminatorA!, shownA)),
        }),
        ...(weights.cycle > 0 && {
          cycle: both(off(a, applyInTraining(toA, shownB)), off(b, applyInTraining(toB, shownA))),
        }),
        ...(isHeld && { identity: both(off(b, sameB), off(a, sameA)) }),
      };
      const weighted = Object.entries(parts).map(
        ([name, part]) => tf.mul<tf.Scalar>(weights[name as keyof CycleganWeights], part), // the parts have the weights' names
      );
      return { loss: weighted.reduce(both), ...parts };
    },
  };
}

/** What a network makes of two batches at once. */
const ofBoth = (network: tf.LayersModel, one: tf.Tensor, other: tf.Tensor): tf.Tensor[] =>
  tf.split(applyInTraining(network, tf.concat([one, other])), 2);

/** What a generator makes of pictures, with their conditions behind it. */
const translated = (generator: tf.LayersModel, pictures: tf.Tensor): tf.Tensor =>
  withConditionsOf(pictures, applyInTraining(generator, pictures));

/** The channels that a generator has not made: those behind the picture's. */
function withConditionsOf(input: tf.Tensor, made: tf.Tensor): tf.Tensor {
  const [channels, numMade] = [input, made].map(({ shape }) => shape[shape.length - 1]);
  if (channels === numMade) return made;
  return tf.concat([made, channelsOf(input, numMade, channels - numMade)], -1);
}

/** Of a batch as many channels as were made: the picture without conditions. */
const pictureIn = (batch: tf.Tensor, made: tf.Tensor): tf.Tensor =>
  channelsOf(batch, 0, made.shape[made.rank - 1]);

function channelsOf(batch: tf.Tensor, start: number, count: number): tf.Tensor {
  if (start === 0 && count === batch.shape[batch.rank - 1]) return batch;
  const outer = batch.shape.slice(0, -1);
  return tf.slice(batch, [...outer.map(() => 0), start], [...outer, count]);
}

function requirePlayable(
  { discriminatorA, discriminatorB }: CycleganNetworks,
  weights: Required<CycleganWeights>,
): void {
  for (const [name, weight] of Object.entries(weights)) {
    if (Number.isFinite(weight) && weight >= 0) continue;
    throw new RangeError(
      `expected the weight ${name} to be a number of at least 0, but got ${weight}`,
    );
  }
  if (Object.values(weights).every((weight) => weight === 0)) {
    throw new RangeError('expected a loss that counts, but got three weights of 0');
  }
  if (weights.adversarial > 0 && !(discriminatorA && discriminatorB)) {
    throw new RangeError(
      'expected two discriminators for the adversarial loss, but one is missing',
    );
  }
}
