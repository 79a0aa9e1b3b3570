/** A recording of one channel. */
export interface Recording {
  /** Samples a second. */
  readonly rate: number;
  /** Each −1 to 1. */
  readonly samples: Float64Array;
}

/** Formats: plain numbers, and those of which the details stand further on, which are plain numbers here too. */
const FORMATS = [1, 0xfffe];

/**
 * The sound in a WAV file of 16 or 24 bits a sample; channels are averaged.
 *
 * @throws Error when it is none, or of another kind
 */
export function readWav(bytes: Buffer): Recording {
  if (bytes.toString('latin1', 0, 4) !== 'RIFF' || bytes.toString('latin1', 8, 12) !== 'WAVE') {
    throw new Error('expected a WAV file, which starts with RIFF and WAVE');
  }
  const format = chunkOf(bytes, 'fmt ');
  const [kind, channels, bits] = [0, 2, 14].map((at) => format.readUInt16LE(at));
  if (!FORMATS.includes(kind) || ![16, 24].includes(bits)) {
    throw new Error(
      `expected whole numbers of 16 or 24 bits, but got format ${kind}, ${bits} bits`,
    );
  }
  const data = chunkOf(bytes, 'data');
  const size = bits / 8;
  const samples = new Float64Array(Math.floor(data.length / (size * channels)));
  for (let i = 0; i < samples.length * channels; i++) {
    samples[Math.floor(i / channels)] += data.readIntLE(i * size, size);
  }
  const scale = 1 / (channels * 2 ** (bits - 1));
  return { rate: format.readUInt32LE(4), samples: samples.map((sum) => sum * scale) };
}

/** The contents of the first chunk of this name. */
function chunkOf(bytes: Buffer, name: string): Buffer {
  let at = 12;
  while (at + 8 <= bytes.length) {
    const size = bytes.readUInt32LE(at + 4);
    if (bytes.toString('latin1', at, at + 4) === name) return bytes.subarray(at + 8, at + 8 + size);
    at += 8 + size + (size % 2);
  }
  throw new Error(`expected a WAV file with a chunk "${name}", but there is none`);
}
