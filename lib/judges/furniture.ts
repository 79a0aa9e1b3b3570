import { FURNITURE_CLASSES, type Furniture, loadFurniture } from '../data/furniture';
import { makeFurniture } from '../data/procedural-furniture';
import { voxelTensorOf } from '../data/voxels';
import type { JudgeDefinition, LabelledExamples } from './definition';
import { joinExamples } from './examples';
import { classes } from './questions';

/** Pieces made by rules, of each part. */
const COUNTS = { train: 3000, test: 600, seed: 1 };

/** Times that the few pieces that people have modelled are shown beside those made by rules. */
const REPEATS = 8;

/** What kind of furniture a solid is. */
export const FURNITURE_JUDGE: JudgeDefinition<'probabilities'> = {
  name: 'furniture',
  title: 'The kind of furniture',
  inputShape: [16, 16, 16, 1],
  range: [0, 1],
  answers: { probabilities: classes(FURNITURE_CLASSES) },
  epochs: 10,
  variations: { shift: 1, mirror: [2] },
  card: {
    data:
      'Solids of 16×16×16 cubes, each looking to the front: `data/sets/furniture`, modelled by people, of which one ' +
      'family in five is held ' +
      `out, and 3,600 pieces made by rules (\`makeFurniture\`, seed 1), of which 600 are held out. In training the ` +
      `former are shown ${REPEATS} times as often.`,
    notFor: [
      'Furniture that is turned: all that it has seen looks to the front.',
      'Saying whether a piece could stand or be sat on.',
    ],
  },
  load(part) {
    const modelled = examplesOf(loadFurniture()[part]);
    const made = examplesOf(makeFurniture(COUNTS)[part]);
    const times = part === 'train' ? REPEATS : 1;
    return joinExamples([made, ...Array.from({ length: times }, () => modelled)]);
  },
  loadOthers: () => ({
    'modelled by people': examplesOf(loadFurniture().test),
    'made by rules': examplesOf(makeFurniture(COUNTS).test),
  }),
};

const examplesOf = ({
  shapes,
  labels,
}: Pick<Furniture, 'shapes' | 'labels'>): LabelledExamples<'probabilities'> => ({
  inputs: voxelTensorOf(shapes),
  labels: { probabilities: labels },
});
