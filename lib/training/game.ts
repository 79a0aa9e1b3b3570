import type { tf } from '../backend';
import { Optimizer, type OptimizerSettings } from '../backend/optimizer';
import type { Precision } from '../backend/precision';
import type { BatchesState } from '../data/batches';
import { trainableVariables } from '../models/gan';
import { Random } from '../random';
import type { Draw } from './draw';
import { History } from './history';

/** Networks by name. */
export type Networks = Readonly<Record<string, tf.LayersModel>>;

/**
 * What a player's update is made from: the scalar `loss` that it goes against, and beside it any scalars to be
 * recorded, such as the loss's parts. In the history they are called by player and name:
 * `generatorLoss`, `generatorL1`.
 */
export type PlayerNumbers = { readonly loss: tf.Scalar } & Readonly<Record<string, tf.Scalar>>;

/** One who moves some of the networks, against a loss of its own. */
export interface Player {
  /** Such as `generator`; a word that can begin a name. */
  readonly name: string;
  /** The networks whose trainable weights it moves, and no others, by name. */
  readonly moves: readonly string[];
  readonly settings: OptimizerSettings;
  /** Updates in a step, each on a batch of its own. Default 1. */
  readonly updates?: number;
  /**
   * A pure function of the networks' weights, the batch and what it draws: so it can be tested by itself, and compiled.
   *
   * @param batch the tensors of a batch, in the order of the data; they stay the caller's
   */
  readonly numbers: (batch: readonly tf.Tensor[], draw: Draw) => PlayerNumbers;
}

/** Who moves what: all that a training's state depends on. */
export interface Roles {
  readonly networks: Networks;
  readonly players: readonly Pick<Player, 'name' | 'moves'>[];
}

/** A network that is never trained itself: its weights follow another's as a moving average. */
export interface Average {
  /** Both are names of networks of one form. */
  readonly of: string;
  readonly into: string;
  /** In [0, 1): 0.999 averages over about 1,000 steps. */
  readonly decay: number;
}

/**
 * A game of any number of networks and players, of which a GAN is the smallest. A step is the players' updates in turn.
 *
 * @example of two rings of points and two generators:
 *   `{ networks: { toBlue, toRed, judgeBlue, judgeRed }, players: [judges, painters] }`
 */
export interface Game extends Roles {
  readonly players: readonly Player[];
  readonly averages?: readonly Average[];
}

/**
 * All that a training changes besides the networks' weights. Give the same state to {@link trainGame} again and it goes
 * on where it stopped.
 */
export interface GameState {
  /** Steps made so far. */
  step: number;
  /** Where the noise stands. */
  noise: Random;
  /** Where the batches stand, once training has stopped; undefined before it has begun. */
  batches?: BatchesState;
  /** By the players' names. */
  readonly optimizers: Readonly<Record<string, Optimizer>>;
  history: History;
  /** What the steps so far were computed in, one entry for each change: with two, the numbers are no single run's. */
  precisions: readonly Precision[];
  /** The numbers of the steps since the history's last row. */
  pending: readonly Readonly<Record<string, number>>[];
}

/**
 * The state of a training that has not begun.
 *
 * @param seed of the training noise; integer from 0 to 2³¹ − 1
 * @throws RangeError when the players and networks do not fit
 */
export function createGameState(game: Roles, { seed }: { readonly seed: number }): GameState {
  requireGame(game);
  const optimizers = game.players.map(
    (player) => [player.name, new Optimizer(variablesMoved(game, player))] as const,
  );
  return {
    step: 0,
    noise: new Random(seed),
    optimizers: Object.fromEntries(optimizers),
    history: new History(),
    precisions: [],
    pending: [],
  };
}

/** What the history calls a player's number: `generator` and `l1` make `generatorL1`. */
export const columnOf = (player: string, number: string): string =>
  player + number[0].toUpperCase() + number.slice(1);

/** The weights that a player moves. */
export const variablesMoved = (
  { networks }: Roles,
  { moves }: Pick<Player, 'moves'>,
): tf.Variable[] => moves.flatMap((network) => trainableVariables(networks[network]));

/** Fails at the door, not in the middle of a training. @throws RangeError saying what does not fit */
export function requireGame(game: Roles & Pick<Game, 'averages'>): void {
  const { networks, players, averages = [] } = game;
  const names = Object.keys(networks);
  const requireNetwork = (name: string, who: string) => {
    if (names.includes(name)) return;
    throw new RangeError(`expected ${who} to name one of ${names.join(', ')}, but got ${name}`);
  };
  if (players.length === 0) throw new RangeError('expected at least 1 player, but got none');
  names.forEach((name) => requireWord("a network's name", name));
  players.forEach((player, i) => {
    const { name, moves } = player;
    requireWord("a player's name", name);
    if (players.findIndex((other) => other.name === name) !== i) {
      throw new RangeError(`expected players of different names, but two are called ${name}`);
    }
    moves.forEach((network) => requireNetwork(network, `what ${name} moves`));
    const variables = variablesMoved(game, player);
    if (variables.length === 0) {
      throw new RangeError(
        `expected ${name} to move a network with weights to train, but it has none`,
      );
    }
    if (new Set(variables).size !== variables.length) {
      throw new RangeError(
        `expected ${name} to move each weight once, but some are in two networks`,
      );
    }
  });
  averages.forEach(({ of, into, decay }) => {
    [of, into].forEach((name) => requireNetwork(name, 'an average'));
    if (!(decay >= 0 && decay < 1)) {
      throw new RangeError(`expected a decay from 0 to below 1, but got ${decay}`);
    }
  });
}

/** Names are parts of others: of columns, and of tensors in a checkpoint. */
function requireWord(what: string, name: string): void {
  if (/^[a-z]\w*$/i.test(name)) return;
  throw new RangeError(`expected ${what} to be a word, but got "${name}"`);
}
