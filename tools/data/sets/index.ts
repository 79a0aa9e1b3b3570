import type { SetDefinition } from '../definition';
import { body } from './body';
import { earth } from './earth';
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
  earth,
  emoji,
  furniture,
  head,
  motion,
  paintings,
  photos,
  terrain,
];
