import { tf } from '../backend';
import { requireInteger } from '../check';
import type { Gan } from './gan';
import { glorotUniform } from './initializer';

/** Sizes of the small networks for points on a line or in the plane. */
export interface PointOptions {
  /** Length of z. Default 2. */
  readonly latentDim?: number;
  /** Numbers in a point: 1 on the line, 2 in the plane. Default 2. */
  readonly pointDim?: number;
  /** Widths of the hidden layers of both networks. Default two of 64. */
  readonly hiddenUnits?: readonly number[];
  /**
   * Layers that D has besides its own, made anew for each D: at place 0 before the first hidden layer, at place i after
   * the i-th. Such as {@link packing} at 0 or {@link dropout} at the others. Default: none.
   */
  readonly discriminatorExtras?: (place: number) => readonly tf.layers.Layer[];
  /** Draws the initial weights. Integer from 0 to 2³¹ − 1. */
  readonly seed: number;
}

const DEFAULTS = {
  latentDim: 2,
  pointDim: 2,
  hiddenUnits: [64, 64],
  discriminatorExtras: () => [],
} as const;

/** z `[batch, latentDim]` → hidden layers, ReLU → points `[batch, pointDim]`, any real numbers. */
export function buildPointGenerator(options: PointOptions): tf.LayersModel {
  const { latentDim, pointDim, hiddenUnits, seed } = checked(options);
  const layers = dense([...hiddenUnits, pointDim], seed, 0);
  return stack('generator', latentDim, layers);
}

/** Points `[batch, pointDim]` → hidden layers, ReLU, with the extras between them → a logit `[batch, 1]`. */
export function buildPointDiscriminator(options: PointOptions): tf.LayersModel {
  const { pointDim, hiddenUnits, discriminatorExtras, seed } = checked(options);
  const layers = dense([...hiddenUnits, 1], seed, 100);
  return stack(
    'discriminator',
    pointDim,
    layers.flatMap((layer, place) => [...discriminatorExtras(place), layer]),
  );
}

/** Both networks for points; the caller disposes the models. */
export function buildPointGan(options: PointOptions): Gan {
  return {
    generator: buildPointGenerator(options),
    discriminator: buildPointDiscriminator(options),
    latentDim: checked(options).latentDim,
  };
}

/** Dense layers of the given sizes: ReLU after each, nothing after the last. */
function dense(sizes: readonly number[], seed: number, firstLabel: number): tf.layers.Layer[] {
  const last = sizes.length - 1;
  return sizes.map((units, i) =>
    tf.layers.dense({
      name: i === last ? 'output' : `hidden${i + 1}`,
      units,
      activation: i === last ? 'linear' : 'relu',
      kernelInitializer: glorotUniform(seed, firstLabel + i),
    }),
  );
}

function stack(name: string, inputSize: number, layers: tf.layers.Layer[]): tf.LayersModel {
  const input = tf.layers.inputLayer({ inputShape: [inputSize] });
  return tf.sequential({ name, layers: [input, ...layers] });
}

function checked(options: PointOptions): Required<PointOptions> {
  const all = { ...DEFAULTS, ...options };
  requireInteger('latentDim', all.latentDim, { min: 1 });
  requireInteger('pointDim', all.pointDim, { min: 1 });
  all.hiddenUnits.forEach((units) => requireInteger('each of hiddenUnits', units, { min: 1 }));
  return all;
}
