import type { SetDefinition } from '../definition';
import { earth } from './earth';
import { emoji } from './emoji';
import { furniture } from './furniture';
import { head } from './head';
import { paintings } from './paintings';
import { photos } from './photos';
import { terrain } from './terrain';

/** All sets of `data/sets`. To add one, add a line. */
export const SETS: readonly SetDefinition[] = [
  earth,
  emoji,
  furniture,
  head,
  paintings,
  photos,
  terrain,
];
