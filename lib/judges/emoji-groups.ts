import { EMOJI_GROUPS, EMOJI_STYLES, type Emoji, type EmojiStyle, loadEmoji } from '../data/emoji';
import { pickImages, pixelsOf } from '../data/images';
import type { JudgeDefinition, LabelledExamples } from './definition';
import { joinExamples } from './examples';
import { classes } from './questions';

/** Flags are seven in all: too few to learn. */
const GROUPS = EMOJI_GROUPS.slice(0, -1);

/** Which of Unicode's groups an emoji belongs to, whoever has drawn it. */
export const EMOJI_JUDGE: JudgeDefinition<'probabilities'> = {
  name: 'emoji-groups',
  title: 'The group of an emoji',
  inputShape: [32, 32, 3],
  range: [0, 1],
  answers: { probabilities: classes(GROUPS) },
  epochs: 60,
  variations: { shift: 2, edge: 1, mirror: [1], noise: 0.05 },
  card: {
    data:
      "`data/sets/emoji`: each emoji as Noto, Twemoji and Fluent draw it, 32×32 in colour on white, with Unicode's " +
      'group of it. The group of flags is ' +
      'left out, since it has seven. Held out is one family in six in all three styles, so that no twin of a ' +
      'held-out emoji was seen.',
    notFor: [
      'Flags: it takes them for something else.',
      'Saying whether a picture is a good emoji, or of which style.',
    ],
  },
  load(part) {
    const emoji = loadEmoji()[part];
    return joinExamples(EMOJI_STYLES.map((style) => examplesOf(emoji, style)));
  },
  loadOthers() {
    const { test } = loadEmoji();
    return Object.fromEntries(EMOJI_STYLES.map((style) => [style, examplesOf(test, style)]));
  },
};

function examplesOf({ groups, pictures }: Emoji, style: EmojiStyle): LabelledExamples {
  const places = Array.from(groups.keys()).filter((i) => groups[i] < GROUPS.length);
  return {
    inputs: pixelsOf(pickImages(pictures[style], places)),
    labels: { probabilities: places.map((i) => groups[i]) },
  };
}
