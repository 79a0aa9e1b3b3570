import { tf } from '../../../lib/backend';
import { Optimizer } from '../../../lib/backend/optimizer';
import { type Step, compileStep } from '../../../lib/backend/compiled-step';
import { sampleRing } from '../../../lib/data/points';
import { trainableVariables } from '../../../lib/models/gan';
import { buildPointGan } from '../../../lib/models/points';
import { gradientPenalty } from '../../../lib/penalties';
import { Random } from '../../../lib/random';
import { type WganGpContext, wganGpStep } from '../wgan-gp';
import type { SideSettings } from './settings';
import { serveRounds } from './rounds';

/** The toy experiments' batch in the authors' code (gan_toy.py). */
const BATCH_SIZE = 256;
/** Learning rate and decays of the paper's algorithm 1. */
const SETTINGS = { learningRate: 1e-4, beta1: 0, beta2: 0.9 };
/** λ of the paper. */
const GRADIENT_PENALTY_WEIGHT = 10;

type Drawn = [real: tf.Tensor2D, zCritic: tf.Tensor2D, zGenerator: tf.Tensor2D, key: tf.Tensor1D];

/** One update of the critic and one of the generator of a WGAN-GP on the ring; both losses are read. */
export function runWganGp({ steps }: SideSettings): Promise<void> {
  const gan = buildPointGan({ seed: 1 });
  const context: WganGpContext = {
    gan,
    criticOptimizer: new Optimizer(trainableVariables(gan.discriminator)),
    generatorOptimizer: new Optimizer(trainableVariables(gan.generator)),
    settings: SETTINGS,
    penalty: gradientPenalty({ weight: GRADIENT_PENALTY_WEIGHT }),
  };
  const random = new Random(1);
  const noise = () => random.normal<tf.Rank.R2>([BATCH_SIZE, gan.latentDim]);
  const step: Step = (...inputs) => {
    // These tensors are drawn below: a key has one axis, the others two.
    const [real, zCritic, zGenerator, key] = inputs as Drawn;
    const { critic, generator } = wganGpStep({ real, zCritic, zGenerator, key }, context);
    return [critic, generator];
  };
  const draw = (): Drawn => [sampleRing(BATCH_SIZE, random), noise(), noise(), random.key()];
  const runner = compileStep(step, draw());
  return serveRounds(steps, () =>
    tf.tidy(() => requireFinite(runner.run(draw()).map((loss) => loss.dataSync()[0]))),
  );
}

function requireFinite(losses: readonly number[]): void {
  if (!losses.every(Number.isFinite)) throw new Error(`the losses are ${losses.join(' and ')}`);
}
