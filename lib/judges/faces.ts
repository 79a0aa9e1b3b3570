import type { Face } from '../data/faces/face';
import { makeFaces } from '../data/faces/faces';
import { EXPRESSIONS, HAIR_COLOURS, HAIR_STYLES } from '../data/faces/person';
import { pixelsOf } from '../data/images';
import type { JudgeDefinition } from './definition';
import { classes, flags, quantity } from './questions';

/** What is asked of a face. */
export type FaceAnswer =
  | 'expression'
  | 'hairStyle'
  | 'hairColour'
  | 'glasses'
  | 'yaw'
  | 'light'
  | 'skin'
  | 'sex'
  | 'age';

/** Of heads that are bald no colour is to be seen. */
const COLOURS = ['none', ...HAIR_COLOURS] as const;

/** Pictures to make of each part. */
const COUNTS = { train: 12_000, test: 2000 };

/** What a face shows: its attributes. */
export const FACES_JUDGE: JudgeDefinition<FaceAnswer> = {
  name: 'faces',
  title: 'The attributes of a face',
  inputShape: [32, 32, 3],
  range: [0, 1],
  answers: {
    expression: classes(EXPRESSIONS),
    hairStyle: classes(HAIR_STYLES),
    hairColour: classes(COLOURS),
    glasses: flags(['glasses']),
    yaw: quantity('degrees', [-30, 30]),
    light: quantity('degrees', [-70, 70]),
    skin: quantity('of 1', [0, 1]),
    sex: quantity('of 1', [0, 1]),
    age: quantity('of 1', [0.15, 1]),
  },
  epochs: 20,
  variations: { shift: 1, noise: 0.05 },
  card: {
    data:
      'Faces of people who do not exist, drawn by program from MakeHuman’s head at 32×32 pixels (`makeFaces`, seed ' +
      '1): every property is known, and all are drawn independently of each other, so that none can be guessed from ' +
      'another. Held out are other people. Skin is 0 (dark) to 1 (light), sex 0 (female) to 1 (male), age 0.15 (a ' +
      'child) to 1 (old).',
    notFor: [
      'Photographs of people, of whose looks it knows nothing: it has seen one program’s heads.',
      'Sex and age of a single face: they show in it little, and the mean distance says how little.',
    ],
  },
  load(part) {
    const none = { train: 0, test: 0 };
    const { images, faces } = makeFaces({ ...none, [part]: COUNTS[part], seed: 1 })[part];
    return { inputs: pixelsOf(images), labels: labelsOf(faces) };
  },
};

function labelsOf(faces: readonly Face[]): Record<FaceAnswer, readonly number[]> {
  const each = (label: (face: Face) => number) => faces.map(label);
  return {
    expression: each(({ expression }) => EXPRESSIONS.indexOf(expression)),
    hairStyle: each(({ person }) => HAIR_STYLES.indexOf(person.hairStyle)),
    hairColour: each(({ person }) => COLOURS.indexOf(seenColour(person))),
    glasses: each(({ glasses }) => Number(glasses)),
    yaw: each(({ yaw }) => yaw),
    light: each(({ lightAzimuth }) => lightAzimuth),
    skin: each(({ person }) => person.skin),
    sex: each(({ person }) => person.sex),
    age: each(({ person }) => person.age),
  };
}

const seenColour = ({ hairStyle, hairColour }: Face['person']) =>
  hairStyle === 'bald' ? 'none' : hairColour;
