import { tf } from '../backend';
import { type Batches, batchesWithReplacement } from '../data/batches';
import type { Face } from '../data/faces/face';
import { makeCloseUps } from '../data/faces/close-ups';
import type { Faces, FacesOptions } from '../data/faces/faces';
import { withMirrorImages } from '../data/faces/mirrored';
import { EXPRESSIONS } from '../data/faces/person';
import { pixelsOf } from '../data/images';
import { classes, quantity } from '../judges/questions';
import {
  CONTROLLED_LATENT_DIM,
  buildControlledDiscriminator,
  buildControlledGenerator,
} from '../models/controlled-gan';
import {
  type AnswersOf,
  controlledGame,
  controlsOf,
  numControlsOf,
} from '../training/controlled-game';
import type { GameOptions } from '../training/loop';
import { type TimedTraining, trainTimed } from './timed-training';

/** What can be asked of a face. */
export const FACE_CONTROLS = {
  expression: classes(EXPRESSIONS),
  yaw: quantity('degrees', [-30, 30]),
  light: quantity('degrees', [-70, 70]),
} as const;

/** The name of something that can be asked of a face. */
export type FaceControl = keyof typeof FACE_CONTROLS;

/** How lesson 15 and its experiment train; judged is the averaged generator after the last step. */
export const FACES_ON_DEMAND = {
  faces: { train: 6000, test: 1000, seed: 1 }, // of other people; 40 s to draw
  batchSize: 32,
  epochs: 8, // of faces and their mirror images, about 350 steps each
  answerWeight: 2,
  shift: 2, // pixels by which D sees pictures moved
  generatorSettings: { learningRate: 2e-3, beta1: 0.5 },
  discriminatorSettings: { learningRate: 1e-3, beta1: 0.5 },
  averageDecay: 0.995, // over the last 200 steps
} as const;

/** Faces from near with what they show, in numbers. */
export interface AskedFaces {
  /** `[n, 32, 32, 3]` in 0..1; the caller disposes. */
  readonly pictures: tf.Tensor4D;
  /** `[n, numControls]` ({@link controlsOf}); the caller disposes. */
  readonly controls: tf.Tensor2D;
  readonly faces: readonly Face[];
}

/** The controls of faces. */
export const faceControlsOf = (faces: readonly Face[]): tf.Tensor2D =>
  controlsOf(FACE_CONTROLS, {
    expression: faces.map(({ expression }) => EXPRESSIONS.indexOf(expression)),
    yaw: faces.map(({ yaw }) => yaw),
    light: faces.map(({ lightAzimuth }) => lightAzimuth),
  });

const asked = ({ images, faces }: Faces): AskedFaces => ({
  pictures: pixelsOf(images),
  controls: faceControlsOf(faces),
  faces,
});

/** Faces to train on, with their mirror images, and of other people to judge by. */
export function loadAskedFaces(counts: FacesOptions = FACES_ON_DEMAND.faces): {
  readonly training: AskedFaces;
  readonly test: AskedFaces;
} {
  const { train, test } = makeCloseUps(counts);
  return { training: asked(withMirrorImages(train)), test: asked(test) };
}

/** How a training differs. */
export interface DemandRun extends Pick<GameOptions, 'onProgress' | 'progressEveryMs' | 'onEpoch'> {
  readonly seed: number;
  /** Default as {@link FACES_ON_DEMAND} has it. */
  readonly epochs?: number;
  /** Whether D is told what is asked. Default true. */
  readonly isTold?: boolean;
  /** Whether D's features are batch-normalised. Default false. */
  readonly normalisesFeatures?: boolean;
  /** Default as {@link FACES_ON_DEMAND} has it; 0 shows D pictures as they are. */
  readonly shift?: number;
  /** What D learns to name; `none` for no answers at all. Default `reals`. */
  readonly answersOf?: AnswersOf | 'none';
}

/** A trained generator, and what it took. */
export interface TrainedOnDemand extends TimedTraining {
  /** After the last step, averaged; the caller disposes. */
  readonly generator: tf.LayersModel;
}

/** The networks of a run and their game, for who calls `trainGame` himself; the caller disposes the networks. */
export function setUpOnDemand(run: DemandRun & { readonly decaySteps: number }) {
  const { seed, isTold, normalisesFeatures, answersOf = 'reals', decaySteps } = run;
  const { shift = FACES_ON_DEMAND.shift } = run;
  const { answerWeight, generatorSettings, discriminatorSettings, averageDecay } = FACES_ON_DEMAND;
  const numControls = numControlsOf(FACE_CONTROLS);
  const [generator, averagedGenerator] = [0, 1].map(() =>
    buildControlledGenerator({ numControls, seed }),
  );
  const game = controlledGame({
    generator,
    averagedGenerator,
    discriminator: buildControlledDiscriminator({
      numControls,
      seed,
      isTold,
      normalisesFeatures,
      shift,
    }),
    controls: FACE_CONTROLS,
    latentDim: CONTROLLED_LATENT_DIM,
    answerWeight: answersOf === 'none' ? 0 : answerWeight,
    answersOf: answersOf === 'none' ? 'reals' : answersOf,
    generatorSettings: { ...generatorSettings, decaySteps },
    discriminatorSettings: { ...discriminatorSettings, decaySteps },
    averageDecay,
  });
  return { game, averagedGenerator };
}

/** Batches of pictures and their controls, drawn from a seed. @param faces stay the caller's */
export function askedBatches(
  { pictures, controls }: Pick<AskedFaces, 'pictures' | 'controls'>,
  seed: number,
): Batches<readonly tf.Tensor[]> {
  return batchesWithReplacement([pictures, controls], {
    batchSize: FACES_ON_DEMAND.batchSize,
    seed,
  });
}

/** Trains a generator of faces on demand from a seed. */
export async function trainOnDemand(
  faces: Pick<AskedFaces, 'pictures' | 'controls'>,
  run: DemandRun,
): Promise<TrainedOnDemand> {
  const { seed, epochs = FACES_ON_DEMAND.epochs } = run;
  const batches = askedBatches(faces, seed);
  const decaySteps = epochs * batches.stepsPerEpoch;
  const { game, averagedGenerator } = setUpOnDemand({ ...run, decaySteps });
  const training = await trainTimed(game, batches, { recordEvery: 10, ...run, epochs });
  const { generator, discriminator } = game.networks;
  [generator, discriminator].forEach((model) => model?.dispose());
  return { generator: averagedGenerator, ...training };
}
