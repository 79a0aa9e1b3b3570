import { tf } from '../backend';
import { requireInteger } from '../check';
import { Random } from '../random';
import type { Batches } from './batches';

/** How pictures of a batch are varied. */
export interface JitterOptions {
  /** Mirrors half of them, left for right. Default: none. */
  readonly mirror?: boolean;
  /** Moves each by −shift to shift pixels across and down, all as likely. Default 0. */
  readonly shift?: number;
  /** What comes in from beyond the edge, in the pictures' range: 1 for white paper. Default 1. */
  readonly edge?: number;
  /** Integer from 0 to 2³¹ − 1. */
  readonly seed: number;
}

/** Of a picture: whether it is mirrored, and by how much it is moved. */
const NUM_DRAWN = 3;

/**
 * Batches of pictures that belong together, such as input and target, all of an example moved and mirrored alike, anew
 * each time it comes: pix2pix's random jitter, by which a network sees more than its few pairs.
 *
 * @param batches of tensors `[batch, height, width, channels]`, of one height and width; must live as long
 * @throws RangeError when the shift is no integer of at least 0
 * @see Isola et al. 2017, "Image-to-image translation with conditional adversarial networks", appendix 6.2, which
 *   enlarges a picture and cuts it instead of moving it
 */
export function jitteredBatches(
  batches: Batches<readonly tf.Tensor4D[]>,
  { mirror = false, shift = 0, edge = 1, seed }: JitterOptions,
): Batches<readonly tf.Tensor4D[]> {
  requireInteger('shift', shift, { min: 0 });
  const { batchSize, stepsPerEpoch, exampleShape } = batches;
  let random = new Random(seed);
  return {
    batchSize,
    stepsPerEpoch,
    exampleShape,
    next() {
      const drawn = tf.tidy(() => random.uniform([batchSize, NUM_DRAWN]).dataSync());
      const by = (share: number) => Math.floor(share * (2 * shift + 1)) - shift;
      const moves = Array.from({ length: batchSize }, (_, i) => ({
        isMirrored: mirror && drawn[NUM_DRAWN * i] < 0.5,
        down: by(drawn[NUM_DRAWN * i + 1]),
        across: by(drawn[NUM_DRAWN * i + 2]),
      }));
      return batches.next().map((pictures) => {
        const moved = movePictures(pictures, moves, edge);
        pictures.dispose();
        return moved;
      });
    },
    get state() {
      const own = { random: random.state, position: 0 };
      const { beside = [], ...inner } = batches.state;
      return { ...inner, beside: [own, ...beside] };
    },
    restore({ beside = [], ...inner }) {
      const [own, ...others] = beside;
      random = Random.fromState(own.random);
      batches.restore(others.length > 0 ? { ...inner, beside: others } : inner);
    },
  };
}

interface Move {
  readonly isMirrored: boolean;
  readonly down: number;
  readonly across: number;
}

/** Each picture moved by its own; what comes in from beyond is the edge. */
function movePictures(pictures: tf.Tensor4D, moves: readonly Move[], edge: number): tf.Tensor4D {
  const [, height, width, channels] = pictures.shape;
  const from = pictures.dataSync<'float32'>();
  const to = new Float32Array(from.length).fill(edge);
  moves.forEach(({ isMirrored, down, across }, i) => {
    for (let y = Math.max(0, down); y < Math.min(height, height + down); y++) {
      for (let x = Math.max(0, across); x < Math.min(width, width + across); x++) {
        const column = isMirrored ? width - 1 - (x - across) : x - across;
        const source = ((i * height + y - down) * width + column) * channels;
        const target = ((i * height + y) * width + x) * channels;
        for (let c = 0; c < channels; c++) to[target + c] = from[source + c];
      }
    }
  });
  return tf.tensor4d(to, pictures.shape);
}
