import { tf } from '../backend';
import { requireInteger } from '../check';
import { depthToSpace } from '../layers/depth-to-space';
import { upSampling } from '../layers/up-sampling';
import { glorotUniform } from './initializer';
import { type Symbolic, through } from './symbolic';

/** What a super-resolving generator is given. */
export interface SrganGeneratorOptions {
  /** `[height, width, channels]` of the small pictures. */
  readonly inputShape: readonly [height: number, width: number, channels: number];
  /** Draws the initial weights. Integer from 0 to 2³¹ − 1. */
  readonly seed: number;
}

const FILTERS = 48;
/** Filters once the picture has its full size: most of the work would be there. */
const LAST_FILTERS = 24;
const NUM_BLOCKS = 5;
/** How many times larger the picture becomes: twice by 2. */
const FACTOR = 4;

/**
 * SRGAN's generator in small: pictures `[batch, h, w, channels]` → pictures `[batch, 4h, 4w, channels]` of any range.
 * Five residual blocks work at the low resolution; two sub-pixel convolutions ({@link depthToSpace}) double it. What
 * comes out is added to the picture enlarged by straight lines, and is 0 at first: training begins at bilinear
 * interpolation, and the network adds what that misses.
 *
 * 9·3·48 + 48, blocks 5·2·(9·48·48 + 48), doublings 9·48·192 + 192 + 9·48·96 + 96, and 9·24·3 + 3 = 334,539 parameters
 * for 3 channels.
 *
 * @returns a model that the caller disposes
 * @throws RangeError when a size is no integer above 0
 * @see Ledig et al. 2017, "Photo-realistic single image super-resolution using a generative adversarial network",
 *   section 2.1; unlike there, no batch normalisation, which Lim et al. 2017, "Enhanced deep residual networks for
 *   single image super-resolution", section 3.1, leave out too, and leaky ReLU
 */
export function buildSrganGenerator({ inputShape, seed }: SrganGeneratorOptions): tf.LayersModel {
  const [height, width, channels] = inputShape;
  Object.entries({ height, width, channels }).forEach(([name, value]) =>
    requireInteger(name, value, { min: 1 }),
  );
  let numDrawn = 0;
  const convolution = (name: string, filters: number) =>
    tf.layers.conv2d({
      name,
      filters,
      kernelSize: 3,
      padding: 'same',
      kernelInitializer: glorotUniform(seed, numDrawn++),
    });
  /** One that gives 0 at first, so that what it is added to stays. */
  const silent = (name: string, filters: number) =>
    tf.layers.conv2d({
      name,
      filters,
      kernelSize: 3,
      padding: 'same',
      kernelInitializer: 'zeros',
    });
  const leaky = (name: string) => tf.layers.leakyReLU({ name: `${name}_leak`, alpha: 0.2 });
  const plus = (name: string, a: Symbolic, b: Symbolic) =>
    tf.layers.add({ name }).apply([a, b]) as Symbolic; // one output of one shape
  const doubling = (name: string, filters: number) => [
    convolution(name, 4 * filters),
    depthToSpace({ name: `${name}_pixels`, block: 2 }),
    leaky(name),
  ];

  const input = tf.input({ shape: [height, width, channels], name: 'input' });
  let features = through([convolution('first', FILTERS)], input);
  for (let i = 1; i <= NUM_BLOCKS; i++) {
    const [first, second] = [`block_${i}_first`, `block_${i}_second`];
    const layers = [convolution(first, FILTERS), leaky(first), silent(second, FILTERS)];
    features = plus(`block_${i}`, features, through(layers, features));
  }
  const details = through(
    [
      ...doubling('double', FILTERS),
      ...doubling('redouble', LAST_FILTERS),
      silent('details', channels),
    ],
    features,
  );
  const enlarged = upSampling({ name: 'enlarged', factor: FACTOR, method: 'bilinear' });
  const outputs = plus('picture', through([enlarged], input), details);
  return tf.model({ name: 'generator', inputs: input, outputs });
}
