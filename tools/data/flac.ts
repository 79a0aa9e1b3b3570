import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { WantedPackage } from './definition';
import { runUnpacked } from './programs';
import { type Recording, readWav } from './wav';

const VERSION = '1.4.2+ds-2';

/** A program that decodes FLAC files, with the libraries that it needs. */
export const FLAC = {
  flac: {
    registry: 'Debian',
    name: 'flac',
    version: VERSION,
    sha256: 'ac4925d4000028fc2a318a2ba68fcc18b035f3249957c7519919f375b07b09ea',
  },
  decoder: {
    registry: 'Debian',
    name: 'libflac12',
    version: VERSION,
    sha256: '4d8431c274eef13ec9ee2c0bf988c34b4342367dec053b7f69a432525be5b1fe',
  },
  ogg: {
    registry: 'Debian',
    name: 'libogg0',
    version: '1.3.5-3',
    sha256: 'f67acb0477aed0354f411172e37af338f3ac6bd4f3766134a2cf5539884b5a28',
  },
} as const satisfies Record<string, WantedPackage>;

/** Reads a recording: a WAV file, or a FLAC file, which is made one first. */
export async function readSound(
  { flac, decoder, ogg }: Readonly<Record<keyof typeof FLAC, string>>,
  path: string,
): Promise<Recording> {
  if (path.endsWith('.wav')) return readWav(readFileSync(path));
  const decoded = join(flac, 'decoded.wav');
  const args = ['--silent', '--force', '--decode', '-o', decoded, path];
  await runUnpacked(join(flac, 'usr/bin/flac'), args, [decoder, ogg]);
  return readWav(readFileSync(decoded));
}
