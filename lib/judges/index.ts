import type { JudgeDefinition } from './definition';
import { SEASONS_JUDGE } from './earth-seasons';
import { EMOJI_JUDGE } from './emoji-groups';
import { MNIST_JUDGE } from './mnist';

/** All judges. To add one, add a line. */
export const JUDGES: readonly JudgeDefinition[] = [MNIST_JUDGE, EMOJI_JUDGE, SEASONS_JUDGE];
