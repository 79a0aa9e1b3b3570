import { type SetIdentity, readSet } from './set-file';
import { type Sounds, pickSounds } from './sounds';

/** The file of {@link loadSpokenDigits}. */
export const SPOKEN_DIGITS_SET: SetIdentity = {
  name: 'spoken-digits',
  version: '1',
  isCopyleft: true,
};

/** The classes: the class of `three` is 3. */
export const DIGIT_WORDS = [
  ...['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'],
] as const;

/** Voices held out: women and men, none of them close to one that is trained on. */
const HELD_OUT = [
  ...['Andrea', 'Jacky', 'Lee', 'david', 'f3', 'grandma', 'm4', 'm8', 'steph', 'travis'],
];

/** Who speaks in the clips of a person. */
export const DIGITS_PERSON = 'Allison Smith';

/** Spoken digits. */
export interface SpokenDigits {
  /**
   * Clips of 4,096 samples, 8,000 a second: from where the word begins, the loudest sample 0.95; a word that is longer
   * fades out.
   */
  readonly sounds: Sounds;
  /** Of each clip its digit, 0 to 9. */
  readonly labels: Uint8Array;
  /** Of each clip who speaks, such as `Annie`. */
  readonly voices: readonly string[];
}

/**
 * Ten digits in English, spoken by a program (eSpeak NG) in 52 voices and four accents, each digit twice a voice, with
 * other pitch and speed.
 *
 * Held out are ten voices. `person` is a small test of another kind: ten clips by a person, of which some words are
 * longer than a clip. Licences: GPL 3, the person's clips CC BY-SA 3.0.
 *
 * @throws Error naming the file, what was found and what to do
 */
export function loadSpokenDigits(path?: string): {
  readonly train: SpokenDigits;
  readonly test: SpokenDigits;
  readonly person: SpokenDigits;
} {
  const set = readSet(SPOKEN_DIGITS_SET, path);
  const { shape, data } = set.array('clips', 'uint8', 2);
  const labels = set.array('labels', 'uint8', 1).data;
  const voices = set.lines('voices');
  const part = (belongs: (voice: string) => boolean): SpokenDigits => {
    const places = voices.flatMap((voice, i) => (belongs(voice) ? [i] : []));
    return {
      sounds: pickSounds({ shape: [shape[0], shape[1]], data }, places),
      labels: Uint8Array.from(places, (i) => labels[i]),
      voices: places.map((i) => voices[i]),
    };
  };
  return {
    train: part((voice) => voice !== DIGITS_PERSON && !HELD_OUT.includes(voice)),
    test: part((voice) => HELD_OUT.includes(voice)),
    person: part((voice) => voice === DIGITS_PERSON),
  };
}
