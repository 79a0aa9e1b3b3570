/** The letters of DNA, in the order of their numbers: A is 0. */
export const BASES = ['A', 'C', 'G', 'T'] as const;

/** Four bases in a byte, the first one in its lowest bits, as sets' files hold them. */
export function packBases(bases: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(Math.ceil(bases.length / 4));
  bases.forEach((base, i) => (bytes[i >> 2] |= base << (2 * (i & 3))));
  return bytes;
}

/** The bases of {@link packBases}, each 0 to 3, four for each byte. */
export function unpackBases(bytes: Uint8Array): Uint8Array {
  const bases = new Uint8Array(bytes.length * 4);
  for (let i = 0; i < bases.length; i++) bases[i] = (bytes[i >> 2] >> (2 * (i & 3))) & 3;
  return bases;
}
