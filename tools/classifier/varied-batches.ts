import { tf } from '../../lib/backend';
import type { Variations } from '../../lib/judges/definition';
import { Random } from '../../lib/random';
import { RECOLOUR_NUMBERS, recolour } from './recolour';

/** How batches are drawn. */
export interface VariedOptions extends Variations {
  readonly batchSize: number;
  /** Integer from 0 to 2³¹ − 1. */
  readonly seed: number;
  /** Of the numbers in an example. */
  readonly range: readonly [low: number, high: number];
}

/** Examples with what the network is taught of them, as many rows each. */
export interface TaughtExamples {
  /** `[count, ...inputShape]`, channels last. */
  readonly inputs: tf.Tensor;
  /** `[count, outputs]` */
  readonly targets: tf.Tensor2D;
}

/** A source of batches. */
export interface VariedBatches {
  readonly stepsPerEpoch: number;
  /** `batchSize` examples; the caller disposes both tensors. */
  next(): TaughtExamples;
}

/**
 * Shuffled epochs of examples, each varied by numbers drawn anew: moved and mirrored, then coloured, made smaller,
 * noisy.
 */
export function variedBatches(
  { inputs, targets }: TaughtExamples,
  { batchSize, seed, range, edge = 0, ...variations }: VariedOptions,
): VariedBatches {
  const [count, ...shape] = inputs.shape;
  const [numbers, taught] = [inputs.dataSync<'float32'>(), targets.dataSync<'float32'>()];
  const [size, width] = [tf.util.sizeFromShape(shape), targets.shape[1]];
  const random = new Random(seed);
  const stepsPerEpoch = Math.floor(count / batchSize);
  let [order, position] = [random.permutation(count), 0];
  return {
    stepsPerEpoch,
    next() {
      if (position === stepsPerEpoch) [order, position] = [random.permutation(count), 0];
      const chosen = order.subarray(position * batchSize, ++position * batchSize);
      const sourcesOf = drawSources(shape.slice(0, -1), batchSize, variations, random);
      const colours = variations.recolour && drawUniform(RECOLOUR_NUMBERS * batchSize, random);
      const changed = new Float32Array(batchSize * size).fill(edge);
      const rows = new Float32Array(batchSize * width);
      chosen.forEach((index, i) => {
        const example = numbers.subarray(index * size, (index + 1) * size);
        const varied = changed.subarray(i * size, (i + 1) * size);
        copyFrom(example, varied, sourcesOf(i));
        if (colours) recolour(varied, colours.subarray(i * RECOLOUR_NUMBERS));
        rows.set(taught.subarray(index * width, (index + 1) * width), i * width);
      });
      return {
        inputs: disturbed(
          tf.tensor(changed, [batchSize, ...shape]),
          { ...variations, range },
          random,
        ),
        targets: tf.tensor2d(rows, [batchSize, width]),
      };
    },
  };
}

const drawUniform = (count: number, random: Random) =>
  tf.tidy(() => random.uniform([count]).dataSync<'float32'>());

/**
 * Examples made smaller and noisy, each in its own measure; those given are disposed. What is not asked for draws no
 * number.
 */
function disturbed(
  inputs: tf.Tensor,
  { minGain = 1, noise = 0, range: [low, high] }: Variations & Pick<VariedOptions, 'range'>,
  random: Random,
): tf.Tensor {
  if (minGain === 1 && noise === 0) return inputs;
  const result = tf.tidy(() => {
    const share = () => random.uniform([inputs.shape[0], ...inputs.shape.slice(1).map(() => 1)]);
    const softer =
      minGain === 1 ? inputs : tf.mul(inputs, tf.add(tf.mul(share(), 1 - minGain), minGain));
    if (noise === 0) return softer;
    const added = tf.mul(random.normal(inputs.shape), tf.mul(share(), noise * (high - low)));
    return tf.clipByValue(tf.add(softer, added), low, high);
  });
  inputs.dispose();
  return result;
}

/** Along one axis, the place from which each cell comes; below 0 or beyond the end for those that come from nowhere. */
type Sources = Int32Array;

/** Draws for each example of a batch where along each axis its cells come from. */
function drawSources(
  sides: readonly number[],
  batchSize: number,
  { shift = 0, mirror = [] }: Variations,
  random: Random,
): (example: number) => Sources[] {
  const integers = (each: number, max: number) =>
    tf.tidy(() => random.integers(each * batchSize, max).dataSync());
  // what is not asked for takes no numbers
  const shifts = shift > 0 ? integers(sides.length, 2 * shift + 1) : undefined;
  const turns = mirror.length > 0 ? integers(mirror.length, 2) : undefined;
  return (example) =>
    sides.map((side, axis) => {
      const by = shifts ? shifts[example * sides.length + axis] - shift : 0;
      const place = mirror.indexOf(axis);
      const isMirrored = turns && place >= 0 && turns[example * mirror.length + place] === 1;
      return Int32Array.from({ length: side }, (_, i) => (isMirrored ? side - 1 - i : i) - by);
    });
}

/** Copies the cells that come from somewhere. */
function copyFrom(from: Float32Array, to: Float32Array, sources: readonly Sources[]): void {
  const numCells = sources.reduce((product, { length }) => product * length, 1);
  const channels = from.length / numCells;
  const visit = (axis: number, fromCell: number, toCell: number): void => {
    if (axis === sources.length) {
      for (let c = 0; c < channels; c++) to[toCell * channels + c] = from[fromCell * channels + c];
      return;
    }
    const side = sources[axis].length;
    for (let i = 0; i < side; i++) {
      const source = sources[axis][i];
      if (source < 0 || source >= side) continue;
      visit(axis + 1, fromCell * side + source, toCell * side + i);
    }
  };
  visit(0, 0, 0);
}
