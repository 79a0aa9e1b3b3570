import type { Expression } from '../../lib/data/faces/person';
import { type MakeHuman, type Target, sumOfTargets } from './makehuman';

/** Movements of the face that make each expression. Slight ones are driven beyond 1, so that 32 pixels show them. */
const EXPRESSIONS: Readonly<
  Record<Exclude<Expression, 'neutral'>, Readonly<Record<string, number>>>
> = {
  smile: { mouthSmile: 1.6, cheekSquint: 1 },
  laugh: { mouthSmile: 1.1, jawOpen: 0.6, cheekSquint: 0.9, eyeSquint: 0.55 },
  sad: { mouthFrown: 1.6, browInnerUp: 1.6, mouthShrugLower: 0.65 },
  angry: { browDown: 1.6, noseSneer: 1.3, mouthPress: 1.3, eyeSquint: 0.65 },
  surprise: {
    jawOpen: 0.9,
    eyeWide: 1.1,
    browInnerUp: 1.1,
    browOuterUp: 1.1,
    mouthFunnel: 0.35,
  },
  kiss: { mouthPucker: 1.6, mouthFunnel: 0.65 },
  wink: { eyeBlinkLeft: 1, mouthSmileLeft: 0.8, cheekSquintLeft: 0.9, browDownLeft: 0.55 },
};

/** The data's own names for three families of head shapes, which are 1, 2 and 3 here. */
const FAMILIES = ['african', 'asian', 'caucasian'];
const AGES = ['child', 'young', 'old'];

/** Where features lie. */
const FOLDERS = ['head', 'forehead', 'eyes', 'eyebrows', 'nose', 'mouth', 'chin', 'cheek', 'ears'];

/** How two opposite changes are called. */
const OPPOSITES: readonly (readonly [less: string, more: string])[] = [
  ['decr', 'incr'],
  ['in', 'out'],
  ['down', 'up'],
  ['backward', 'forward'],
  ['concave', 'convex'],
];

/** What is left out: what other targets do, and what turns or shifts the head to one side. */
const NO_FEATURES = /^head-(age|angle|fat)|^(head|mouth|nose)-trans-in/;

/** Everything that shapes a head, by the library's names. */
export function headTargets(source: MakeHuman): Map<string, Target> {
  return new Map([
    ...shapeTargets(source),
    ['thin', source.readShape('head/head-fat-decr')],
    ['heavy', source.readShape('head/head-fat-incr')],
    ...featureTargets(source),
    ...Object.entries(EXPRESSIONS).map(([name, movements]) => {
      const parts = Object.entries(movements).map(
        ([movement, strength]) => [source.readMovement(movement), strength] as const,
      );
      return [name, sumOfTargets(parts)] as const;
    }),
  ]);
}

/** The whole head's shape by family, sex and age. */
function shapeTargets(source: MakeHuman): (readonly [string, Target])[] {
  const read = (name: string) => source.readShape(`macrodetails/${name}`);
  return ['female', 'male'].flatMap((sex) => [
    ...FAMILIES.flatMap((family, i) =>
      AGES.map((age) => [`${i + 1}-${sex}-${age}`, read(`${family}-${sex}-${age}`)] as const),
    ),
  ]);
}

/** Pairs of opposite changes of a part of the face; of those that have two sides, both at once. */
function featureTargets(source: MakeHuman): (readonly [string, Target])[] {
  return FOLDERS.flatMap((folder) => {
    const names = source.shapesIn(folder).filter((name) => !/^r-/.test(name)); // l- stands for both
    return names.flatMap((less) => {
      const [, stem, ending] = /^(.*)-(\w+)$/.exec(less) ?? [];
      const more = OPPOSITES.find(([end]) => end === ending)?.[1];
      if (!more || NO_FEATURES.test(less) || !names.includes(`${stem}-${more}`)) return [];
      const read = (name: string): Target => {
        const sides = name.startsWith('l-') ? [name, name.replace(/^l/, 'r')] : [name];
        return sumOfTargets(sides.map((side) => [source.readShape(`${folder}/${side}`), 1]));
      };
      const feature = stem.replace(/^l-/, '');
      return [
        [`${feature}-less`, read(less)],
        [`${feature}-more`, read(`${stem}-${more}`)],
      ] as const;
    });
  });
}
