import { type Batches, batchesWithReplacement } from '../../../lib/data/batches';
import { loadMnist } from '../../../lib/data/mnist';
import { buildTutorialGan } from '../tutorial-dcgan';
import { buildDenseGan } from '../../../lib/models/dense';
import type { Gan } from '../../../lib/models/gan';
import { trainGan } from '../../../lib/training/train-gan';
import { PRESETS } from '../../../lib/training/presets';
import type { SideSettings } from './main';
import { answerRound, roundRequests } from './rounds';

const { article } = PRESETS;

/** The article's step, in the article's sizes unless others are asked for. */
export function runDense({ steps, batchSize, hiddenUnits }: SideSettings): Promise<void> {
  const gan = buildDenseGan({ seed: article.seed, hiddenUnits: hiddenUnits ?? 128 });
  return trainInRounds(gan, mnistBatches(steps, batchSize ?? article.batchSize));
}

/** A step of the convolutional networks; loss, optimizer and batch are the article's. */
export function runDcgan({ steps }: SideSettings): Promise<void> {
  return trainInRounds(
    buildTutorialGan({ seed: article.seed }),
    mnistBatches(steps, article.batchSize),
  );
}

/** MNIST's batches, in epochs of a round's steps. */
function mnistBatches(stepsPerEpoch: number, batchSize: number): Batches {
  const batches = batchesWithReplacement(loadMnist().train.bytes, {
    batchSize,
    seed: article.seed,
  });
  // The object's own methods and its `state`, which must stay a getter, are found behind it.
  return Object.create(batches, { stepsPerEpoch: { value: stepsPerEpoch } }) as Batches;
}

/** What a user calls, timed from epoch to epoch; an epoch is a round. */
async function trainInRounds(gan: Gan, batches: Batches): Promise<void> {
  const end = new AbortController();
  const requests = roundRequests();
  if ((await requests.next()).done) return;
  let start = performance.now();
  await trainGan(gan, batches, {
    ...article,
    epochs: 1e9, // until the parent has enough
    signal: end.signal,
    async onEpoch() {
      answerRound((performance.now() - start) / batches.stepsPerEpoch);
      if ((await requests.next()).done) end.abort();
      start = performance.now();
    },
  });
}
