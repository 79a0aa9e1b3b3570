import type { Colour } from '../rendering/light';
import { HEAD_REGIONS, type HeadRegion } from './head-model';
import type { Person } from './person';

/** Skin from dark to light. */
const SKIN: readonly Colour[] = [
  [0.4, 0.26, 0.19],
  [0.76, 0.55, 0.43],
  [0.98, 0.82, 0.72],
];

const HAIR: Readonly<Record<Person['hairColour'], Colour>> = {
  black: [0.1, 0.08, 0.07],
  brown: [0.25, 0.15, 0.08],
  chestnut: [0.45, 0.28, 0.12],
  blond: [0.75, 0.58, 0.28],
  grey: [0.6, 0.58, 0.56],
  red: [0.5, 0.18, 0.08],
};

const IRIS: Readonly<Record<Person['eyeColour'], Colour>> = {
  brown: [0.2, 0.12, 0.06],
  blue: [0.25, 0.4, 0.6],
  green: [0.2, 0.35, 0.2],
};

/** The colour of each region of the head, in the order of `HEAD_REGIONS`, in full light. */
export function regionColours(person: Person): Colour[] {
  const place = person.skin * 2;
  const skin = place < 1 ? mix(SKIN[0], SKIN[1], place) : mix(SKIN[1], SKIN[2], place - 1);
  const hair = HAIR[person.hairColour];
  const colours: Readonly<Record<HeadRegion, Colour>> = {
    ...{ skin, hair, scalp: person.hairStyle === 'bald' ? skin : hair },
    brow: mix(skin, hair, 0.75),
    lip: mix(skin, [0.5 + 0.25 * person.skin, 0.22, 0.22], 0.5),
    mouth: [0.35, 0.08, 0.08],
    white: [0.93, 0.92, 0.9],
    iris: IRIS[person.eyeColour],
    pupil: [0.03, 0.03, 0.03],
    teeth: [0.95, 0.93, 0.88],
  };
  return HEAD_REGIONS.map((region) => colours[region]);
}

const mix = (a: Colour, b: Colour, share: number): Colour => [
  a[0] + share * (b[0] - a[0]),
  a[1] + share * (b[1] - a[1]),
  a[2] + share * (b[2] - a[2]),
];
