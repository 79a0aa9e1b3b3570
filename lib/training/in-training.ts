import type { Batches, Examples } from '../data/batches';
import type { GameState, Networks } from './game';

/** What a training changes. */
interface Parts {
  readonly networks: Networks;
  readonly batches: Batches<Examples>;
  readonly state?: GameState;
}

/** Of trainings that have not ended. */
const inTraining = new WeakSet<object>();

/**
 * Runs a training whose parts no other one may have meanwhile: two at a time would overwrite each other's numbers.
 *
 * @throws Error when a training that has not ended has one of them
 */
export async function withoutOthers<T>(parts: Parts, train: () => Promise<T>): Promise<T> {
  const { networks, state, batches } = parts;
  const named: Record<string, readonly object[]> = {
    'these networks are': Object.values(networks),
    'this state is': state ? [state] : [],
    'these batches are': [batches],
  };
  for (const [what, objects] of Object.entries(named)) {
    if (!objects.some((each) => inTraining.has(each))) continue;
    throw new Error(`${what} in training already: await the first training, or interrupt it`);
  }
  const taken = Object.values(named).flat();
  taken.forEach((each) => inTraining.add(each));
  try {
    return await train();
  } finally {
    taken.forEach((each) => inTraining.delete(each));
  }
}
