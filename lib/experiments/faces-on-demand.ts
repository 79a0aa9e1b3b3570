import { tf } from '../backend';
import { CLOSE_UPS_JUDGE } from '../judges/close-ups';
import { loadJudge } from '../judges/judge-file';
import { buildControlledGenerator } from '../models/controlled-gan';
import { Random } from '../random';
import { numControlsOf } from '../training/controlled-game';
import type { Experiment, Measures, Method } from './experiment';
import {
  measureDemand,
  measureVariety,
  paintAsked,
  retrieveAsked,
} from './faces-on-demand-measures';
import {
  type AskedFaces,
  type DemandRun,
  FACE_CONTROLS,
  loadAskedFaces,
  trainOnDemand,
} from './faces-on-demand-run';
import { keptNetwork } from './kept-network';
import { loadedOnce } from './loaded-once';

/** The generator of seed 1: z `[n, 64]` and controls ({@link faceControlsOf}) → faces `[n, 32, 32, 3]` in 0..1. */
export const FACE_MAKER = keptNetwork('faces-on-demand', {
  experiment: 'faces-on-demand',
  build: () => buildControlledGenerator({ numControls: numControlsOf(FACE_CONTROLS), seed: 0 }),
});

const faces = loadedOnce(() => loadAskedFaces());

/** Held-out faces' controls are asked; what is made is judged. */
function judged(make: (controls: tf.Tensor2D, training: AskedFaces) => tf.Tensor4D): Measures {
  const { training, test } = faces();
  const judge = loadJudge(CLOSE_UPS_JUDGE);
  try {
    return tf.tidy(() => measureDemand(judge, make(test.controls, training), test));
  } finally {
    judge.dispose();
  }
}

const TASK = 'as asked';

const rule = (name: string, make: Parameters<typeof judged>[0]): Method => ({
  task: TASK,
  name,
  isExact: true,
  run: () => judged(make),
});

const trained = (name: string, run: Omit<DemandRun, 'seed'>, isKept = false): Method => ({
  task: TASK,
  name,
  run: async (seed) => {
    const { generator, steps, minutes } = await trainOnDemand(faces().training, { ...run, seed });
    try {
      if (isKept && seed === 1) {
        FACE_MAKER.save(generator, { seed, steps, minutes: Number(minutes.toFixed(2)) });
      }
      return {
        ...judged((controls) => paintAsked(generator, controls, new Random(seed))),
        variety: measureVariety(generator, faces().test, seed),
        minutes,
      };
    } finally {
      generator.dispose();
    }
  },
});

/** Faces whose expression, turn and light are asked for: what D must be told and learn for it. */
export const FACES_ON_DEMAND_EXPERIMENT: Experiment = {
  name: 'faces-on-demand',
  about: 'faces as asked, by what D is told and learns to name; about 15 minutes a seed',
  methods: [
    rule('the faces themselves', () => tf.clone(faces().test.pictures)),
    rule('nearest training face', retrieveAsked),
    rule('any training face', (controls, { pictures }) =>
      tf.gather(pictures, new Random(1).integers(controls.shape[0], pictures.shape[0])),
    ),
    trained('told, and names reals', {}, true),
    trained('D sees them in place', { shift: 0 }),
    trained('features normalised', { normalisesFeatures: true }),
    trained('told alone', { answersOf: 'none' }),
    trained('names reals alone', { isTold: false }),
    trained('told, and names reals and fakes', { answersOf: 'both' }),
  ],
};
