import { loadPaintings } from '../data/paintings';
import { cutPatches } from '../data/patches';
import { loadPhotos } from '../data/photos';
import type { JudgeDefinition } from './definition';
import { examplesOfClasses } from './examples';
import { classes } from './questions';

/** Pixels from one patch to the next: held-out ones share none. */
const STEPS = { train: 16, test: 32 };

/** Whether a patch is of a painting by van Gogh or of a photograph. */
export const PAINTINGS_JUDGE: JudgeDefinition<'probabilities'> = {
  name: 'paintings',
  title: 'Painting or photograph',
  inputShape: [32, 32, 3],
  range: [0, 1],
  answers: { probabilities: classes(['painting', 'photograph']) },
  epochs: 20,
  // by colours alone a judge could know the few pictures
  variations: { shift: 4, mirror: [1], recolour: true, noise: 0.05 },
  card: {
    data:
      '`data/sets/paintings` and `data/sets/photos`: 32×32 patches, in which something is to be seen, of six ' +
      'paintings by van Gogh and eight photographs. Held out are two paintings and three photographs, in patches ' +
      'that share no pixel.',
    notFor: [
      'Other painters, and photographs in general: the held-out part is five pictures, and patches of one are alike.',
      'Whole pictures: it sees strokes, not composition.',
      'Colours: it was taught not to go by them.',
    ],
  },
  load(part) {
    const patches = [loadPaintings(), loadPhotos()].map(
      (pictures) => cutPatches(pictures[part], { step: STEPS[part] }).images,
    );
    return examplesOfClasses(patches);
  },
};
