import type { SetDefinition } from '../definition';
import { body } from './body';
import { brain } from './brain';
import { earth } from './earth';
import { ecg } from './ecg';
import { emoji } from './emoji';
import { furniture } from './furniture';
import { head } from './head';
import { motion } from './motion';
import { paintings } from './paintings';
import { photos } from './photos';
import { terrain } from './terrain';

/** All sets of `data/sets`. To add one, add a line. */
export const SETS: readonly SetDefinition[] = [
  body,
  brain,
  earth,
  ecg,
  emoji,
  furniture,
  head,
  motion,
  paintings,
  photos,
  terrain,
];
