import { tf } from '../backend';
import { type StepRunner, compileStep } from '../backend/compiled-step';
import type { Batches, Examples } from '../data/batches';
import { type NetworkInput, averageWeights } from '../models/gan';
import { normalOf } from '../random';
import type { StepNumbers, TrainingState } from './state';
import { type StepContext, updateDiscriminator, updateGenerator } from './step';

/** What steps are made with besides {@link StepContext}. */
export interface StepperOptions {
  /** Updates of D before each one of G. */
  readonly discriminatorSteps: number;
  /** Of the averaged generator. */
  readonly averageDecay: number;
}

/** Makes steps one after another, and keeps the state up to date but for what lives in TensorFlow meanwhile. */
export class Stepper {
  private runner?: StepRunner;

  constructor(
    private readonly context: StepContext & StepperOptions,
    private readonly batches: Batches<Examples>,
    private readonly state: TrainingState,
  ) {}

  /** Some updates of D, then one of G. @throws Error naming the step when a loss is not finite */
  step(): StepNumbers {
    const { batches, state } = this;
    const numbers = tf.tidy(() => {
      const inputs = this.inputs();
      this.runner ??= compileStep((...tensors) => this.update(tensors), inputs);
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

  /** For each update of D a batch, the key of its z and, where there is a penalty, the penalty's; then the key of G's z. */
  private inputs(): tf.Tensor[] {
    const { context, batches, state } = this;
    const perUpdate = Array.from({ length: context.discriminatorSteps }, () => {
      const batch = batches.next();
      const examples = batch instanceof tf.Tensor ? [batch] : batch;
      const keys = context.penalty ? [state.noise.key(), state.noise.key()] : [state.noise.key()];
      return [...examples, ...keys];
    });
    return [...perUpdate.flat(), state.noise.key()];
  }

  /** One step made from {@link inputs}: D's loss and accuracy in its last update, G's loss. */
  private update(tensors: readonly tf.Tensor[]): tf.Tensor[] {
    const { context } = this;
    return tf.tidy(() => {
      const updates = this.split(tensors.slice(0, -1)).map(({ real, labels, zKey, key }) => ({
        ...updateDiscriminator(
          { real: beside(real, labels), z: beside(this.z(zKey), labels), key },
          context,
        ),
        labels,
      }));
      const { loss, accuracy, labels } = updates[updates.length - 1];
      const z = this.z(tensors[tensors.length - 1]);
      const generatorLoss = updateGenerator(beside(z, labels), context);
      averageWeights(context.gan, context.averageDecay);
      return [loss, accuracy, generatorLoss];
    });
  }

  /** What each update of D is given, by name. */
  private split(tensors: readonly tf.Tensor[]) {
    const isConditional = this.context.gan.generator.inputs.length === 2;
    const size = tensors.length / this.context.discriminatorSteps;
    return Array.from({ length: this.context.discriminatorSteps }, (_, i) => {
      const [real, ...rest] = tensors.slice(i * size, (i + 1) * size);
      const labels = isConditional ? rest.shift() : undefined;
      const [zKey, key] = rest;
      return { real, labels, zKey, key };
    });
  }

  private z(key: tf.Tensor): tf.Tensor {
    return normalOf(key, [this.batches.batchSize, this.context.gan.latentDim]);
  }
}

const beside = (input: tf.Tensor, labels: tf.Tensor | undefined): NetworkInput =>
  labels ? [input, labels] : input;

function requireFinite(step: number, { discriminatorLoss, generatorLoss }: StepNumbers): void {
  if (Number.isFinite(discriminatorLoss) && Number.isFinite(generatorLoss)) return;
  throw new Error(
    `step ${step}: the losses are not finite any more (D ${discriminatorLoss}, G ${generatorLoss}). ` +
      'Training has stopped; lower the learning rates, and go on from the last checkpoint.',
  );
}
