import type { Batches, Examples } from '../../../lib/data/batches';
import type { GameOptions } from '../../../lib/training/loop';
import { answerRound, roundRequests } from './rounds';

/** What a training is given so that it goes on for as long as the parent asks for rounds. */
type RoundOptions = Required<Pick<GameOptions, 'epochs' | 'signal' | 'onEpoch'>>;

/**
 * Answers the parent's requests by a training, as a user calls it, timed from epoch to epoch: an epoch is a round.
 *
 * @param train starts it, with batches whose epoch has `stepsPerRound` steps
 */
export async function serveTraining<T extends Examples>(
  batches: Batches<T>,
  stepsPerRound: number,
  train: (batches: Batches<T>, options: RoundOptions) => Promise<unknown>,
): Promise<void> {
  // The object's own methods and its `state`, which must stay a getter, are found behind it.
  const ofRounds = Object.create(batches, {
    stepsPerEpoch: { value: stepsPerRound },
  }) as Batches<T>;
  const end = new AbortController();
  const requests = roundRequests();
  if ((await requests.next()).done) return;
  let start = performance.now();
  await train(ofRounds, {
    epochs: 1e9, // until the parent has enough
    signal: end.signal,
    async onEpoch() {
      answerRound((performance.now() - start) / stepsPerRound);
      if ((await requests.next()).done) end.abort();
      start = performance.now();
    },
  });
}
