import { choicesOf } from '../choices';
import type { ShapeWeights } from '../rendering/shape-model';
import { ageShares, familyShares, sexShares } from '../rendering/shape-shares';

/** How a body is built. Each property is drawn on its own. */
export interface Build {
  /** From 0 to 2³¹ − 1; from 2³⁰ on for builds that are held out. */
  readonly number: number;
  /** Shares of three families of shapes; their sum is 1. */
  readonly families: readonly [number, number, number];
  /** 0 (female) to 1 (male). */
  readonly sex: number;
  /** 0 (a child) over 0.5 (a young adult) to 1 (old). */
  readonly age: number;
  /** −1 (thin) to 1 (heavy). */
  readonly weight: number;
  /** −1 (weak) to 1 (strong). */
  readonly muscle: number;
}

/** Choices that a build takes. */
const NUM_CHOICES = 7;

/**
 * The build of a number: always the same one.
 *
 * @param number integer from 0 to 2³¹ − 1
 */
export function buildOf(number: number): Build {
  const pick = choicesOf(number, NUM_CHOICES);
  return {
    number,
    families: familyShares(pick),
    sex: pick.between(0, 1),
    age: pick.between(0, 1),
    weight: pick.between(-1, 1),
    muscle: pick.between(-1, 1),
  };
}

/** What shapes a body of this build. */
export function buildWeights({ families, sex, age, weight, muscle }: Build): ShapeWeights {
  return sexShares(sex).flatMap(([sexName, ofSex]) =>
    ageShares(age).flatMap(([ageName, ofAge]) => {
      const share = ofSex * ofAge;
      const name = (what: string) => `${sexName}-${ageName}-${what}`;
      return [
        ...families.map((family, i) => [`${i + 1}-${sexName}-${ageName}`, share * family] as const),
        [name(weight < 0 ? 'thin' : 'heavy'), share * Math.abs(weight)] as const,
        [name(muscle < 0 ? 'weak' : 'strong'), share * Math.abs(muscle)] as const,
      ];
    }),
  );
}
