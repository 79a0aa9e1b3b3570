import { tf } from '../backend';
import { latentPart } from '../layers/latent-part';
import { modulation } from '../layers/modulation';
import type { Gan } from './gan';
import { glorotUniform } from './initializer';
import { buildPictureDiscriminator } from './picture-dcgan';
import { pictureEnd } from './picture-end';
import { type Symbolic, through } from './symbolic';

/** Which numbers of z each stage of {@link buildStagedGenerator} is given. */
export const STAGES = {
  /** Makes the first picture, 4×4. */
  coarse: { start: 0, size: 32 },
  /** Scales and shifts channels at 8×8. */
  middle: { start: 32, size: 16 },
  /** Scales and shifts channels at 16×16. */
  fine: { start: 48, size: 16 },
} as const;

/** The name of a part of z. */
export type Stage = keyof typeof STAGES;

const LATENT_DIM = 64;
/** Sizes that leave a file of weights under 1 MB. */
const HIDDEN = 80;
const BASE = [4, 4, 96] as const;
const CHANNELS = { middle: 48, fine: 24 } as const;
/** At the picture's own size. */
const FULL_SIZE_FILTERS = 12;
/** Between a part of z and what it scales and shifts. */
const STYLE_UNITS = 64;
/** 4×4 filters that double height and width. */
const KERNEL = { kernelSize: 4, strides: 2, padding: 'same' } as const;

/**
 * A generator of pictures in stages, each of which is given a part of z of its own ({@link STAGES}): z `[batch, 64]`,
 * whose first 32 numbers make 4×4×96 by way of dense 80; then 8×8×48, whose channels the next 16 numbers scale and
 * shift ({@link modulation}), and 16×16×24, whose channels the last 16 scale and shift. At the end
 * ({@link pictureEnd}) come 32×32×12 and pictures `[batch, 32, 32, 3]` in (0, 1). So the coarse part of one vector and the fine one of another make a picture: its parts are drawn independently
 * in training too.
 *
 * 32·80 + 4·80 + 80·1536 + 4·1536, styles 2·(16·64 + 64) + 64·96 + 96 + 64·48 + 48, and 16·96·48 + 2·48 + 16·48·24 +
 * 2·24 + 9·24·12 + 4·12 + 9·12·3 + 3 = 238,711 parameters.
 *
 * @param seed draws the initial weights; integer from 0 to 2³¹ − 1
 * @returns a model that the caller disposes
 * @see Brock et al. 2019, "Large scale GAN training for high fidelity natural image synthesis", section 3 and appendix
 *   B ("skip-z"), with parts of z given to each stage; Karras et al. 2019, "A style-based generator architecture for
 *   generative adversarial networks", section 2, where one vector styles all stages
 */
export function buildStagedGenerator(seed: number): tf.LayersModel {
  let numDrawn = 0;
  const initial = () => ({ kernelInitializer: glorotUniform(seed, numDrawn++) });
  const leaky = (name: string) => tf.layers.leakyReLU({ name: `${name}_leak`, alpha: 0.2 });
  const dense = (name: string, units: number) => [
    tf.layers.dense({ name, units, useBias: false, ...initial() }),
    tf.layers.batchNormalization({ name: `${name}_norm` }),
    leaky(name),
  ];

  const z = tf.input({ shape: [LATENT_DIM], name: 'z' });
  const part = (stage: Stage) => latentPart({ name: stage, ...STAGES[stage] }).apply(z) as Symbolic;
  const styleOf = (stage: 'middle' | 'fine') => {
    const name = `${stage}_style`;
    const layers = [
      tf.layers.dense({ name: `${name}_hidden`, units: STYLE_UNITS, ...initial() }),
      leaky(`${name}_hidden`),
      tf.layers.dense({ name, units: 2 * CHANNELS[stage], ...initial() }),
    ];
    return through(layers, part(stage));
  };
  const doubled = (x: Symbolic, stage: 'middle' | 'fine') => {
    const name = `${stage}_double`;
    const layers = [
      tf.layers.conv2dTranspose({
        name,
        filters: CHANNELS[stage],
        ...KERNEL,
        useBias: false,
        ...initial(),
      }),
      tf.layers.batchNormalization({ name: `${name}_norm`, scale: false, center: false }),
    ];
    const styled = modulation({ name: `${stage}_modulation` });
    return through([leaky(name)], styled.apply([through(layers, x), styleOf(stage)]) as Symbolic);
  };

  const base = [
    ...dense('hidden', HIDDEN),
    ...dense('base', BASE[0] * BASE[1] * BASE[2]),
    tf.layers.reshape({ name: 'base_image', targetShape: [...BASE] }),
  ];
  const fine = doubled(doubled(through(base, part('coarse')), 'middle'), 'fine');
  const picture = pictureEnd({
    filters: FULL_SIZE_FILTERS,
    channels: 3,
    initial: [initial(), initial()],
  });
  return tf.model({ name: 'generator', inputs: z, outputs: through(picture, fine) });
}

/**
 * A GAN of colour pictures of 32×32 whose generator has stages ({@link buildStagedGenerator}), and its average, which is
 * the one to keep; D is {@link buildPictureDiscriminator}'s. The caller disposes the networks.
 */
export function buildStagedGan(seed: number): Gan {
  return {
    generator: buildStagedGenerator(seed),
    discriminator: buildPictureDiscriminator({ size: 32, channels: 3, seed }),
    averagedGenerator: buildStagedGenerator(seed),
    latentDim: LATENT_DIM,
  };
}
