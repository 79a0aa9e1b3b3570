import type { SetDefinition } from '../definition';
import { drums } from './drums';
import { earth } from './earth';
import { emoji } from './emoji';
import { furniture } from './furniture';
import { loops } from './loops';
import { paintings } from './paintings';
import { photos } from './photos';
import { smiles } from './smiles';
import { sokoban } from './sokoban';
import { spliceDonors } from './splice-donors';
import { spokenDigits } from './spoken-digits';
import { terrain } from './terrain';

/** All sets of `data/sets`. To add one, add a line. */
export const SETS: readonly SetDefinition[] = [
  drums,
  earth,
  emoji,
  furniture,
  loops,
  paintings,
  photos,
  smiles,
  sokoban,
  spliceDonors,
  spokenDigits,
  terrain,
];
