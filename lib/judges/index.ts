import { CARTOON_GLASSES_JUDGE } from './cartoon-glasses';
import { CLOSE_UPS_JUDGE } from './close-ups';
import type { JudgeDefinition } from './definition';
import { DRUMS_JUDGE } from './drums';
import { SEASONS_JUDGE } from './earth-seasons';
import { EMOJI_JUDGE } from './emoji-groups';
import { EMOJI_STYLES_JUDGE } from './emoji-styles';
import { FACES_JUDGE } from './faces';
import { FURNITURE_JUDGE } from './furniture';
import { HEART_BEATS_JUDGE } from './heart-beats';
import { MNIST_JUDGE } from './mnist';
import { PAINTINGS_JUDGE } from './paintings';
import { SPOKEN_DIGITS_JUDGE } from './spoken-digits';

/** All judges. To add one, add a line. */
export const JUDGES: readonly JudgeDefinition[] = [
  MNIST_JUDGE,
  EMOJI_JUDGE,
  EMOJI_STYLES_JUDGE,
  SEASONS_JUDGE,
  PAINTINGS_JUDGE,
  FACES_JUDGE,
  CLOSE_UPS_JUDGE,
  CARTOON_GLASSES_JUDGE,
  FURNITURE_JUDGE,
  SPOKEN_DIGITS_JUDGE,
  DRUMS_JUDGE,
  HEART_BEATS_JUDGE,
];
