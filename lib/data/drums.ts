import { type SetIdentity, readSet } from './set-file';
import { type Sounds, pickSounds } from './sounds';

/** The file of {@link loadDrums}. */
export const DRUMS_SET: SetIdentity = { name: 'drums', version: '1', isCopyleft: true };

/** The classes: hi-hats are closed ones, cymbals are those that crash, splash or are ridden. */
export const DRUM_CLASSES = ['kick', 'snare', 'hi-hat', 'tom', 'cymbal'] as const;
export type DrumClass = (typeof DRUM_CLASSES)[number];

/** Kits held out: all of one maker, and one of electronic sounds. */
const HELD_OUT = ['Millo-Drums_v.1', 'Millo_MultiLayered2', 'Millo_MultiLayered3', 'VariBreaks'];

/** Hits on drums. */
export interface Drums {
  /**
   * Clips of 4,096 samples, 8,000 a second: from the stroke on, the loudest sample 0.95; what rings longer fades out.
   */
  readonly sounds: Sounds;
  /** Of each clip its class: a place in {@link DRUM_CLASSES}. */
  readonly labels: Uint8Array;
  /** Of each clip its kit: the drums that somebody recorded or made together. */
  readonly kits: readonly string[];
}

/**
 * 350 single hits on drums, from 11 kits of the drum machine Hydrogen and of Sonic Pi: recorded ones and
 * electronic ones, many of them soft, medium and hard.
 *
 * Held out are four kits of two makers. Licence: GPL 2.
 *
 * @throws Error naming the file, what was found and what to do
 */
export function loadDrums(path?: string): { readonly train: Drums; readonly test: Drums } {
  const set = readSet(DRUMS_SET, path);
  const { shape, data } = set.array('clips', 'uint8', 2);
  const labels = set.array('labels', 'uint8', 1).data;
  const kits = set.lines('kits');
  const part = (isTest: boolean): Drums => {
    const places = kits.flatMap((kit, i) => (HELD_OUT.includes(kit) === isTest ? [i] : []));
    return {
      sounds: pickSounds({ shape: [shape[0], shape[1]], data }, places),
      labels: Uint8Array.from(places, (i) => labels[i]),
      kits: places.map((i) => kits[i]),
    };
  };
  return { train: part(false), test: part(true) };
}
