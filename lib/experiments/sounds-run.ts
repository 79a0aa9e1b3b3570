import { tf } from '../backend';
import { batchesWithReplacement } from '../data/batches';
import { DRUM_CLASSES, loadDrums } from '../data/drums';
import { waveformsOf } from '../data/sounds';
import { DIGIT_WORDS, loadSpokenDigits } from '../data/spoken-digits';
import { DRUMS_JUDGE } from '../judges/drums';
import { classes } from '../judges/questions';
import { SPOKEN_DIGITS_JUDGE } from '../judges/spoken-digits';
import {
  CONTROLLED_LATENT_DIM,
  buildControlledDiscriminator,
  buildControlledGenerator,
} from '../models/controlled-gan';
import {
  buildControlledWaveganDiscriminator,
  buildControlledWaveganGenerator,
} from '../models/controlled-wavegan';
import { r1Penalty } from '../penalties';
import type { Random } from '../random';
import { type SoundPictures, fitSoundPictures, loudened } from '../sound/sound-pictures';
import { controlledGame, controlsOf } from '../training/controlled-game';
import type { GameOptions } from '../training/loop';
import { paintAsked } from './faces-on-demand-measures';
import { type TimedTraining, trainTimed } from './timed-training';

/** Sounds and their classes. */
export interface LabelledSounds {
  /** `[n, 4096, 1]` in −1..1; the caller disposes. */
  readonly sounds: tf.Tensor3D;
  readonly labels: ArrayLike<number>;
}

/** The two sets of sounds, their classes and who judges them. */
export const SOUND_SETS = {
  digits: { words: DIGIT_WORDS, load: loadSpokenDigits, judge: SPOKEN_DIGITS_JUDGE },
  drums: { words: DRUM_CLASSES, load: loadDrums, judge: DRUMS_JUDGE },
} as const;
export type SoundSetName = keyof typeof SOUND_SETS;

/** Of what networks make sounds: samples, or pictures of them ({@link fitSoundPictures}). */
export type SoundForm = 'waveform' | 'spectrogram';

/** How lesson 17 and its experiment train; judged is the averaged generator after the last step. */
export const SOUNDS = {
  batchSize: 32,
  answerWeight: 0.2,
  averageDecay: 0.995,
  waveform: {
    steps: 2400, // about the minutes of the spectrograms' steps
    kernelSize: 9, // samples a filter spans; the paper's 25 cost nearly three times as much
    shift: 2, // places of phase shuffle, as in the paper
    penaltyWeight: 0.3,
    generatorSettings: { learningRate: 1e-3, beta1: 0.5 },
    discriminatorSettings: { learningRate: 1e-3, beta1: 0.5 },
  },
  spectrogram: {
    steps: 1600,
    shift: 1, // pixels by which D sees pictures moved
    penaltyWeight: 0.02, // of pixels in 0..1, whose slopes are steeper
    generatorSettings: { learningRate: 1e-3, beta1: 0.5 },
    discriminatorSettings: { learningRate: 5e-4, beta1: 0.5 },
  },
} as const;

/** One of the sets, in its two parts. */
export function loadSounds(name: SoundSetName): {
  readonly training: LabelledSounds;
  readonly test: LabelledSounds;
} {
  const { train, test } = SOUND_SETS[name].load();
  const [training, heldOut] = [train, test].map(({ sounds, labels }) => ({
    sounds: waveformsOf(sounds),
    labels,
  }));
  return { training, test: heldOut };
}

/** What can be asked of a set's sounds: one of its words. */
export const soundControls = (set: SoundSetName) => ({ word: classes(SOUND_SETS[set].words) });

/** What is asked for, as networks are told it, `[n, classes]`; the caller disposes. */
export const wordsOf = (set: SoundSetName, labels: ArrayLike<number>): tf.Tensor2D =>
  controlsOf(soundControls(set), { word: labels });

/** How a training differs. */
export interface SoundRun
  extends Pick<GameOptions, 'onProgress' | 'progressEveryMs' | 'onEpoch' | 'precision'> {
  readonly set: SoundSetName;
  readonly form: SoundForm;
  readonly seed: number;
  /** Default as {@link SOUNDS} has it; whole passes over the data are made. */
  readonly steps?: number;
  /** How far D's view is shifted; 0 for not at all. Default as {@link SOUNDS} has it for the form. */
  readonly shift?: number;
}

