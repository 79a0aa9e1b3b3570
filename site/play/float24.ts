// Weights for the page: float32 without the last 8 of its 23 bits after the point, rounded. Three bytes a number, relative
// error at most 2⁻¹⁶; the largest network stays under a megabyte in base 64.

/** The bytes of numbers, three each, the highest first. */
export function toFloat24(values: Float32Array): Uint8Array {
  const bits = new Uint32Array(values.buffer, values.byteOffset, values.length);
  const bytes = new Uint8Array(3 * values.length);
  bits.forEach((value, i) => {
    // half of the last bit that stays; a carry goes into the exponent, as it should
    const rounded = Math.min(value + 0x80, 0xffffffff);
    bytes[3 * i] = rounded >>> 24;
    bytes[3 * i + 1] = rounded >>> 16;
    bytes[3 * i + 2] = rounded >>> 8;
  });
  return bytes;
}

/** The numbers of {@link toFloat24}. */
export function fromFloat24(bytes: Uint8Array): Float32Array {
  const bits = new Uint32Array(bytes.length / 3);
  for (let i = 0; i < bits.length; i++) {
    bits[i] = ((bytes[3 * i] << 24) | (bytes[3 * i + 1] << 16) | (bytes[3 * i + 2] << 8)) >>> 0;
  }
  return new Float32Array(bits.buffer);
}
