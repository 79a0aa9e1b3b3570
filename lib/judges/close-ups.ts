import type { Face } from '../data/faces/face';
import { makeCloseUps } from '../data/faces/close-ups';
import { withMirrorImages } from '../data/faces/mirrored';
import { EXPRESSIONS } from '../data/faces/person';
import { pixelsOf } from '../data/images';
import type { JudgeDefinition } from './definition';
import { classes, flags, quantity } from './questions';

/** What is asked of a face seen from near. */
export type CloseUpAnswer = 'expression' | 'yaw' | 'light' | 'glasses' | 'skin';

/** Pictures to draw of each part. */
const COUNTS = { train: 12_000, test: 2000 };

/** What a face shows from near, where its expression can be told. */
export const CLOSE_UPS_JUDGE: JudgeDefinition<CloseUpAnswer> = {
  name: 'close-ups',
  title: 'What a face shows from near',
  inputShape: [32, 32, 3],
  range: [0, 1],
  answers: {
    expression: classes(EXPRESSIONS),
    yaw: quantity('degrees', [-30, 30]),
    light: quantity('degrees', [-70, 70]),
    glasses: flags(['glasses']),
    skin: quantity('of 1', [0, 1]),
  },
  epochs: 40,
  variations: { shift: 1, noise: 0.05 },
  card: {
    data:
      'The faces of the judge `faces` from nearer: of pictures of 48×48 pixels the 32×32 with eyes, nose and mouth ' +
      '(`makeCloseUps`, seed 1), those to train on with their mirror images but for winks. Every property is known, and ' +
      'all are drawn independently of each other. Held out are other people. Skin is 0 (dark) to 1 (light).',
    notFor: [
      'Photographs of people, of whose looks it knows nothing: it has seen one program’s heads.',
      'Whole heads: it has seen no hair but at the edge.',
    ],
  },
  load(part) {
    const none = { train: 0, test: 0 };
    const drawn = makeCloseUps({ ...none, [part]: COUNTS[part], seed: 1 })[part];
    const { images, faces } = part === 'train' ? withMirrorImages(drawn) : drawn;
    return { inputs: pixelsOf(images), labels: labelsOf(faces) };
  },
};

function labelsOf(faces: readonly Face[]): Record<CloseUpAnswer, readonly number[]> {
  const each = (label: (face: Face) => number) => faces.map(label);
  return {
    expression: each(({ expression }) => EXPRESSIONS.indexOf(expression)),
    yaw: each(({ yaw }) => yaw),
    light: each(({ lightAzimuth }) => lightAzimuth),
    glasses: each(({ glasses }) => Number(glasses)),
    skin: each(({ person }) => person.skin),
  };
}
