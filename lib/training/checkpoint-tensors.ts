import type { tf } from '../backend';
import { requireHome } from '../backend/lent';
import type { Moments, Optimizer } from '../backend/optimizer';
import { type Gan, allVariables } from '../models/gan';
import { byPlace, placedNames, shapeDifference } from '../models/placed-weights';
import type { TrainingState } from './state';

type Named = Readonly<Record<string, tf.Tensor>>;

const PLAYERS = ['generator', 'discriminator'] as const;
type Player = (typeof PLAYERS)[number];

const optimizerOf = (state: TrainingState, player: Player): Optimizer =>
  player === 'generator' ? state.generatorOptimizer : state.discriminatorOptimizer;

/** The networks that a GAN has, by the beginnings of their weights' names. */
const networksOf = ({ generator, discriminator, averagedGenerator }: Gan) =>
  Object.entries({
    'generator.': generator,
    'discriminator.': discriminator,
    ...(averagedGenerator && { 'averagedGenerator.': averagedGenerator }),
  });

const momentsPrefix = (player: Player, which: keyof Moments) => `${player}.adam.${which}.`;

/** A checkpoint's tensors by name: the networks' own, and moments, which are new. */
export function checkpointTensors(gan: Gan, state: TrainingState): Named {
  return namedTensors(gan, (player) => optimizerOf(state, player).moments());
}

/** What a file's tensors lack to be a checkpoint of this GAN, or have too many, in words; undefined when they fit. */
export function tensorDifference(gan: Gan, tensors: Named): string | undefined {
  const ofSameShapes = (player: Player): Moments[] =>
    gan[player].trainableWeights.map((weight) => ({ m: weight.read(), v: weight.read() }));
  return shapeDifference(namedTensors(gan, ofSameShapes), tensors);
}

/** Sets the networks and the optimizers to tensors that fit. */
export function restoreTensors(
  { gan, state }: { readonly gan: Gan; readonly state: TrainingState },
  tensors: Named,
  updates: { readonly generatorUpdates: number; readonly discriminatorUpdates: number },
): void {
  const placed = byPlace(tensors);
  for (const [prefix, model] of networksOf(gan)) {
    model.setWeights(model.weights.map((_, place) => placed[`${prefix}${place}`]));
  }
  for (const player of PLAYERS) {
    const moments = gan[player].trainableWeights.map((_, place) => ({
      m: placed[`${momentsPrefix(player, 'm')}${place}`],
      v: placed[`${momentsPrefix(player, 'v')}${place}`],
    }));
    optimizerOf(state, player).restore(updates[`${player}Updates`], moments);
  }
}

function namedTensors(gan: Gan, momentsOf: (player: Player) => readonly Moments[]): Named {
  const named: Record<string, tf.Tensor> = {};
  const add = (prefix: string, weights: tf.LayerVariable[], tensors: readonly tf.Tensor[]) =>
    placedNames(weights, prefix).forEach((name, place) => (named[name] = tensors[place]));
  for (const [prefix, model] of networksOf(gan)) {
    const variables = allVariables(model);
    requireHome(variables);
    add(prefix, model.weights, variables);
  }
  for (const player of PLAYERS) {
    const moments = momentsOf(player);
    for (const which of ['m', 'v'] as const) {
      const tensors = moments.map((each) => each[which]);
      add(momentsPrefix(player, which), gan[player].trainableWeights, tensors);
    }
  }
  return named;
}
