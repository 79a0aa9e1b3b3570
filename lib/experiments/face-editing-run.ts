import { tf } from '../backend';
import { batchesWithReplacement } from '../data/batches';
import { drawCloseUps } from '../data/faces/close-ups';
import type { Face } from '../data/faces/face';
import { EXPRESSIONS } from '../data/faces/person';
import { pixelsOf } from '../data/images';
import { toUnitRange } from '../data/pixel-range';
import { inChunks } from '../in-chunks';
import { buildControlledDiscriminator } from '../models/controlled-gan';
import { applyInTraining } from '../models/gan';
import { buildUnet } from '../models/unet';
import { numControlsOf } from '../training/controlled-game';
import { blend, editPictures, editingGame, withChange } from '../training/editing-game';
import type { Game } from '../training/game';
import type { GameOptions } from '../training/loop';
import {
  type AskedFaces,
  FACE_CONTROLS,
  type FaceControl,
  faceControlsOf,
} from './faces-on-demand-run';
import { type TimedTraining, trainTimed } from './timed-training';

/** How lesson 15 and its experiment train editors; judged is the averaged one after the last step. */
export const FACE_EDITING = {
  batchSize: 32,
  epochs: 8, // of faces and their mirror images, about 350 steps each
  answerWeight: 1,
  keepWeight: 10,
  shift: 3, // pixels by which D sees pictures moved
  generatorSettings: { learningRate: 1e-3, beta1: 0.5 },
  discriminatorSettings: { learningRate: 1e-3, beta1: 0.5 },
  averageDecay: 0.995,
} as const;

const NUM_CONTROLS = numControlsOf(FACE_CONTROLS);

/** An editor: pictures with planes that say what is to change → a picture and a mask ({@link editPictures}). */
export const buildFaceEditor = (seed: number): tf.LayersModel =>
  buildUnet({
    inputShape: [32, 32, 3 + NUM_CONTROLS],
    outputChannels: 4,
    fullSizeFilters: 16,
    seed,
  });

/** How a training differs. */
export interface FaceEditingRun
  extends Pick<GameOptions, 'onProgress' | 'progressEveryMs' | 'onEpoch'> {
  readonly seed: number;
  /** Default as {@link FACE_EDITING} has it. */
  readonly epochs?: number;
  /** Whether D is told what was asked. Default true; AttGAN and StarGAN do not tell it. */
  readonly isTold?: boolean;
  /** Default as {@link FACE_EDITING} has it; 0 shows D pictures as they are. */
  readonly shift?: number;
  /** What is to be the picture itself. Default `unchanged`. */
  readonly keeps?: 'unchanged' | 'cycle';
  /** Default true. */
  readonly isAdversarial?: boolean;
}

/** A trained editor, and what it took. */
export interface TrainedEditor extends TimedTraining {
  /** Averaged; the caller disposes. */
  readonly generator: tf.LayersModel;
}

type TrainingFaces = Pick<AskedFaces, 'pictures' | 'controls'>;

/** Pictures in −1..1, as editors have them; the caller disposes. */
export const toSignedRange = (pictures: tf.Tensor4D): tf.Tensor4D =>
  tf.tidy(() => tf.sub<tf.Tensor4D>(tf.mul(pictures, 2), 1));

/** Trains an editor of faces from a seed, without pairs. @param faces stay the caller's */
export async function trainFaceEditor(
  faces: TrainingFaces,
  run: FaceEditingRun,
): Promise<TrainedEditor> {
  const { seed, shift = FACE_EDITING.shift, isTold = true, keeps, isAdversarial } = run;
  const [generator, averagedGenerator] = [0, 1].map(() => buildFaceEditor(seed));
  const discriminator = buildControlledDiscriminator({
    numControls: NUM_CONTROLS,
    isTold,
    shift,
    seed,
  });
  const { answerWeight, keepWeight, averageDecay } = FACE_EDITING;
  return play(faces, run, (decaySteps) =>
    editingGame({
      generator,
      averagedGenerator,
      discriminator,
      controls: FACE_CONTROLS,
      answerWeight,
      keepWeight,
      averageDecay,
      ...(keeps && { keeps }),
      ...(isAdversarial !== undefined && { isAdversarial }),
      generatorSettings: { ...FACE_EDITING.generatorSettings, decaySteps },
      discriminatorSettings: { ...FACE_EDITING.discriminatorSettings, decaySteps },
    }),
  );
}

/**
 * The same editor, trained with what no real data set has: of each face its true picture with one thing changed. It is to
 * paint that picture, by L1 and without D.
 */
