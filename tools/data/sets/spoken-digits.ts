import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { CLIP_LENGTH } from '../../../lib/data/sounds';
import {
  DIGITS_PERSON,
  DIGIT_WORDS,
  SPOKEN_DIGITS_SET,
  loadSpokenDigits,
} from '../../../lib/data/spoken-digits';
import { clipOf } from '../clip';
import type { SetDefinition, WantedPackage } from '../definition';
import { ESPEAK, type Manner, speak } from '../espeak';
import { soundRows } from '../sound-pictures';
import { spread } from '../spread';
import { readWav } from '../wav';

/** Voices that sound like people, no two of them almost the same: no robots, no echoes, no whisper. */
const VOICES = [
  ...['Alex', 'Alicia', 'Andrea', 'Andy', 'Annie', 'Denis', 'Diogo', 'Gene', 'Jacky', 'Lee'],
  ...['Michael', 'Mike', 'Nguyen', 'Storm', 'adam', 'anika', 'antonio', 'aunty', 'belinda'],
  ...['boris', 'croak', 'david', 'ed', 'f1', 'f2', 'f3', 'f4', 'f5', 'grandma', 'iven', 'john'],
  ...['kaukovalta', 'm1', 'm2', 'm3', 'm4', 'm5', 'm7', 'm8', 'marcelo', 'max', 'pablo', 'paul'],
  ...['pedro', 'quincy', 'rob', 'sandro', 'shelby', 'steph', 'travis', 'victor', 'zac'],
];

/** How often each voice says each digit. */
const TAKES = 2;

const ACCENTS = ['en-us', 'en-gb', 'en-gb-scotland', 'en-gb-x-rp'];

/** The lowest pitch and speed, and how many there are from there on. */
const [PITCH, SPEED, RANGE] = [30, 160, 41];

/** Recordings for telephone systems: a person's digits. */
const PROMPTS: WantedPackage = {
  registry: 'Debian',
  name: 'asterisk-core-sounds-en-wav',
  version: '1.6.1-1',
  sha256: '2be3ea287d83299d143815fa804f11179a75b7affd4a758b98b55f5afc18a35d',
};
const PROMPTS_FOLDER = 'usr/share/asterisk/sounds/en_US_f_Allison/digits';

/** A clip and what is known of it. */
interface Clip {
  readonly clip: Uint8Array;
  readonly label: number;
  readonly voice: string;
}

/** Spoken digits. */
export const spokenDigits: SetDefinition<keyof typeof ESPEAK | 'prompts'> = {
  set: SPOKEN_DIGITS_SET,
  title: 'Spoken digits, half a second each, in 52 voices of a program and one of a person',
  licences: ['GPL-3.0-or-later', 'CC-BY-SA-3.0'],
  credit: [
    'Spoken by eSpeak NG 1.51 by Jonathan Duddington, Reece H. Dunn and others, GPL 3 or later. Its licence covers ' +
      'what it says only as far as parts of the program are in it; since its voices are, these clips stay under it',
    'Ten clips of a person: Allison Smith, for Asterisk, financed by Digium, CC BY-SA 3.0, cut and made louder',
  ],
  packages: { ...ESPEAK, prompts: PROMPTS },
  async build(folders) {
    const clips: Clip[] = [];
    for (const [place, voice] of VOICES.entries()) {
      for (let number = 0; number < TAKES * DIGIT_WORDS.length; number++) {
        const label = number % DIGIT_WORDS.length;
        const manner = mannerOf(voice, place * TAKES * DIGIT_WORDS.length + number);
        const clip = clipOf(await speak(folders, DIGIT_WORDS[label], manner));
        clips.push({ clip, label, voice });
      }
    }
    clips.push(...readPerson(join(folders.prompts, PROMPTS_FOLDER)));
    const count = clips.length;
    return {
      arrays: {
        clips: {
          shape: [count, CLIP_LENGTH],
          data: Uint8Array.from(Buffer.concat(clips.map(({ clip }) => clip))),
        },
        labels: { shape: [count], data: Uint8Array.from(clips, ({ label }) => label) },
      },
      texts: { voices: clips.map(({ voice }) => voice) },
    };
  },
  sheet() {
    const { train, test, person } = loadSpokenDigits();
    const some = (count: number, size: number) => spread(count / 20, size / 20);
    const tens = (places: readonly number[]) =>
      places.flatMap((place) => Array.from({ length: 20 }, (_, i) => place * 20 + i));
    return [
      ...soundRows('train', train.sounds, tens(some(160, train.labels.length))),
      ...soundRows('test', test.sounds, tens(some(80, test.labels.length))),
      ...soundRows('person, twice', person.sounds, [...person.labels, ...person.labels]),
    ];
  },
};

/** Pitch and speed for the n-th clip: all go by turns, in steps that share no divisor with how many there are. */
function mannerOf(voice: string, n: number): Manner {
  return {
    voice,
    accent: ACCENTS[Math.floor(n / DIGIT_WORDS.length) % ACCENTS.length],
    pitch: PITCH + ((n * 17) % RANGE),
    speed: SPEED + ((n * 29) % RANGE),
  };
}

function readPerson(folder: string): Clip[] {
  return DIGIT_WORDS.map((_, label) => ({
    clip: clipOf(readWav(readFileSync(join(folder, `${label}.wav`)))),
    label,
    voice: DIGITS_PERSON,
  }));
}
