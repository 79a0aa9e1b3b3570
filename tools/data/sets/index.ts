import type { SetDefinition } from '../definition';
import { emoji } from './emoji';
import { paintings } from './paintings';
import { photos } from './photos';

/** All sets of `data/sets`. To add one, add a line. */
export const SETS: readonly SetDefinition[] = [emoji, paintings, photos];
