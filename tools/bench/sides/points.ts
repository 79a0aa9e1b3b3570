import { tf } from '../../../lib/backend';
import { Adam } from '../../../lib/backend/adam';
import { type Step, compileStep } from '../../../lib/backend/compiled-step';
import { sampleRing } from '../../../lib/data/points';
import { trainableVariables } from '../../../lib/models/gan';
import { buildPointGan } from '../../../lib/models/points';
import { Random } from '../../../lib/random';
import { type WganGpContext, wganGpStep } from '../wgan-gp';
import type { SideSettings } from './main';
import { serveRounds } from './rounds';

/** The toy experiments' batch in the authors' code (gan_toy.py). */
const BATCH_SIZE = 256;
/** Learning rate and decays of the paper's algorithm 1. */
const SETTINGS = { learningRate: 1e-4, beta1: 0, beta2: 0.9 };
/** λ of the paper. */
const GRADIENT_PENALTY_WEIGHT = 10;

/** One update of the critic and one of the generator of a WGAN-GP on the ring; both losses are read. */
export function runWganGp({ steps }: SideSettings): Promise<void> {
  const gan = buildPointGan({ seed: 1 });
  const context: WganGpContext = {
    gan,
    criticOptimizer: new Adam(trainableVariables(gan.discriminator)),
    generatorOptimizer: new Adam(trainableVariables(gan.generator)),
    settings: SETTINGS,
    gradientPenaltyWeight: GRADIENT_PENALTY_WEIGHT,
  };
  const random = new Random(1);
  const noise = () => random.normal<tf.Rank.R2>([BATCH_SIZE, gan.latentDim]);
  // These tensors have two axes each, as they are drawn below.
  const step: Step = (...inputs) => {
    const [real, zCritic, zGenerator, mix] = inputs as tf.Tensor2D[];
    const { critic, generator } = wganGpStep({ real, zCritic, zGenerator, mix }, context);
    return [critic, generator];
  };
  const draw = () => [
    sampleRing(BATCH_SIZE, random),
    noise(),
    noise(),
    random.uniform<tf.Rank.R2>([BATCH_SIZE, 1]),
  ];
  const runner = compileStep(step, draw());
  return serveRounds(steps, () =>
    tf.tidy(() => requireFinite(runner.run(draw()).map((loss) => loss.dataSync()[0]))),
  );
}

function requireFinite(losses: readonly number[]): void {
  if (!losses.every(Number.isFinite)) throw new Error(`the losses are ${losses.join(' and ')}`);
}
