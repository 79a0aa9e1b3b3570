import { loadSeasons } from '../data/earth';
import type { JudgeDefinition } from './definition';
import { examplesOfClasses } from './examples';
import { classes } from './questions';

/** Whether a satellite picture shows the Earth's north in summer or in winter. */
export const SEASONS_JUDGE: JudgeDefinition<'probabilities'> = {
  name: 'earth-seasons',
  title: 'Summer or winter, seen from space',
  inputShape: [32, 32, 3],
  range: [0, 1],
  answers: { probabilities: classes(['summer', 'winter']) },
  epochs: 40,
  variations: { shift: 4, mirror: [0, 1], noise: 0.1 },
  card: {
    data:
      '`data/sets/earth`, seasons: 32×32 patches of satellite pictures of the north, 28 to 73 degrees, each place ' +
      'once in summer and once in winter. Held out are stripes of longitude, in patches that share no pixel.',
    notFor: [
      'Saying whether a translation kept the place: one and the same white picture is winter.',
      'Other seasons, the south, and pictures taken from lower down.',
    ],
  },
  load(part) {
    const { inputs, targets } = loadSeasons()[part];
    return examplesOfClasses([inputs, targets]);
  },
};
