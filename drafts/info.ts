import { tf } from '../lib/backend';
import { batchesFrom, batchesWithReplacement, sideBySide } from '../lib/data/batches';
import { measureCodes } from '../lib/experiments/infogan';
import { INFOGAN, INFOGAN_CODES, loadDigits } from '../lib/experiments/infogan-run';
import { buildControlledDiscriminator, buildControlledGenerator } from '../lib/models/controlled-gan';
import { classes, quantity } from '../lib/judges/questions';
import { namedCodes } from '../lib/experiments/infogan';
import { codeAgreement } from '../lib/metrics/code-agreement';
import { Random } from '../lib/random';
import { controlledGame, controlsOf } from '../lib/training/controlled-game';
import { trainTimed } from '../lib/experiments/timed-training';
async function main() {
  const o = { seed: 77, shift: 2, norm: false, w: 1, lrG: 2e-3, lrD: 2e-3, epochs: 3, decay: .995, ...JSON.parse(process.argv[2] ?? '{}') };
  const { training } = loadDigits();
  const fit = training.images.slice([0,0,0,0],[50000,-1,-1,-1]) as tf.Tensor4D;
  const val = { images: training.images.slice([50000,0,0,0],[10000,-1,-1,-1]) as tf.Tensor4D, labels: Array.from(training.labels).slice(50000) };
  const pictures = batchesWithReplacement(fit, { batchSize: 64, seed: o.seed });
  const { stepsPerEpoch } = pictures;
  const CODES = { ...INFOGAN_CODES, ...(o.cont ? { a: quantity('', [-1, 1]), b: quantity('', [-1, 1]) } : {}) } as never;
  const nC = o.cont ? 12 : 10;
  const told = batchesFrom((n: number, random: Random) => tf.tidy(() => controlsOf(CODES, { code: random.integers(n, 10).dataSync(), a: random.uniform([n], -1, 1).dataSync(), b: random.uniform([n], -1, 1).dataSync() } as never)), { batchSize: 64, seed: o.seed, stepsPerEpoch });
  const steps = o.epochs * stepsPerEpoch;
  const sizes = { size: 28, channels: 1, numControls: nC, seed: o.seed } as const;
  const [generator, averagedGenerator] = [0, 1].map(() => buildControlledGenerator(sizes));
  const discriminator = buildControlledDiscriminator({ ...sizes, isTold: false, shift: o.shift, normalisesFeatures: o.norm });
  const game = controlledGame({ generator, averagedGenerator, discriminator, controls: CODES, latentDim: 64, answerWeight: o.w, answersOf: 'fakes',
    generatorSettings: { learningRate: o.lrG, beta1: .5, decaySteps: steps }, discriminatorSettings: { learningRate: o.lrD, beta1: .5, decaySteps: steps }, averageDecay: .995 });
  const { minutes } = await trainTimed(game, sideBySide([pictures, told]), { epochs: o.epochs, seed: o.seed, recordEvery: 50 });
  const named = tf.tidy(() => { const out: number[] = []; for (let i = 0; i < 10000; i += 500) { const [, a] = discriminator.apply([val.images.slice([i,0,0,0],[500,-1,-1,-1]), tf.zeros([500, nC])], { training: false }) as tf.Tensor2D[]; out.push(...tf.argMax(a.slice([0,0],[-1,10]), 1).dataSync()); } return out; });
  console.log(JSON.stringify(o), minutes.toFixed(2), codeAgreement(named, val.labels, 10), nC === 10 ? JSON.stringify(measureCodes({ generator: averagedGenerator, discriminator } as never, val, o.seed)) : '');
}
void main();
