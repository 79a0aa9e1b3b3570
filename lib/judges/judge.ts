import { tf } from '../backend';
import { type StepRunner, compileStep } from '../backend/compiled-step';
import { type JudgeDefinition, columnsOf } from './definition';
import { chunksOf, requireInputs } from './judge-inputs';

/** What a judge says of examples whatever it is asked, one row an example; the caller disposes. */
export interface Impressions {
  /** `[n, outputs]`, before any softmax or sigmoid. */
  readonly logits: tf.Tensor2D;
  /** `[n, 64]`, at least 0: the last hidden layer, in which like examples lie near each other. */
  readonly features: tf.Tensor2D;
}

/**
 * All that a judge says, its answers by their names: of a judge of classes `probabilities`, `[n, classes]`, whose rows
 * sum to 1. The caller disposes.
 */
export type Verdicts<Answer extends string = never> = Impressions &
  Readonly<Record<Answer, tf.Tensor2D>>;

/** A network that judges examples: pictures, sounds, voxels. */
export interface Judge<Answer extends string = never> {
  /**
   * What it says of examples: of 10,000 digits in about a third of a second on two cores.
   *
   * @param inputs `[n, ...inputShape]` in the judge's range, n at least 1; stay the caller's
   * @throws RangeError when they are of another shape, not finite or outside the range by more than rounding
   */
  judge(inputs: tf.Tensor): Verdicts<Answer>;
  /** Frees the network. */
  dispose(): void;
}

/** A judge of one out of several classes. */
export type ClassJudge = Judge<'probabilities'>;

/**
 * A judge out of a network.
 *
 * @param model of the definition, with the weights that it has now; the judge disposes it
 */
export function judgeOf<Answer extends string>(
  definition: JudgeDefinition<Answer>,
  model: tf.LayersModel,
): Judge<Answer> {
  const columns = columnsOf(definition);
  const size = chunkSizeOf(definition.inputShape);
  const runner = compiled(model, [size, ...definition.inputShape]);
  return {
    judge(inputs) {
      requireInputs(inputs, definition);
      return tf.tidy(() => {
        const chunks = chunksOf(inputs, size).map((chunk) => runner.run([chunk]));
        const [logits, features] = [0, 1].map((i) =>
          // padded rows fall away; the network gives one row an example
          tf.concat(chunks.map((chunk) => chunk[i])).slice(0, inputs.shape[0]),
        ) as tf.Tensor2D[];
        const answers = columns.map(({ name, question, start }) => [
          name,
          question.answerOf(tf.slice(logits, [0, start], [-1, question.numOutputs])),
        ]);
        // one for each answer of the definition
        return { logits, features, ...Object.fromEntries(answers) } as Verdicts<Answer>;
      });
    },
    dispose() {
      runner.dispose();
      model.dispose();
    },
  };
}

/** Examples that the compiled network takes at once: from here on more is no faster. */
const MAX_CHUNK = 500;
/** Numbers in a chunk at most: the widest layer has 16 or 32 times as many, in float32. */
const CHUNK_SIZE = 2 ** 21;

const chunkSizeOf = (inputShape: readonly number[]): number =>
  Math.min(MAX_CHUNK, Math.ceil(CHUNK_SIZE / tf.util.sizeFromShape([...inputShape])));

/** Eager convolutions run on one core here, a compiled step's on all. */
function compiled(model: tf.LayersModel, shape: readonly number[]): StepRunner {
  const features = model.getLayer('features').output as tf.SymbolicTensor; // a dense layer has one
  const both = tf.model({ inputs: model.inputs, outputs: [...model.outputs, features] });
  const example = tf.zeros([...shape]);
  try {
    // two outputs are an array of tensors
    return compileStep((inputs) => both.apply(inputs) as tf.Tensor[], [example]);
  } finally {
    example.dispose();
  }
}
