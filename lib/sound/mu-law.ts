/** Steepness of the curve, and how loud the loudest of its 256 levels is, of 32,768. */
const [BIAS, LOUDEST] = [132, 32_635];

/**
 * Samples as µ-law bytes, by the telephone's table: a sample a byte, with an error of about 3 % of its size at most, so
 * that quiet sounds stay clean. Samples outside −1..1 are clipped, NaN is silence.
 *
 * @see ITU-T G.711, "Pulse code modulation of voice frequencies", table 2b
 */
export function toMuLaw(samples: ArrayLike<number>): Uint8Array {
  return Uint8Array.from(samples, (sample) => {
    const size = Math.min(LOUDEST, Math.round(Math.abs(sample || 0) * 32_768)) + BIAS;
    const exponent = 24 - Math.clz32(size); // of 132 to 32,767 the highest bit is the 7th to the 14th
    const mantissa = (size >> (exponent + 3)) & 15;
    return ~((sample < 0 ? 128 : 0) | (exponent << 4) | mantissa) & 255;
  });
}

/** The samples of µ-law bytes, in −1..1. */
export function fromMuLaw(bytes: Uint8Array): Float32Array {
  return Float32Array.from(bytes, (byte) => {
    const code = ~byte & 255;
    const size = (((code & 15) << 3) + BIAS) << ((code >> 4) & 7);
    return ((code & 128 ? -1 : 1) * (size - BIAS)) / 32_768;
  });
}
