import { type Batches, batchesWithReplacement } from '../../../lib/data/batches';
import { loadMnist } from '../../../lib/data/mnist';
import { buildTutorialGan } from '../tutorial-dcgan';
import { buildDenseGan } from '../../../lib/models/dense';
import type { Gan } from '../../../lib/models/gan';
import { trainGan } from '../../../lib/training/train-gan';
import { PRESETS } from '../../../lib/training/presets';
import type { SideSettings } from './settings';
import { serveTraining } from './serve-training';

const { article } = PRESETS;

/** The article's step, in the article's sizes unless others are asked for. */
export function runDense({ steps, batchSize, hiddenUnits }: SideSettings): Promise<void> {
  const gan = buildDenseGan({ seed: article.seed, hiddenUnits: hiddenUnits ?? 128 });
  return trainMnist(gan, steps, batchSize ?? article.batchSize);
}

/** A step of the convolutional networks; loss, optimizer and batch are the article's. */
export function runDcgan({ steps }: SideSettings): Promise<void> {
  return trainMnist(buildTutorialGan({ seed: article.seed }), steps, article.batchSize);
}

function trainMnist(gan: Gan, steps: number, batchSize: number): Promise<void> {
  const { bytes } = loadMnist().train;
  const batches: Batches = batchesWithReplacement(bytes, { batchSize, seed: article.seed });
  return serveTraining(batches, steps, (ofRounds, options) =>
    trainGan(gan, ofRounds, { ...article, ...options }),
  );
}