export async function trainPairedEditor(
  faces: AskedFaces,
  run: Pick<FaceEditingRun, 'seed' | 'epochs'>,
): Promise<TrainedEditor> {
  const [generator, averagedGenerator] = [0, 1].map(() => buildFaceEditor(run.seed));
  const questions = Object.keys(FACE_CONTROLS) as FaceControl[];
  const parts = questions.map((question) => changedFaces(faces.faces, question));
  const [pictures, wanted, change] = tf.tidy(() => [
    tf.concat(parts.map(() => faces.pictures)),
    tf.concat(parts.map((part) => part.pictures)),
    tf.concat(parts.map((part) => part.change)),
  ]);
  parts.forEach((part) => [part.pictures, part.change].forEach((each) => each.dispose()));
  const { averageDecay, generatorSettings } = FACE_EDITING;
  const { epochs: asOthers = FACE_EDITING.epochs } = run; // of a third as many pictures, for as many steps
  const epochs = Math.ceil(asOthers / questions.length);
  try {
    return await play(
      { pictures, controls: change },
      { ...run, epochs },
      (decaySteps) => ({
        networks: { generator, averagedGenerator },
        players: [
          {
            name: 'generator',
            moves: ['generator'],
            settings: { ...generatorSettings, decaySteps },
            numbers: ([given, asked, target]) => {
              const made = applyInTraining(
                generator,
                withChange(given as tf.Tensor4D, asked as tf.Tensor2D),
              );
              const edited = blend(given as tf.Tensor4D, made as tf.Tensor4D);
              return { loss: tf.mean<tf.Scalar>(tf.abs(tf.sub(edited, target))) };
            },
          },
        ],
        averages: [{ of: 'generator', into: 'averagedGenerator', decay: averageDecay }],
      }),
      wanted,
    );
  } finally {
    [pictures, wanted, change].forEach((each) => each.dispose());
  }
}

/** Plays a game on faces in −1..1, their controls and, where they are known, the pictures that are wanted. */
async function play(
  { pictures, controls }: TrainingFaces,
  run: FaceEditingRun,
  gameOf: (decaySteps: number) => Game,
  wanted?: tf.Tensor4D,
): Promise<TrainedEditor> {
  const { seed, epochs = FACE_EDITING.epochs } = run;
  const signed = [pictures, ...(wanted ? [wanted] : [])].map(toSignedRange);
  const together: readonly tf.Tensor[] = [signed[0], controls, ...signed.slice(1)];
  const { batchSize } = FACE_EDITING;
  const batches = batchesWithReplacement(together, { batchSize, seed });
  const game = gameOf(epochs * batches.stepsPerEpoch);
  const { averagedGenerator, ...others } = game.networks;
  try {
    const training = await trainTimed(game, batches, { recordEvery: 10, ...run, epochs });
    return { generator: averagedGenerator, ...training };
  } finally {
    signed.forEach((each) => each.dispose());
    Object.values(others).forEach((model) => model.dispose());
  }
}

/** Faces with one thing changed: their true pictures, and the change in numbers. The caller disposes the tensors. */
export interface ChangedFaces {
  /** `[n, 32, 32, 3]` in 0..1 */
  readonly pictures: tf.Tensor4D;
  /** `[n, numControls]`: what is wanted less what is there. */
  readonly change: tf.Tensor2D;
  readonly faces: readonly Face[];
}

/** Each face with another expression, or with the turn or the light of the next face. */
export function changedFaces(faces: readonly Face[], what: FaceControl): ChangedFaces {
  const changed = faces.map((face, i) => {
    const next = faces[(i + 1) % faces.length];
    if (what === 'yaw') return { ...face, yaw: next.yaw };
    if (what === 'light') return { ...face, lightAzimuth: next.lightAzimuth };
    const steps = 1 + (i % (EXPRESSIONS.length - 1)); // never as many as there are
    const place = EXPRESSIONS.indexOf(face.expression) + steps;
    return { ...face, expression: EXPRESSIONS[place % EXPRESSIONS.length] };
  });
  const pictures = pixelsOf(drawCloseUps(changed));
  const change = tf.tidy(() => tf.sub<tf.Tensor2D>(faceControlsOf(changed), faceControlsOf(faces)));
  return { pictures, change, faces: changed };
}

/** Faces as an editor changes them, `[n, 32, 32, 3]` in 0..1; the caller disposes. */
export const editFaces = (
  editor: tf.LayersModel,
  pictures: tf.Tensor4D,
  change: tf.Tensor2D,
): tf.Tensor4D =>
  tf.tidy(() => {
    const edited = inChunks(pictures.shape[0], 250, (start, n) => {
      const given = toSignedRange(tf.slice(pictures, start, n));
      return editPictures(editor, given, tf.slice(change, [start, 0], [n, -1]));
    });
    return toUnitRange(edited);
  });
