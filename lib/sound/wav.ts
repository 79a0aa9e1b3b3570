import { encodeMuLaw } from '../data/mu-law';
import { type Sound, requireSounds } from './sound';

/** Bytes before the samples of a file of {@link encodeWav}. */
export const WAV_HEADER_BYTES = 58;

/** In the header: µ-law samples. */
const MU_LAW = 7;

/**
 * A sound as a WAV file of µ-law samples, which every browser plays: a byte a sample, so 8 KB for a second at 8,000
 * samples a second. NaN is silence.
 *
 * @throws RangeError when the sound is empty, or its rate is not above 0
 * @see "Multimedia Programming Interface and Data Specifications 1.0", 1991, and its revision 3 of 1994
 */
export function encodeWav(sound: Sound): Buffer {
  requireSounds([sound]);
  const samples = Buffer.from(encodeMuLaw(sound.samples.map((sample) => sample || 0)));
  const rate = Math.round(sound.sampleRate);
  const padding = samples.length % 2; // chunks have an even length
  const header = Buffer.alloc(WAV_HEADER_BYTES);
  header.write('RIFF', 0, 'latin1');
  header.writeUInt32LE(WAV_HEADER_BYTES - 8 + samples.length + padding, 4);
  header.write('WAVEfmt ', 8, 'latin1');
  header.writeUInt32LE(18, 16); // bytes of the format: with those of its extension, of which there is none
  header.writeUInt16LE(MU_LAW, 20);
  header.writeUInt16LE(1, 22); // channel
  header.writeUInt32LE(rate, 24);
  header.writeUInt32LE(rate, 28); // bytes a second
  header.writeUInt16LE(1, 32); // byte for all channels of a sample
  header.writeUInt16LE(8, 34); // bits a sample
  header.write('fact', 38, 'latin1');
  header.writeUInt32LE(4, 42);
  header.writeUInt32LE(samples.length, 46);
  header.write('data', 50, 'latin1');
  header.writeUInt32LE(samples.length, 54);
  return Buffer.concat([header, samples, Buffer.alloc(padding)]);
}
