import { tf } from '../../lib/backend';
import {
  type JudgeData,
  type JudgeDefinition,
  type LabelledExamples,
  buildNetworkOf,
} from '../../lib/judges/definition';
import type { JudgeFacts, Qualities } from '../../lib/judges/facts';
import { judgeOf } from '../../lib/judges/judge';
import { DISTURBANCES } from './disturbances';
import { evaluate } from './evaluation';
import { floorsOf } from './floors';

/** A judge that has been trained. */
interface Trained {
  /** With its weights; stays the caller's. */
  readonly model: tf.LayersModel;
  readonly data: JudgeData;
  readonly training: Pick<JudgeFacts, 'seed' | 'epochs' | 'minutes'>;
}

/** Tries a trained judge on all that is held out, and tells how good it is. */
export function factsOf(
  definition: JudgeDefinition,
  { model, data, training }: Trained,
): JudgeFacts {
  const copy = buildNetworkOf(definition, 0); // a judge takes the weights into its graph, where they could not be saved
  copy.setWeights(model.getWeights());
  const judge = judgeOf(definition, copy);
  const { train, test, others = {} } = data;
  const tryOn = (examples: LabelledExamples): Qualities => evaluate(judge, definition, examples);
  const disturbed = Object.entries(DISTURBANCES).map(([name, disturb]) => {
    const inputs = disturb(test.inputs, definition);
    const qualities = tryOn({ inputs, labels: test.labels });
    inputs.dispose();
    return [name, qualities];
  });
  const facts = {
    ...training,
    numTrain: train.inputs.shape[0],
    numTest: test.inputs.shape[0],
    heldOut: tryOn(test),
    disturbed: Object.fromEntries(disturbed),
    others: Object.fromEntries(Object.entries(others).map(([name, each]) => [name, tryOn(each)])),
    floors: floorsOf(judge, definition, data, training.seed),
  };
  judge.dispose();
  return rounded(facts);
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
