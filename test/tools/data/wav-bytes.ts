/** What a WAV file is made of. */
export interface WavOptions {
  /** Its code for the kind of numbers. Default 1: whole ones. */
  readonly kind?: number;
  /** Default 1. */
  readonly channels?: number;
  /** Default 16. */
  readonly bits?: number;
  /** The samples, channel by channel. */
  readonly numbers: readonly number[];
}

/** A WAV file of 8,000 samples a second, with a chunk of another kind between its format and its data. */
export function wavOf({ kind = 1, channels = 1, bits = 16, numbers }: WavOptions): Buffer {
  const size = bits / 8;
  const format = Buffer.alloc(16);
  format.writeUInt16LE(kind, 0);
  format.writeUInt16LE(channels, 2);
  format.writeUInt32LE(8000, 4);
  format.writeUInt32LE(8000 * size * channels, 8);
  format.writeUInt16LE(size * channels, 12);
  format.writeUInt16LE(bits, 14);
  const data = Buffer.alloc(numbers.length * size);
  numbers.forEach((value, i) => data.writeIntLE(value, i * size, size));
  const chunks = [chunk('fmt ', format), chunk('LIST', Buffer.from('odd')), chunk('data', data)];
  return chunk('RIFF', Buffer.concat([Buffer.from('WAVE'), ...chunks]));
}

function chunk(name: string, content: Buffer): Buffer {
  const size = Buffer.alloc(4);
  size.writeUInt32LE(content.length);
  return Buffer.concat([Buffer.from(name), size, content, Buffer.alloc(content.length % 2)]);
}
