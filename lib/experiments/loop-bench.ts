import { loadLoops } from '../data/loops';
import { loadedOnce } from './loaded-once';
import { fitLoopScale } from './musegan-measures';

/** The loops of experiments on music, loaded once. */
export const loopSets = loadedOnce(loadLoops);

/** What loops are measured with, fitted once. */
export const loopScale = loadedOnce(() => fitLoopScale(loopSets()));
