import type { Batches, Examples } from '../data/batches';
import type { Gan } from '../models/gan';
import type { TrainingState } from './state';

/** What a training changes. */
interface Parts {
  readonly gan: Gan;
  readonly batches: Batches<Examples>;
  readonly state?: TrainingState;
}

/** Of trainings that have not ended. */
const inTraining = new WeakSet<object>();

/**
 * Runs a training whose parts no other one may have meanwhile: two at a time would overwrite each other's numbers.
 *
 * @throws Error when a training that has not ended has one of them
 */
export async function withoutOthers<T>(parts: Parts, train: () => Promise<T>): Promise<T> {
  const { gan, state, batches } = parts;
  const networks = [gan.generator, gan.discriminator, gan.averagedGenerator ?? gan.generator];
  const named: Record<string, readonly object[]> = {
    'this GAN is': networks,
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
