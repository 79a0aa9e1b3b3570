// Trains the article's GAN for 22,000 steps and prints what it held after 2,000 and at the end, as JSON. Run with --expose-gc.
import { loadMnist } from '../../lib/data/mnist';
import { batchesWithReplacement } from '../../lib/data/batches';
import { tf } from '../../lib/backend';
import { buildDenseGan } from '../../lib/models/dense';
import { trainGan } from '../../lib/training/train-gan';
import { PRESETS } from '../../lib/training/presets';

async function main() {
  const { bytes } = loadMnist().train;
  const sampler = batchesWithReplacement(bytes, { batchSize: 64, seed: 1 });
  // 1,000 steps count as an epoch.
  const batches = Object.create(sampler, { stepsPerEpoch: { value: 1000 } }) as typeof sampler;
  const seen: { step: number; tensors: number; bytes: number; resident: number }[] = [];
  await trainGan(buildDenseGan({ seed: 1 }), batches, {
    ...PRESETS.article,
    epochs: 22,
    recordEvery: 1000,
    onEpoch: ({ step }) => {
      global.gc?.();
      const { numTensors, numBytes } = tf.memory();
      const resident = process.memoryUsage.rss();
      seen.push({ step, tensors: numTensors, bytes: numBytes, resident });
    },
  });
  process.stdout.write(JSON.stringify(seen));
}

main();
