import { type Choices, type Part, choicesOfPart } from '../choices';
import { EXPRESSIONS, type Expression, type Person, personOf } from './person';

/** A face as it is seen: every property is a label, and all are drawn independently of each other. */
export interface Face {
  readonly person: Person;
  readonly expression: Expression;
  /** How strong it is: 0 is none, 1 plain to see. */
  readonly strength: number;
  /** Degrees by which the head is turned to its left, which is the picture's right. */
  readonly yaw: number;
  /** Degrees by which it looks down. */
  readonly pitch: number;
  /** Degrees by which it leans to the picture's left. */
  readonly roll: number;
  /** Degrees from which the light comes: from the picture's left (below 0) or right, and from above. */
  readonly lightAzimuth: number;
  readonly lightElevation: number;
  readonly glasses: boolean;
  /** Red, green and blue behind the head, 0 to 1. */
  readonly background: readonly [number, number, number];
}

/** Choices that a face takes beside its person. */
const NUM_CHOICES = 16;

/** Faces of people none of whom occurs twice but by a rare chance. */
export function sampleFaces(sample: {
  readonly count: number;
  readonly seed: number;
  readonly part: Part;
}): Face[] {
  return choicesOfPart(sample, NUM_CHOICES).map((pick) =>
    sampleFace(personOf(pick.numberOf(sample.part)), pick),
  );
}

function sampleFace(person: Person, pick: Choices): Face {
  return {
    person,
    expression: pick.from(EXPRESSIONS),
    strength: 1,
    yaw: pick.between(-30, 30),
    pitch: pick.between(-8, 8),
    roll: 3 * pick.bell(),
    lightAzimuth: pick.between(-70, 70),
    lightElevation: pick.between(-5, 40),
    glasses: pick.happens(0.25),
    background: [pick.between(0.25, 0.75), pick.between(0.25, 0.75), pick.between(0.25, 0.75)],
  };
}
