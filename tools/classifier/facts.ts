import { tf } from '../../lib/backend';
import {
  type JudgeDefinition,
  type LabelledExamples,
  buildNetworkOf,
} from '../../lib/judges/definition';
import type { JudgeFacts, Qualities, Values } from '../../lib/judges/facts';
import { judgeOf } from '../../lib/judges/judge';
import { DISTURBANCES } from './disturbances';
import { evaluate } from './evaluation';
import { floorsOf } from './floors';

/** Examples of a judge. */
export interface Examples {
  readonly train: LabelledExamples;
  readonly test: LabelledExamples;
}

/** What only the training knows. */
type OfTraining = Pick<JudgeFacts, 'seed' | 'epochs' | 'minutes' | 'otherSeeds' | 'linear'>;

/**
 * Tries a trained judge on all that is held out, and tells how good it is.
 *
 * @param model with its weights; stays the caller's
 */
export function factsOf(
  definition: JudgeDefinition,
  model: tf.LayersModel,
  { train, test }: Examples,
  training: OfTraining,
): JudgeFacts {
  const judge = judgeOf(definition, copyOf(definition, model));
  const tryOn = (examples: LabelledExamples): Qualities => evaluate(judge, definition, examples);
  const disturbed = Object.entries(DISTURBANCES).map(([name, disturb]) => {
    const inputs = disturb(test.inputs, definition);
    return [name, tryOnce({ inputs, labels: test.labels }, tryOn)];
  });
  const others = Object.entries(definition.loadOthers?.() ?? {}).map(([name, each]) => [
    name,
    tryOnce(each, tryOn),
  ]);
  const facts = {
    ...training,
    numTrain: train.inputs.shape[0],
    numTest: test.inputs.shape[0],
    heldOut: tryOn(test),
    disturbed: Object.fromEntries(disturbed),
    others: Object.fromEntries(others),
    floors: floorsOf(judge, definition, { train, test }, training.seed),
  };
  judge.dispose();
  return rounded(facts);
}

/**
 * What a network gets on examples, answer by answer.
 *
 * @param model of the definition; is disposed
 */
export function valuesOf(
  definition: JudgeDefinition,
  model: tf.LayersModel,
  examples: LabelledExamples,
): Values {
  const judge = judgeOf(definition, model);
  const qualities = evaluate(judge, definition, examples);
  judge.dispose();
  return Object.fromEntries(Object.entries(qualities).map(([name, { value }]) => [name, value]));
}

function tryOnce<T>(examples: LabelledExamples, tryOn: (examples: LabelledExamples) => T): T {
  const result = tryOn(examples);
  examples.inputs.dispose();
  return result;
}

/** A judge takes the weights into its graph, where they could not be saved. */
function copyOf(definition: JudgeDefinition, model: tf.LayersModel): tf.LayersModel {
  const copy = buildNetworkOf(definition, 0);
  copy.setWeights(model.getWeights());
  return copy;
}

/** Numbers to so many digits are more than they are worth. */
const DIGITS = 5;

/** The same with numbers of few digits, fit for JSON. */
const rounded = <T>(facts: T): T =>
  JSON.parse(
    JSON.stringify(facts, (_, value) =>
      typeof value === 'number' ? Number(value.toPrecision(DIGITS)) : value,
    ),
  );
