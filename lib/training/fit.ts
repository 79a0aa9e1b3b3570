import type { Batches, Examples } from '../data/batches';
import type { Gan } from '../models/gan';
import { type GameState, type Roles, variablesMoved } from './game';

// Whether what a training is made of belongs together.

/** @throws RangeError unless both networks are for examples of the batches' shape */
export function requireSameShape(
  { generator, discriminator }: Gan,
  { exampleShape }: Batches<Examples>,
): void {
  const expected = exampleShape.join('×');
  const made = generator.outputs[0].shape.slice(1).join('×');
  const judged = discriminator.inputs[0].shape.slice(1).join('×');
  if (made === expected && judged === expected) return;
  throw new RangeError(
    `expected a GAN for examples of ${expected}, the data's shape, but got a generator of ${made} and a ` +
      `discriminator of ${judged}`,
  );
}

/** @throws TypeError unless the state's optimizers move the weights that the players move */
export function requireStateOf(game: Roles, { optimizers }: GameState): void {
  const isOfPlayer = (player: Roles['players'][number]) => {
    const own = variablesMoved(game, player);
    const moved = optimizers[player.name]?.variables ?? [];
    return own.length === moved.length && own.every((variable, i) => variable === moved[i]);
  };
  if (game.players.every(isOfPlayer)) return;
  throw new TypeError(
    'expected a state of the training of these networks, but got one that moves other weights: make it with ' +
      'createTrainingState(gan, …) or createGameState(game, …)',
  );
}

/**
 * @throws RangeError unless an epoch has as many steps as when the state's last row was written:
 *   else epochs run backwards
 */
export function requireSameEpochs(
  { history }: GameState,
  { stepsPerEpoch }: Batches<Examples>,
): void {
  const last = history.rows.at(-1);
  if (!last) return;
  const before = Math.round(last.step / last.epoch);
  if (before === stepsPerEpoch) return;
  throw new RangeError(
    `expected batches of ${before} steps an epoch, as in the training so far, ` +
      `but got ${stepsPerEpoch}: the data or the batch size are others`,
  );
}
