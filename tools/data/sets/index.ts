import type { SetDefinition } from '../definition';
import { emoji } from './emoji';

/** All sets of `data/sets`. To add one, add a line. */
export const SETS: readonly SetDefinition[] = [emoji];
