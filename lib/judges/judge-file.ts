import { join } from 'node:path';

import type { tf } from '../backend';
import { dataFolder } from '../data/folder';
import { type WeightsKind, readWeights, writeWeights } from '../models/weights-file';
import { type JudgeDefinition, buildNetworkOf } from './definition';
import type { JudgeFacts } from './facts';
import { type Judge, judgeOf } from './judge';

/** A committed judge, with what is known of it. */
export interface TrainedJudge<Answer extends string = never> extends Judge<Answer> {
  readonly facts: JudgeFacts;
}

const kindOf = ({ name }: JudgeDefinition): WeightsKind => ({
  name: `judge ${name}`,
  version: '1',
  format: `gan-course judge ${name}`,
  command: `npm run classifier -- ${name}`,
});

/** A judge's committed weights, in the repository whose library this is, compiled or not; its card lies beside them. */
export const judgePath = ({ name }: Pick<JudgeDefinition, 'name'>): string =>
  join(dataFolder(), 'judges', `${name}.safetensors`);

/**
 * Writes a judge's weights and facts as one safetensors file, whole or not at all.
 *
 * @param model of the definition
 * @throws Error naming the file and the cause
 */
export function saveJudge(
  definition: JudgeDefinition,
  { model, facts }: { readonly model: tf.LayersModel; readonly facts: JudgeFacts },
  path = judgePath(definition),
): void {
  writeWeights(path, model, { kind: kindOf(definition), facts });
}

/**
 * The network of a judge's file, and its facts: for work on the network itself, such as on its gradients.
 *
 * @returns a model that the caller disposes
 * @throws Error naming the file, what was found and what to do, when it is missing, damaged, of another judge, version
 *   or network
 */
export function readJudge(
  definition: JudgeDefinition,
  path = judgePath(definition),
): { readonly model: tf.LayersModel; readonly facts: JudgeFacts } {
  const model = buildNetworkOf(definition, 0); // the seed's weights are overwritten
  try {
    return { model, facts: readWeights<JudgeFacts>(path, model, kindOf(definition)) };
  } catch (error) {
    model.dispose();
    throw error;
  }
}

/**
 * A committed judge: `loadJudge(EMOJI_JUDGE)`. Its card, `data/judges/NAME.md`, says how it was trained and how good it
 * is.
 *
 * @param path a file of `npm run classifier`; default the committed one
 * @throws Error naming the file, what was found and what to do, when it is missing, damaged, of another judge or
 *   version
 */
export function loadJudge<Answer extends string>(
  definition: JudgeDefinition<Answer>,
  path = judgePath(definition),
): TrainedJudge<Answer> {
  const { model, facts } = readJudge(definition, path);
  return { facts, ...judgeOf(definition, model) };
}
