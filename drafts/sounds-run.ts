import type { tf } from '../backend';
import { batchesWithReplacement } from '../data/batches';
import { DRUM_CLASSES, loadDrums } from '../data/drums';
import { type Sounds, waveformsOf } from '../data/sounds';
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
import { controlledGame, controlsOf } from '../training/controlled-game';
import type { GameOptions } from '../training/loop';
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

/** One of the sets, in its two parts. */
export function loadSounds(name: SoundSetName): {
  readonly training: LabelledSounds;
  readonly test: LabelledSounds;
} {
  const { train, test } = SOUND_SETS[name].load();
  const asTensor = ({ sounds, labels }: { sounds: Sounds; labels: ArrayLike<number> }) => ({
    sounds: waveformsOf(sounds),
    labels,
  });
  return { training: asTensor(train), test: asTensor(test) };
}

/** What is asked for, as networks are told it, `[n, classes]`; the caller disposes. */
export const wordsOf = (set: SoundSetName, labels: ArrayLike<number>): tf.Tensor2D =>
  controlsOf(questionOf(set), { word: labels });

const questionOf = (set: SoundSetName) => ({ word: classes(SOUND_SETS[set].words) });
