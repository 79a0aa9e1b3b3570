import { EMOJI_STYLES, loadEmoji } from '../data/emoji';
import type { JudgeDefinition } from './definition';
import { examplesOfClasses } from './examples';
import { classes } from './questions';

/** Who has drawn an emoji: Noto, Twemoji or Fluent. */
export const EMOJI_STYLES_JUDGE: JudgeDefinition<'probabilities'> = {
  name: 'emoji-styles',
  title: 'The style of an emoji',
  inputShape: [32, 32, 3],
  range: [0, 1],
  answers: { probabilities: classes(EMOJI_STYLES) },
  epochs: 80,
  // each style has its own yellow, by which alone a judge could go
  variations: { shift: 2, edge: 1, mirror: [1], recolour: true, noise: 0.05 },
  card: {
    data:
      '`data/sets/emoji`: each emoji as Noto, Twemoji and Fluent draw it, 32×32 in colour on white. Held out is one ' +
      'family in six in all three styles, so that what is drawn tells nothing of who has drawn it.',
    notFor: ['Saying what an emoji shows, or whether a translation kept it.'],
  },
  load(part) {
    const { pictures } = loadEmoji()[part];
    return examplesOfClasses(EMOJI_STYLES.map((style) => pictures[style]));
  },
};
