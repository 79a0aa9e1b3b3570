import { tf } from '../backend';
import { LOOP_ROWS, LOOP_STEPS, LOOP_TRACKS } from '../data/loops';
import { bernoulliOutputs, thresholdOutputs } from '../layers/binary-outputs';
import { latentPart } from '../layers/latent-part';
import { minibatchStandardDeviation } from '../layers/minibatch-standard-deviation';
import { modulation } from '../layers/modulation';
import { glorotUniform, seedOfLayer } from './initializer';
import { type Symbolic, through } from './symbolic';

/** A track of a loop. */
export type LoopTrack = keyof typeof LOOP_TRACKS;
const TRACKS = Object.keys(LOOP_TRACKS) as LoopTrack[];

/** Which numbers of z all tracks share, and which are one track's own. */
export const MUSE_LATENTS = {
  shared: { start: 0, size: 64 },
  drums: { start: 64, size: 16 },
  bass: { start: 80, size: 16 },
  chords: { start: 96, size: 16 },
} as const satisfies Record<
  LoopTrack | 'shared',
  { readonly start: number; readonly size: number }
>;
/** Length of z. */
export const MUSE_LATENT_DIM = 112;

/** Four steps and three places to begin with, and the channels while the steps double, from 4 to 64. */
const BASE = [4, 3, 64] as const;
const DOUBLED = [48, 32, 32, 16] as const;
/** Rows that one of the three places becomes, or is made of: 3·3, 3·8 and 3·12. */
const ROWS_A_PLACE = { drums: 3, bass: 8, chords: 12 } as const satisfies Record<LoopTrack, number>;
/** Channels of a track's own layers. */
const TRACK_CHANNELS = 16;
/** Where logits begin: one cell in twenty sounds. */
const SELDOM = -3;

const leaky = (name: string) => tf.layers.leakyReLU({ name: `${name}_leak`, alpha: 0.2 });
const normalised = (name: string) => [
  tf.layers.batchNormalization({ name: `${name}_norm` }),
  tf.layers.reLU({ name: `${name}_relu` }),
];

/**
 * A generator of loops in small: z `[batch, 112]`, of which 64 numbers are all tracks' and 16 each one track's own → 4×3×64
 * → 8×3×48 → 16×3×32 → 32×3×32 → 64×3×16, shared by all tracks; then for each track a head of its own, whose channels
 * the track's numbers scale and shift ({@link modulation}), with 9, 24 or 36 rows → logits `[batch, 64, 69, 1]`, of steps
 * and rows ({@link LOOP_TRACKS}).
 *
 * @param seed draws the initial weights; integer from 0 to 2³¹ − 1
 * @returns a model that the caller disposes
 * @see Dong et al. 2018, "MuseGAN: multi-track sequential generative adversarial networks for symbolic music generation
 *   and accompaniment", section 3.2, the hybrid model: shared and private random vectors, and a generator for each track;
 *   here the tracks share all layers but the last
 */
export function buildMuseganGenerator(seed: number): tf.LayersModel {
  const initial = drawnFrom(seed);
  const z = tf.input({ shape: [MUSE_LATENT_DIM], name: 'z' });
  const trunk = through(trunkLayers(initial), partOf(z, 'shared'));
  const heads = TRACKS.map((track) => headOf(track, { trunk, z, initial }));
  const logits = tf.layers.concatenate({ name: 'tracks', axis: 2 }).apply(heads) as Symbolic;
  return tf.model({ name: 'generator', inputs: z, outputs: logits });
}

/**
 * A generator of the tracks that go with a given bass: z `[batch, 112]` and the bass `[batch, 64, 24, 1]`, whose rows
 * become 64×3×16 and stand beside the trunk's channels of {@link buildMuseganGenerator} → logits of the drums `[batch, 64, 9, 1]`
 * and of the chords `[batch, 64, 36, 1]`.
 *
 * @param seed draws the initial weights; integer from 0 to 2³¹ − 1
 * @returns a model of two outputs that the caller disposes
 * @see Dong et al. 2018, section 3.4: track-conditional generation
 */
