import { choicesOf } from '../choices';
import type { ShapeWeights } from '../rendering/shape-model';
import { ageShares, familyShares, sexShares } from '../rendering/shape-shares';

/** What a face can express. */
export const EXPRESSIONS = [
  ...(['neutral', 'smile', 'laugh', 'sad', 'angry', 'surprise', 'kiss', 'wink'] as const),
] as const;
export type Expression = (typeof EXPRESSIONS)[number];

export const HAIR_STYLES = ['bald', 'cropped', 'short', 'long'] as const;
export type HairStyle = (typeof HAIR_STYLES)[number];

export const HAIR_COLOURS = ['black', 'brown', 'chestnut', 'blond', 'grey', 'red'] as const;
export type HairColour = (typeof HAIR_COLOURS)[number];

export const EYE_COLOURS = ['brown', 'blue', 'green'] as const;
export type EyeColour = (typeof EYE_COLOURS)[number];

/** Who a face belongs to. Each property is drawn on its own, so that none tells of another. */
export interface Person {
  /** From 0 to 2³¹ − 1; from 2³⁰ on for people that are held out. */
  readonly number: number;
  /** Shares of three families of head shapes; their sum is 1. */
  readonly families: readonly [number, number, number];
  /** 0 (female) to 1 (male). */
  readonly sex: number;
  /** 0 (a child) over 0.5 (a young adult) to 1 (old). */
  readonly age: number;
  /** −1 (thin) to 1 (heavy). */
  readonly weight: number;
  /** Of each feature of the head model, −1 (less of it) to 1 (more of it). */
  readonly features: readonly number[];
  /** Of the skin: 0 (dark) to 1 (light). */
  readonly skin: number;
  readonly hairStyle: HairStyle;
  readonly hairColour: HairColour;
  readonly eyeColour: EyeColour;
}

/** Features of the head model. */
export const NUM_FEATURES = 82;

/** Choices that a person takes, three for each feature. */
const NUM_CHOICES = 12 + 3 * NUM_FEATURES;

/**
 * The person of a number: always the same one.
 *
 * @param number integer from 0 to 2³¹ − 1
 */
export function personOf(number: number): Person {
  const pick = choicesOf(number, NUM_CHOICES);
  const families = familyShares(pick);
  const [sex, age] = [pick.between(0, 1), pick.between(0.15, 1)];
  return {
    ...{ number, families, sex, age, weight: pick.bell() },
    skin: pick.between(0, 1),
    hairStyle: pick.from(HAIR_STYLES),
    hairColour: pick.from(HAIR_COLOURS),
    eyeColour: pick.from(EYE_COLOURS),
    features: Array.from({ length: NUM_FEATURES }, () => pick.bell()),
  };
}

/** How much features are driven: all of them at once may not make a caricature. */
const FEATURE_STRENGTH = 0.8;

/** What shapes the head of a person whose face is at rest. */
export function personWeights(person: Person, features: readonly string[]): ShapeWeights {
  const { families, age, weight } = person;
  return [
    ...sexShares(person.sex).flatMap(([sex, ofSex]) =>
      ageShares(age).flatMap(([name, ofAge]) =>
        families.map((share, i) => [`${i + 1}-${sex}-${name}`, ofSex * ofAge * share] as const),
      ),
    ),
    [weight < 0 ? 'thin' : 'heavy', Math.abs(weight)] as const,
    ...features.map((feature, i) => {
      const value = person.features[i];
      const strength = FEATURE_STRENGTH * Math.abs(value);
      return [`${feature}-${value < 0 ? 'less' : 'more'}`, strength] as const;
    }),
  ];
}
