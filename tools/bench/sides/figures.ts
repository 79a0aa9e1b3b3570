import type { tf } from '../../../lib/backend';
import { drawImageGrid, drawLossCurves } from '../../../lib/figures';
import { Random } from '../../../lib/random';
import { History } from '../../../lib/training/history';
import type { SideSettings } from './settings';
import { serveRounds } from './rounds';

/** Rows of the article's 100 epochs, one every 10 steps. */
const NUM_ROWS = 9370;

/** The loss curves of a whole training. */
export async function runLossCurves({ steps }: SideSettings): Promise<void> {
  const history = new History();
  for (let i = 1; i <= NUM_ROWS; i++) {
    history.append({
      step: 10 * i,
      epoch: (100 * i) / NUM_ROWS,
      discriminatorLoss: 1.3 + Math.sin(i) / 10,
      generatorLoss: 0.8 + Math.cos(i) / 10,
      discriminatorAccuracy: 0.6,
    });
  }
  await serveRounds(steps, async () => void (await drawLossCurves(history)));
}

/** The article's grid of 16 samples; which numbers the pixels have makes no difference. */
export async function runImageGrid({ steps }: SideSettings): Promise<void> {
  const images = new Random(1).uniform<tf.Rank.R4>([16, 28, 28, 1]);
  await serveRounds(steps, () => void drawImageGrid(images, { columns: 4 }));
}