export function buildAccompanist(seed: number): tf.LayersModel {
  const initial = drawnFrom(seed);
  const z = tf.input({ shape: [MUSE_LATENT_DIM], name: 'z' });
  const bass = tf.input({ shape: [LOOP_STEPS, LOOP_TRACKS.bass.rows, 1], name: 'bass' });
  const rows = ROWS_A_PLACE.bass;
  const heard = through(
    [
      tf.layers.conv2d({
        ...{ name: 'heard', filters: TRACK_CHANNELS, kernelSize: [1, rows], strides: [1, rows] },
        ...initial(),
      }),
      leaky('heard'),
      tf.layers.conv2d({
        ...{ name: 'heard_bars', filters: TRACK_CHANNELS, kernelSize: [8, 3], padding: 'same' },
        ...initial(),
      }),
      leaky('heard_bars'),
    ],
    bass,
  );
  const made = through(trunkLayers(initial), partOf(z, 'shared'));
  const trunk = tf.layers
    .concatenate({ name: 'made_and_heard', axis: 3 })
    .apply([made, heard]) as Symbolic;
  const outputs = ACCOMPANYING.map((track) => headOf(track, { trunk, z, initial }));
  return tf.model({ name: 'generator', inputs: [z, bass], outputs });
}

/** Tracks that are made of a given bass. */
const ACCOMPANYING = ['drums', 'chords'] as const;

/** Initial weights, each time others of the seed. */
function drawnFrom(seed: number) {
  let numDrawn = 0;
  return () => ({ kernelInitializer: glorotUniform(seed, numDrawn++) });
}
type Initial = ReturnType<typeof drawnFrom>;

const partOf = (z: Symbolic, whose: keyof typeof MUSE_LATENTS): Symbolic =>
  latentPart({ name: whose, ...MUSE_LATENTS[whose] }).apply(z) as Symbolic;

/** From a part of z to 64×3×16. */
function trunkLayers(initial: Initial): tf.layers.Layer[] {
  const [steps, places, channels] = BASE;
  return [
    tf.layers.dense({
      ...{ name: 'base', units: steps * places * channels, useBias: false },
      ...initial(),
    }),
    ...normalised('base'),
    tf.layers.reshape({ name: 'base_places', targetShape: [...BASE] }),
    ...DOUBLED.flatMap((filters, i) => {
      const name = `double_${i + 1}`;
      return [
        tf.layers.conv2dTranspose({
          ...{ name, filters, kernelSize: [4, 3], strides: [2, 1], padding: 'same' },
          ...{ useBias: false, ...initial() },
        }),
        ...normalised(name),
      ];
    }),
  ];
}

/** A track's logits, `[batch, 64, rows, 1]`. */
function headOf(
  track: LoopTrack,
  { trunk, z, initial }: { readonly trunk: Symbolic; readonly z: Symbolic; readonly initial: Initial }, // prettier-ignore
): Symbolic {
  const rows = ROWS_A_PLACE[track];
  const style = tf.layers
    .dense({ name: `${track}_style`, units: 2 * TRACK_CHANNELS, ...initial() })
    .apply(partOf(z, track)) as Symbolic;
  const spread = through(
    [
      tf.layers.conv2dTranspose({
        ...{ name: `${track}_rows`, filters: TRACK_CHANNELS, kernelSize: [3, rows] },
        ...{ strides: [1, rows], padding: 'same', useBias: false, ...initial() },
      }),
      tf.layers.batchNormalization({ name: `${track}_norm`, scale: false, center: false }),
    ],
    trunk,
  );
  const styled = modulation({ name: `${track}_modulation` }).apply([spread, style]) as Symbolic;
  return through(
    [
      tf.layers.reLU({ name: `${track}_relu` }),
      tf.layers.conv2d({
        ...{ name: `${track}_logits`, filters: 1, kernelSize: [3, 5], padding: 'same' },
        ...{ biasInitializer: tf.initializers.constant({ value: SELDOM }), ...initial() },
      }),
    ],
    styled,
  );
}