/** A trained generator, and what it took. */
export interface TrainedSounds extends TimedTraining {
  /** After the last step, averaged; the caller disposes. */
  readonly generator: tf.LayersModel;
}

/** The networks of a run and their game, for who calls `trainGame` himself; the caller disposes the networks. */
export function setUpSounds(
  run: Pick<SoundRun, 'set' | 'form' | 'seed' | 'shift'> & { readonly decaySteps: number },
) {
  const { set, form, seed, decaySteps, shift = SOUNDS[form].shift } = run;
  const { generatorSettings, discriminatorSettings, penaltyWeight } = SOUNDS[form];
  const told = { numControls: SOUND_SETS[set].words.length, seed };
  const [generator, averagedGenerator] = [0, 1].map(() => buildSoundGenerator(set, form, seed));
  const { kernelSize } = SOUNDS.waveform;
  const game = controlledGame({
    generator,
    averagedGenerator,
    discriminator:
      form === 'waveform'
        ? buildControlledWaveganDiscriminator({ ...told, kernelSize, shift })
        : buildControlledDiscriminator({ ...told, size: 64, channels: 1, shift }),
    controls: soundControls(set),
    latentDim: CONTROLLED_LATENT_DIM,
    answerWeight: SOUNDS.answerWeight,
    penalty: r1Penalty({ weight: penaltyWeight }),
    generatorSettings: { ...generatorSettings, decaySteps },
    discriminatorSettings: { ...discriminatorSettings, decaySteps },
    averageDecay: SOUNDS.averageDecay,
  });
  return { game, averagedGenerator };
}

/** A generator with random weights, z `[n, 64]` and words → `[n, 4096, 1]` or `[n, 64, 64, 1]`; the caller disposes. */
export function buildSoundGenerator(
  set: SoundSetName,
  form: SoundForm,
  seed: number,
): tf.LayersModel {
  const told = { numControls: SOUND_SETS[set].words.length, seed };
  return form === 'waveform'
    ? buildControlledWaveganGenerator({ ...told, kernelSize: SOUNDS.waveform.kernelSize })
    : buildControlledGenerator({ ...told, size: 64, channels: 1 });
}

/** Trains a generator of sounds that are asked for from a seed. @param training stays the caller's */
export async function trainSounds(
  { sounds, labels }: LabelledSounds,
  run: SoundRun,
): Promise<TrainedSounds> {
  const { set, form, seed, steps = SOUNDS[form].steps } = run;
  const examples =
    form === 'waveform' ? tf.clone(sounds) : fitSoundPictures(sounds).picturesOf(sounds);
  const words = wordsOf(set, labels);
  const batches = batchesWithReplacement([examples, words], { batchSize: SOUNDS.batchSize, seed });
  const epochs = Math.max(1, Math.round(steps / batches.stepsPerEpoch));
  const decaySteps = epochs * batches.stepsPerEpoch;
  const { game, averagedGenerator } = setUpSounds({ ...run, decaySteps });
  const training = await trainTimed(game, batches, { recordEvery: 10, ...run, epochs });
  const { generator, discriminator } = game.networks;
  [generator, discriminator, examples, words].forEach((each) => each.dispose());
  return { generator: averagedGenerator, ...training };
}

/**
 * Sounds as asked, the loudest sample of each 0.95.
 *
 * @param words `[n, classes]` ({@link wordsOf}); stay the caller's
 * @param pictures of the training sounds: the way back from spectrograms
 * @param random draws z, and the phases to begin with
 * @returns `[n, 4096, 1]`; the caller disposes
 */
export function speakAsked(
  generator: tf.LayersModel,
  words: tf.Tensor2D,
  { form, pictures, random }: { readonly form: SoundForm; readonly pictures: SoundPictures; readonly random: Random }, // prettier-ignore
): tf.Tensor3D {
  return tf.tidy(() => {
    if (form === 'spectrogram') {
      return pictures.soundsOf(paintAsked(generator, words, random), random);
    }
    return loudened(tf.squeeze(paintAsked<tf.Rank.R3>(generator, words, random), [2]));
  });
}
