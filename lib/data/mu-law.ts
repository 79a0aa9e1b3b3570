/** The largest number of the standard's 14 bits, which stands for 1. */
const FULL_SCALE = 8192;

/** Added to every size, so that each of the eight segments is twice as long as the one before. */
const BIAS = 33;

/** The largest size that has a byte of its own; what is beyond gets that byte too. */
const LARGEST = 8158;

/**
 * Sound as one byte a sample: µ-law, as telephones in America and Japan send it. Steps are as fine as those of 14 bits
 * where it is quiet and 128 times as coarse where it is loud: as coarse as the ear allows, since a step is about a
 * thirtieth of the sound that it is a step of.
 *
 * @param samples each from −1 to 1; what is beyond is cut off
 * @throws RangeError when one is no number
 * @see ITU-T recommendation G.711 (1988), table 2
 */
export function encodeMuLaw(samples: ArrayLike<number>): Uint8Array {
  const bytes = new Uint8Array(samples.length);
  for (let i = 0; i < bytes.length; i++) {
    const sample = samples[i];
    if (Number.isNaN(sample)) throw new RangeError(`expected numbers, but got NaN at place ${i}`);
    const size = Math.min(Math.abs(sample) * FULL_SCALE, LARGEST) + BIAS;
    const segment = 31 - Math.clz32(size) - 5;
    const step = (size >> (segment + 1)) & 15;
    const sign = sample < 0 ? 0x80 : 0;
    bytes[i] = ~(sign | (segment << 4) | step); // the standard sends all bits inverted
  }
  return bytes;
}

/** The samples of {@link encodeMuLaw}, each −8031/8192 to 8031/8192. */
export function decodeMuLaw(bytes: Uint8Array): Float32Array {
  const samples = new Float32Array(bytes.length);
  for (let i = 0; i < bytes.length; i++) samples[i] = SAMPLES[bytes[i]];
  return samples;
}

/** What each byte stands for. */
const SAMPLES = Float32Array.from({ length: 256 }, (_, byte) => {
  const bits = ~byte;
  const [segment, step] = [(bits >> 4) & 7, bits & 15];
  const size = ((2 * step + BIAS) << segment) - BIAS;
  return (bits & 0x80 ? -size : size) / FULL_SCALE;
});