/** What a generator's logits become: numbers in 0..1, zeros and ones by a threshold, or drawn zeros and ones. */
export type LoopOutputs = 'probabilities' | 'threshold' | 'bernoulli';

const outputLayer = (outputs: LoopOutputs, name: string, seed: number): tf.layers.Layer =>
  ({
    probabilities: () => tf.layers.activation({ name, activation: 'sigmoid' }),
    threshold: () => thresholdOutputs({ name }),
    bernoulli: () => bernoulliOutputs({ name, seed }),
  })[outputs]();

/**
 * The same generator, of the same weights, with loops in the place of logits; an accompanist's with the given bass among
 * them.
 *
 * @param generator {@link buildMuseganGenerator}'s or {@link buildAccompanist}'s
 * @param seed of what `bernoulli` draws
 * @returns a model of one output `[batch, 64, 69, 1]`; it is disposed with the generator
 */
export function withOutputs(
  generator: tf.LayersModel,
  outputs: LoopOutputs,
  seed: number,
): tf.LayersModel {
  const [first, ...others] = generator.outputs.map(
    (logits, i) =>
      outputLayer(outputs, `${outputs}_${i}`, seedOfLayer(seed, i)).apply(logits) as Symbolic,
  );
  const [, bass] = generator.inputs;
  const loops =
    others.length === 0
      ? first
      : tf.layers.concatenate({ name: 'loops', axis: 2 }).apply([first, bass, ...others]);
  return tf.model({ name: 'generator', inputs: generator.inputs, outputs: loops as Symbolic });
}

/**
 * A critic of loops: `[batch, 64, 69, 1]`; of each track the rows of a place become one → 64×3×16, the tracks side by side
 * → 64×3×48 → 32×3×32 → 16×3×48 → 8×3×64 → 4×3×64, how much neighbours of the batch differ
 * ({@link minibatchStandardDeviation}), and a score `[batch, 1]`. Nothing normalises over the batch.
 *
 * @param seed draws the initial weights; integer from 0 to 2³¹ − 1
 * @returns a model that the caller disposes
 */
export function buildMuseganCritic(seed: number): tf.LayersModel {
  let numDrawn = 0;
  const initial = () => ({ kernelInitializer: glorotUniform(seed, 100 + numDrawn++) });
  const loops = tf.input({ shape: [LOOP_STEPS, LOOP_ROWS, 1], name: 'loops' });
  const seen = TRACKS.map((track) => {
    const { first, rows } = LOOP_TRACKS[track];
    const size = ROWS_A_PLACE[track];
    return through(
      [
        tf.layers.cropping2D({
          name: `${track}_only`,
          cropping: [
            [0, 0],
            [first, LOOP_ROWS - first - rows],
          ],
        }),
        tf.layers.conv2d({
          ...{ name: track, filters: TRACK_CHANNELS, kernelSize: [1, size], strides: [1, size] },
          ...initial(),
        }),
        leaky(track),
      ],
      loops,
    );
  });
  const together = tf.layers.concatenate({ name: 'tracks', axis: 3 }).apply(seen) as Symbolic;
  const score = through(
    [
      ...[32, 48, 64, 64].flatMap((filters, i) => {
        const name = `halve_${i + 1}`;
        return [
          tf.layers.conv2d({
            ...{ name, filters, kernelSize: [4, 3], strides: [2, 1], padding: 'same' },
            ...initial(),
          }),
          leaky(name),
        ];
      }),
      minibatchStandardDeviation({ name: 'differences', groupSize: 4 }),
      tf.layers.flatten({ name: 'flat' }),
      tf.layers.dense({ name: 'score', units: 1, ...initial() }),
    ],
    together,
  );
  return tf.model({ name: 'critic', inputs: loops, outputs: score });
}
