import type { tf } from '../backend';
import type { OptimizerSettings } from '../backend/optimizer';
import type { Gan, NetworkInput } from '../models/gan';
import type { Draw } from './draw';
import type { Game, Player, Roles } from './game';
import { type GanRules, discriminatorNumbers, generatorNumbers } from './step';

/** How a GAN's players move. */
export interface GanSettings extends Omit<GanRules, 'gan'> {
  readonly generatorSettings: OptimizerSettings;
  readonly discriminatorSettings: OptimizerSettings;
  /** Updates of D before each one of G, each on a fresh batch. Default 1. */
  readonly discriminatorSteps?: number;
  /** How slowly the GAN's averaged generator, if it has one, follows G. Default 0.999. */
  readonly averageDecay?: number;
}

/** A GAN's networks by name, and who moves which. */
export const ganRoles = ({ generator, discriminator, averagedGenerator }: Gan): Roles => ({
  networks: { generator, discriminator, ...(averagedGenerator && { averagedGenerator }) },
  players: ['discriminator', 'generator'].map((name) => ({ name, moves: [name] })),
});

/**
 * A GAN as a game of two players: D's updates, each on a batch and fresh noise, then one of G on fresh noise, with the
 * labels of the last batch where the GAN is conditional.
 *
 * @see Goodfellow et al. 2014, "Generative adversarial nets", algorithm 1
 */
export function ganGame(gan: Gan, settings: GanSettings): Game {
  const rules = { ...settings, gan };
  const { networks, players } = ganRoles(gan);
  const [discriminatorRole, generatorRole] = players;
  const isConditional = gan.generator.inputs.length === 2;
  const zFor = ([examples, labels]: readonly tf.Tensor[], draw: Draw): NetworkInput => {
    const z = draw.normal<tf.Rank.R2>([examples.shape[0], gan.latentDim]);
    return isConditional ? [z, labels] : z;
  };
  const discriminator: Player = {
    ...discriminatorRole,
    settings: settings.discriminatorSettings,
    updates: settings.discriminatorSteps,
    numbers: (batch, draw) => {
      const z = zFor(batch, draw);
      const real: NetworkInput = isConditional ? [batch[0], batch[1]] : batch[0];
      return discriminatorNumbers({ real, z, key: rules.penalty && draw.key() }, rules);
    },
  };
  const generator: Player = {
    ...generatorRole,
    settings: settings.generatorSettings,
    numbers: (batch, draw) => generatorNumbers(zFor(batch, draw), rules),
  };
  const average = {
    of: 'generator',
    into: 'averagedGenerator',
    decay: settings.averageDecay ?? 0.999,
  };
  return {
    networks,
    players: [discriminator, generator],
    averages: gan.averagedGenerator ? [average] : [],
  };
}
