import { tf } from '../backend';
import { FRAME_SIZE } from '../data/moving-digits';
import { depthToSpace, spaceToDepth } from '../layers/depth-to-space';
import { glorotUniform } from './initializer';
import { type Symbolic, through } from './symbolic';

/** Frames that are given, and frames that come next. */
export const GIVEN_FRAMES = 5;
export const NEXT_FRAMES = 5;

/** Length of z, for a predictor that is to have several futures for one past. */
export const VIDEO_LATENT_DIM = 16;
/** Channels that z becomes at 8×8. */
const Z_CHANNELS = 8;

/** Side of the blocks of pixels that are laid over each other. */
const BLOCK = 2;
/** Channels at 16×16 and at 8×8. */
const [WIDE, DEEP] = [64, 128];
const NUM_RESIDUAL = 3;
/** Where logits begin: most pixels are black. */
const BLACK = -2;

/**
 * A network that says which frames come next: 5 frames as channels, `[batch, 32, 32, 5]` in 0..1 → blocks of 2×2 pixels laid
 * over each other, 16×16×64 → 8×8×128 → three residual blocks → 16×16×64, beside what it was before → `[batch, 32, 32, 5]` in
 * (0, 1). With `hasNoise` it is also given z `[batch, 16]`, which becomes 8×8×8 beside the 8×8×128.
 *
 * @param seed draws the initial weights; integer from 0 to 2³¹ − 1
 * @returns a model that the caller disposes
 * @see Gao et al. 2022, "SimVP: simpler yet better video prediction", section 3, for frames as channels of a network of
 *   plain convolutions; Ronneberger et al. 2015, "U-Net", for what is put beside
 */
export function buildVideoPredictor(
  seed: number,
  { hasNoise = false }: { readonly hasNoise?: boolean } = {},
): tf.LayersModel {
  let numDrawn = 0;
  const initial = () => ({ kernelInitializer: glorotUniform(seed, numDrawn++) });
  const leaky = (name: string) => tf.layers.leakyReLU({ name: `${name}_leak`, alpha: 0.2 });
  const norm = (name: string) => tf.layers.batchNormalization({ name: `${name}_norm` });
  const convolution = (name: string, filters: number, kernelSize = 3, strides = 1) =>
    tf.layers.conv2d({
      ...{ name, filters, kernelSize, strides, padding: 'same', useBias: false },
      ...initial(),
    });
  const block = (...[name, ...sizes]: Parameters<typeof convolution>) => [
    convolution(name, ...sizes),
    norm(name),
    leaky(name),
  ];
  const residual = (x: Symbolic, name: string): Symbolic => {
    const change = through(
      [...block(`${name}_1`, DEEP), convolution(`${name}_2`, DEEP), norm(`${name}_2`)],
      x,
    );
    const sum = tf.layers.add({ name }).apply([x, change]) as Symbolic;
    return through([leaky(name)], sum);
  };

  const given = tf.input({ shape: [FRAME_SIZE, FRAME_SIZE, GIVEN_FRAMES], name: 'given' });
  const wide = through(
    [spaceToDepth({ name: 'blocks', block: BLOCK }), ...block('wide', WIDE)],
    given,
  );
  const halved = through(block('deep', DEEP, 4, 2), wide);
  const z = tf.input({ shape: [VIDEO_LATENT_DIM], name: 'z' });
  const withNoise = (x: Symbolic): Symbolic => {
    const side = FRAME_SIZE / BLOCK / 2;
    const targetShape = [side, side, Z_CHANNELS];
    const noise = through(
      [
        tf.layers.dense({ name: 'noise', units: side ** 2 * Z_CHANNELS, ...initial() }),
        tf.layers.reshape({ name: 'noise_planes', targetShape }),
      ],
      z,
    );
    const both = tf.layers.concatenate({ name: 'with_noise' }).apply([x, noise]) as Symbolic;
    return through(block('stirred', DEEP), both);
  };
  const deep = range(NUM_RESIDUAL).reduce(
    (x, i) => residual(x, `residual_${i + 1}`),
    hasNoise ? withNoise(halved) : halved,
  );
  const back = through(
    [
      tf.layers.conv2dTranspose({
        ...{ name: 'back', filters: WIDE, kernelSize: 4, strides: 2, padding: 'same' },
        ...{ useBias: false, ...initial() },
      }),
      norm('back'),
      leaky('back'),
    ],
    deep,
  );
  const beside = tf.layers.concatenate({ name: 'beside' }).apply([back, wide]) as Symbolic;
  const next = through(
    [
      ...block('joined', WIDE),
      tf.layers.conv2d({
        ...{ name: 'logits', filters: BLOCK ** 2 * NEXT_FRAMES, kernelSize: 3, padding: 'same' },
        ...{ biasInitializer: tf.initializers.constant({ value: BLACK }), ...initial() },
      }),
      depthToSpace({ name: 'pixels', block: BLOCK }),
      tf.layers.activation({ name: 'next', activation: 'sigmoid' }),
    ],
    beside,
  );
  const inputs = hasNoise ? [given, z] : given;
  return tf.model({ name: 'generator', inputs, outputs: next });
}

const range = (count: number) => Array.from({ length: count }, (_, i) => i);

/**
 * A discriminator of films: 10 frames as channels, `[batch, 32, 32, 10]` in 0..1 → 16×16×32 → 8×8×64 → 4×4×96 → a logit for
 * each of 4×4 overlapping parts, `[batch, 4, 4, 1]`. Nothing normalises over the batch.
 *
 * @param seed draws the initial weights; integer from 0 to 2³¹ − 1
 * @returns a model that the caller disposes
 */
export function buildVideoDiscriminator(seed: number): tf.LayersModel {
  const layers = [32, 64, 96].flatMap((filters, i) => {
    const name = `halve_${i + 1}`;
    return [
      tf.layers.conv2d({
        ...{ name, filters, kernelSize: 4, strides: 2, padding: 'same' },
        kernelInitializer: glorotUniform(seed, 50 + i),
      }),
      tf.layers.leakyReLU({ name: `${name}_leak`, alpha: 0.2 }),
    ];
  });
  const logit = tf.layers.conv2d({
    ...{ name: 'logits', filters: 1, kernelSize: 3, padding: 'same' },
    kernelInitializer: glorotUniform(seed, 60),
  });
  const inputShape = [FRAME_SIZE, FRAME_SIZE, GIVEN_FRAMES + NEXT_FRAMES];
  return tf.sequential({
    name: 'discriminator',
    layers: [tf.layers.inputLayer({ inputShape }), ...layers, logit],
  });
}
