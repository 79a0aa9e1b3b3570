import { tf } from '../backend';
import { fitPca } from '../baselines/pca';
import { fitPcaGaussian } from '../baselines/pca-gaussian';
import { frechetDistance } from '../metrics/frechet';
import { nearestRatio } from '../metrics/copies';
import { jointPlaces, measureMotion } from '../metrics/motion';
import { oneNearestNeighbourAccuracy } from '../metrics/one-nearest-neighbour';
import { MOTION_LATENT_DIM, buildMotionGenerator } from '../models/motion-gan';
import { Random } from '../random';
import type { Experiment, Measures, Method } from './experiment';
import { keptNetwork } from './kept-network';
import { loadedOnce } from './loaded-once';
import {
  type MotionRun,
  fitMotionScale,
  loadMotionWindows,
  moveAsMade,
  trainMotion,
} from './motion-run';

/** The generator of seed 1: z `[n, 48]` → features `[n, 16, 61]` in standard units ({@link moveAsMade}). */
export const MOTION_MAKER = keptNetwork('motion', {
  experiment: 'motion',
  build: () => buildMotionGenerator({ seed: 0 }),
});

const TASK = 'new movements';
/** Movements that are made to be measured. */
const NUM_MADE = 400;
/** Directions in which the Fréchet distance is measured. */
const COMPONENTS = 20;

/** Places of the joints, without where on the floor the body began, as numbers to compare: `[n, 16 · 18 · 3]`. */
const rowsOf = (places: tf.Tensor4D): tf.Tensor2D => tf.reshape(places, [places.shape[0], -1]);

const loaded = loadedOnce(() => {
  const { training, test } = loadMotionWindows();
  const scale = fitMotionScale(training);
  const features = scale.featuresOf(training);
  // as a network's: each window begins at the same place and looks to the front
  const [places, heldOut] = [training, test].map((windows) =>
    jointPlaces(scale.posesOf(scale.featuresOf(windows))),
  );
  const pca = fitPca(rowsOf(places), COMPONENTS);
  const { speed, acceleration } = measureMotion(places);
  return { training, scale, features, places, heldOut, pca, speed, acceleration };
});

/** So many of them, or all if there are fewer. */
const pick = <T extends tf.Tensor>(all: T, random: Random, count = NUM_MADE): T =>
  tf.tidy(() => {
    const places = random.permutation(all.shape[0]).slice(0, count);
    return tf.gather(all, tf.tensor1d(places, 'int32'));
  });

/**
 * How movements compare with the training windows: `real` and `made`, the shares of each whose nearest neighbour is of its own
 * set (½ wanted); `frechet`; `nearest`, how far the nearest training window is beside held-out windows' nearest; `speed` and
 * `acceleration` beside the data's; `boneError`, `offFloor` in centimetres, and `sliding` in metres a second.
 */
function measure(made: tf.Tensor4D): Measures {
  const { places, heldOut, pca, speed, acceleration } = loaded();
  return tf.tidy(() => {
    const rows = rowsOf(made);
    const some = rowsOf(pick(places, new Random(1), made.shape[0]));
    const nearest = oneNearestNeighbourAccuracy(some, rows);
    const physics = measureMotion(made);
    const [known, held] = [places, heldOut].map(rowsOf);
    return {
      real: nearest.real,
      made: nearest.fake,
      frechet: frechetDistance(pca.encode(known), pca.encode(rows)),
      nearest: nearestRatio({ training: known, heldOut: held, fake: rows }),
      speed: physics.speed / speed,
      acceleration: physics.acceleration / acceleration,
      boneError: physics.boneError,
      offFloor: 100 * physics.offFloor,
      sliding: physics.sliding,
    };
  });
}

const rule = (name: string, make: (random: Random) => tf.Tensor4D): Method => ({
  task: TASK,
  name,
  run: (seed) => {
    const made = make(new Random(seed + 100)); // other windows than those it is measured beside
    const measures = measure(made);
    made.dispose();
    return measures;
  },
});

const placesOf = (features: tf.Tensor3D): tf.Tensor4D => {
  const places = jointPlaces(loaded().scale.posesOf(features));
  features.dispose();
  return places;
};

/** Each frame any frame of the data: right poses, and no movement. */
const anyFrames = (random: Random): tf.Tensor4D => {
  const { features } = loaded();
  const [count, frames, width] = features.shape;
  return placesOf(
    tf.tidy(() => {
      const all = tf.reshape(features, [count * frames, width]);
      return tf.reshape(tf.gather(all, random.integers(NUM_MADE * frames, count * frames)), [NUM_MADE, frames, width]); // prettier-ignore
    }),
  );
};

const trained = (name: string, run: Omit<MotionRun, 'seed'>, isKept = false): Method => ({
  task: TASK,
  name,
  run: async (seed) => {
    const { training, scale } = loaded();
    const { generator, steps, minutes } = await trainMotion(training, { ...run, seed });
    try {
      if (isKept && seed === 1) {
        MOTION_MAKER.save(generator, { seed, steps, minutes: Number(minutes.toFixed(2)) });
      }
      const z = new Random(seed).normal<tf.Rank.R2>([NUM_MADE, MOTION_LATENT_DIM]);
      const made = moveAsMade(generator, z, scale);
      const measures = { ...measure(made), minutes };
      [z, made].forEach((each) => each.dispose());
      return measures;
    } finally {
      generator.dispose();
    }
  },
});

/** Movements of 16 poses: what the critic sees and how frames are doubled, beside a Gaussian, held-out clips and the data. */
export const MOTION_EXPERIMENT: Experiment = {
  name: 'motion',
  about: 'movements of 16 poses, by what the critic sees; about 10 minutes a seed',
  methods: [
    rule('other training windows', (random) => pick(loaded().places, random)),
    rule('held-out clips', (random) => pick(loaded().heldOut, random)),
    rule('poses in any order', anyFrames),
    rule('Gaussian, 60 components', (random) =>
      placesOf(fitPcaGaussian(loaded().features, 60).sample(NUM_MADE, random)),
    ),
    trained('critic sees changes', {}, true),
    trained('critic sees frames', { seesChanges: false }),
    trained('critic sees frames, transposed', { seesChanges: false, doubling: 'transposed' }),
  ],
};
