import { tf } from '../../lib/backend';
import { batchesByEpoch, batchesFrom } from '../../lib/data/batches';
import { type ImageDataset, loadMnist } from '../../lib/data/mnist';
import { loadMnistClassifier } from '../../lib/metrics/classifier';
import { judgeImages, referenceOf } from '../../lib/metrics/judge';
import { mnistScoreInBatches } from '../../lib/metrics/score';
import { buildDcganGan } from '../../lib/models/dcgan';
import { buildDenseGan, buildDenseGenerator } from '../../lib/models/dense';
import { applyInTraining, applyInUse } from '../../lib/models/gan';
import { Random } from '../../lib/random';
import { trainGan } from '../../lib/training/train-gan';
import { PRESETS } from '../../lib/training/presets';
import { assertClose } from '../assert-close';

// The solutions of lesson 7's exercises that take a training. Their ranges are those of five seeds, each with the kernels of four
// kinds of processor: mean ± 4 standard deviations.

describe('notebooks/07_dcgan.ipynb, exercises', function () {
  this.timeout(300_000);
  const preset = PRESETS.dcgan;
  const epochs = 4; // the lesson's
  const decaySteps = epochs * Math.floor(60_000 / preset.batchSize);
  const options = {
    ...preset,
    epochs,
    generatorSettings: { ...preset.generatorSettings, decaySteps },
    discriminatorSettings: { ...preset.discriminatorSettings, decaySteps },
  };
  let mnist: ImageDataset;
  before(() => (mnist = loadMnist()));
  after(() => tf.dispose([mnist.train.images, mnist.test.images]));

  it('4: the company of another image changes an image by 0.11 ± 0.02 a pixel', async () => {
    const { images } = mnist.train;
    const gan = buildDcganGan({ seed: options.seed });
    const batches = batchesFrom(
      (n, draw) => tf.tidy(() => tf.gather(images, draw.integers(n, 60_000))),
      { ...options, stepsPerEpoch: 10 },
    );
    await trainGan(gan, batches, { ...options, epochs: 20 }); // 200 steps
    tf.tidy(() => {
      const z = new Random(options.seed).fork(1).normal<tf.Rank.R2>([64, 32]);
      const beside = (i: number) =>
        applyInTraining(gan.generator, tf.concat([z.slice(0, 1), z.slice(i, 1)])).slice(0, 1);
      const change = tf.mean(tf.abs(tf.sub(beside(1), beside(2))));
      assertClose(change.dataSync()[0], 0.11, 4 * 0.022);
    });
  });

  it("5: with DCGAN's recipe the dense GAN reaches 50 ± 2 % of the real score, with a recall of 0.05 ± 0.02", async () => {
    const gan = {
      ...buildDenseGan({ seed: options.seed }),
      averagedGenerator: buildDenseGenerator({ seed: options.seed }),
    };
    await trainGan(gan, batchesByEpoch(mnist.train.images, options), options);
    tf.tidy(() => {
      const classifier = loadMnistClassifier();
      const reference = referenceOf(classifier, mnist.test.images);
      const { probabilities } = classifier.judge(mnist.test.images);
      const draw = new Random(options.seed).fork(2);
      const fakes = tf.concat(
        Array.from(
          { length: 10 },
          () => applyInUse(gan.averagedGenerator, draw.normal([1000, 100])) as tf.Tensor4D,
        ),
      );
      const report = judgeImages(fakes, reference);
      const ofReal = report.scoreInBatches / mnistScoreInBatches(probabilities, 32);
      assertClose(ofReal, 0.503, 4 * 0.021);
      assertClose(report.recall, 0.053, 4 * 0.02);
    });
  });
});
