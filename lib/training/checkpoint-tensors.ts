import type { tf } from '../backend';
import { requireHome } from '../backend/lent';
import type { Moments } from '../backend/optimizer';
import { allVariables } from '../models/gan';
import { byPlace, placedNames, shapeDifference } from '../models/placed-weights';
import { type GameState, type Roles, variablesMoved } from './game';

type Named = Readonly<Record<string, tf.Tensor>>;
type Optimizers = GameState['optimizers'];

const MOMENTS = ['m', 'v'] as const;
const prefixOf = (network: string) => `${network}.`;
const momentName = (player: string, which: keyof Moments, place: number) =>
  `${player}.adam.${which}.${place}`;

/** A checkpoint's tensors by name: the networks' own, and moments, which are new. */
export function checkpointTensors(game: Roles, optimizers: Optimizers): Named {
  return namedTensors(game, ({ name }) => optimizers[name].moments());
}

/** What a file's tensors lack to be a checkpoint of a game, or have too many, in words; undefined when they fit. */
export function tensorDifference(game: Roles, tensors: Named): string | undefined {
  const ofSameShapes = (player: Roles['players'][number]): Moments[] =>
    variablesMoved(game, player).map((variable) => ({ m: variable, v: variable }));
  return shapeDifference(namedTensors(game, ofSameShapes), tensors);
}

/** Sets networks and optimizers to tensors that fit. @param updates of each player so far */
export function restoreTensors(
  { networks }: Roles,
  optimizers: Optimizers,
  { tensors, updates }: { tensors: Named; updates: Readonly<Record<string, number>> },
): void {
  const placed = byPlace(tensors);
  for (const [network, model] of Object.entries(networks)) {
    model.setWeights(model.weights.map((_, place) => placed[`${prefixOf(network)}${place}`]));
  }
  for (const [player, optimizer] of Object.entries(optimizers)) {
    const moment = (which: keyof Moments, place: number) =>
      tensors[momentName(player, which, place)];
    const moments = optimizer.variables.map((_, place) => ({
      m: moment('m', place),
      v: moment('v', place),
    }));
    optimizer.restore(updates[player], moments);
  }
}

function namedTensors(
  { networks, players }: Roles,
  momentsOf: (player: Roles['players'][number]) => readonly Moments[],
): Named {
  const named: Record<string, tf.Tensor> = {};
  for (const [network, model] of Object.entries(networks)) {
    const variables = allVariables(model);
    requireHome(variables);
    placedNames(model.weights, prefixOf(network)).forEach(
      (name, place) => (named[name] = variables[place]),
    );
  }
  for (const player of players) {
    momentsOf(player).forEach((moments, place) =>
      MOMENTS.forEach((which) => (named[momentName(player.name, which, place)] = moments[which])),
    );
  }
  return named;
}
