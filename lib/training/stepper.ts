import { tf } from '../backend';
import { type StepRunner, compileStep } from '../backend/compiled-step';
import type { Batches } from '../data/batches';
import { normalOf } from '../random';
import type { StepNumbers, TrainingState } from './state';
import { type StepContext, updateDiscriminator, updateGenerator } from './step';

/** Makes steps one after another, and keeps the state up to date but for what lives in TensorFlow meanwhile. */
export class Stepper {
  private runner?: StepRunner;

  constructor(
    private readonly context: StepContext,
    private readonly batches: Batches,
    private readonly state: TrainingState,
  ) {}

  /** One update of D, then one of G. @throws Error naming the step when a loss is not finite */
  step(): StepNumbers {
    const { batches, state } = this;
    const numbers = tf.tidy(() => {
      const inputs = [batches.next(), state.noise.key(), state.noise.key()];
      this.runner ??= compileStep((real, ...keys) => this.update(real, keys), inputs);
      return this.runner.run(inputs).map((tensor) => tensor.dataSync()[0]);
    });
    const [discriminatorLoss, discriminatorAccuracy, generatorLoss] = numbers;
    state.step++;
    state.batches = batches.state;
    const named = { discriminatorLoss, discriminatorAccuracy, generatorLoss };
    requireFinite(state.step, named);
    return named;
  }

  /** Brings the networks and the optimizers up to date, for whoever looks at them. */
  pull(): void {
    this.runner?.pull();
  }

  /** Ends, up to date. */
  dispose(): void {
    this.runner?.pull();
    this.runner?.dispose();
  }

  private update(real: tf.Tensor, keys: readonly tf.Tensor[]): tf.Tensor[] {
    const { context, batches } = this;
    return tf.tidy(() => {
      const [zForD, zForG] = keys.map((key) =>
        normalOf(key, [batches.batchSize, context.gan.latentDim]),
      );
      const { loss, accuracy } = updateDiscriminator(real, zForD, context);
      return [loss, accuracy, updateGenerator(zForG, context)];
    });
  }
}

function requireFinite(step: number, { discriminatorLoss, generatorLoss }: StepNumbers): void {
  if (Number.isFinite(discriminatorLoss) && Number.isFinite(generatorLoss)) return;
  throw new Error(
    `step ${step}: the losses are not finite any more (D ${discriminatorLoss}, G ${generatorLoss}). ` +
      'Training has stopped; lower the learning rates, and go on from the last checkpoint.',
  );
}
