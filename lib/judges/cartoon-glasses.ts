import { makeCartoonFaces } from '../data/cartoon-faces';
import type { JudgeDefinition } from './definition';
import { examplesOfClasses } from './examples';
import { classes } from './questions';

/** Faces to make of each part, each with glasses and without. */
const COUNTS = { train: 2000, test: 500 };

/** Whether a cartoon face wears glasses. */
export const CARTOON_GLASSES_JUDGE: JudgeDefinition<'probabilities'> = {
  name: 'cartoon-glasses',
  title: 'Glasses on a cartoon face',
  inputShape: [32, 32, 3],
  range: [0, 1],
  answers: { probabilities: classes(['without', 'with']) },
  epochs: 10,
  variations: { shift: 1, edge: 1, mirror: [1], noise: 0.05 },
  card: {
    data:
      'Cartoon faces of the style Avataaars (`makeCartoonFaces`, seed 1), 32×32, each once without glasses and once ' +
      'with glasses of six kinds: nothing else in a face tells which. Held out are other faces.',
    notFor: ['Saying whether the rest of a face was kept.', 'Faces of another style.'],
  },
  async load(part) {
    const none = { train: 0, test: 0 };
    const made = await makeCartoonFaces({ ...none, [part]: COUNTS[part], seed: 1 });
    const { withoutGlasses, withGlasses } = made[part];
    return examplesOfClasses([withoutGlasses, withGlasses]);
  },
};
