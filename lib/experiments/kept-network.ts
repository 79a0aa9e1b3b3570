import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';

import type { tf } from '../backend';
import { dataFolder } from '../data/folder';
import { readWeights, writeWeights } from '../models/weights-file';
import type { GeneratorFacts } from './generators';

/** A network that an experiment trains with seed 1 and the course comes with, for its pages and its lessons. */
export interface KeptNetwork {
  readonly path: string;
  /** Writes a trained network. @throws Error naming the file and the cause */
  readonly save: (model: tf.LayersModel, facts: GeneratorFacts) => void;
  /**
   * The network as it was kept; the caller disposes it.
   *
   * @throws Error naming the file, what was found and what to do, when it is missing, damaged or of another network
   */
  readonly load: () => { readonly model: tf.LayersModel; readonly facts: GeneratorFacts };
}

/**
 * Says where an experiment keeps a network: `data/networks/NAME.safetensors`, under 1 MB.
 *
 * @param name such as `pix2pix-emoji`
 * @param experiment that trains it
 * @param build the network in its architecture, with any weights
 */
export function keptNetwork(
  name: string,
  {
    experiment,
    build,
    folder = join(dataFolder(), 'networks'),
  }: {
    readonly experiment: string;
    readonly build: () => tf.LayersModel;
    readonly folder?: string;
  },
): KeptNetwork {
  const path = join(folder, `${name}.safetensors`);
  const kind = {
    name: `${name} network`,
    version: '1',
    command: `npm run experiments -- ${experiment}`,
  };
  return {
    path,
    save(model, facts) {
      mkdirSync(dirname(path), { recursive: true });
      writeWeights(path, model, { kind, facts });
    },
    load() {
      const model = build();
      try {
        return { model, facts: readWeights<GeneratorFacts>(path, model, kind) };
      } catch (error) {
        model.dispose();
        throw error;
      }
    },
  };
}
