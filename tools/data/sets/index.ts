import type { SetDefinition } from '../definition';
import { body } from './body';
import { brain } from './brain';
import { drums } from './drums';
import { earth } from './earth';
import { ecg } from './ecg';
import { emoji } from './emoji';
import { fashion } from './fashion';
import { furniture } from './furniture';
import { head } from './head';
import { loops } from './loops';
import { motion } from './motion';
import { movielens } from './movielens';
import { orlFaces } from './orl-faces';
import { paintings } from './paintings';
import { photos } from './photos';
import { smiles } from './smiles';
import { sokoban } from './sokoban';
import { spliceDonors } from './splice-donors';
import { spokenDigits } from './spoken-digits';
import { terrain } from './terrain';

/** All sets of `data/sets`. To add one, add a line. */
export const SETS: readonly SetDefinition[] = [
  body,
  brain,
  drums,
  earth,
  ecg,
  emoji,
  fashion,
  furniture,
  head,
  loops,
  motion,
  movielens,
  orlFaces,
  paintings,
  photos,
  smiles,
  sokoban,
  spliceDonors,
  spokenDigits,
  terrain,
];
