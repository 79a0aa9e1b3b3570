import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { WantedPackage } from './definition';
import { LIBRARIES, runUnpacked } from './programs';
import { type Recording, readWav } from './wav';

const VERSION = '1.51+dfsg-10+deb12u2';

/** A program that speaks, with its voices and the libraries that it needs. */
export const ESPEAK = {
  espeak: {
    registry: 'Debian',
    name: 'espeak-ng',
    version: VERSION,
    sha256: 'a11396a690f85f55e6e6b2965505237ddf3dc95c51936aa61de936f1ccf8f4d0',
  },
  voices: {
    registry: 'Debian',
    name: 'espeak-ng-data',
    version: VERSION,
    sha256: '573f5661c6a5adcf949018baad158c4c773bf5579390ee5235a890f1cd694106',
  },
  engine: {
    registry: 'Debian',
    name: 'libespeak-ng1',
    version: VERSION,
    sha256: '2b127a95b50d92cbd7a615968d2ac1566e1cbc87e27bcda0c2894afb2407c6d2',
  },
  audio: {
    registry: 'Debian',
    name: 'libpcaudio0',
    version: '1.2-2',
    sha256: '5309759e4d129c7d9a601240cc6e62820ecfa86a1a98e207992ffa6a572dbcd2',
  },
  sonic: {
    registry: 'Debian',
    name: 'libsonic0',
    version: '0.2.0-12',
    sha256: '9d60de6918ace0b10e3e4e95421befd08aaf03b5b2a3d71ceb799e0cf259916f',
  },
} as const satisfies Record<string, WantedPackage>;

/** How something is said. */
export interface Manner {
  /** Of the program's voice variants, such as `Annie`. */
  readonly voice: string;
  /** Of its languages, such as `en-gb`. */
  readonly accent: string;
  /** 0 to 99; 50 is the voice's own. */
  readonly pitch: number;
  /** Words a minute. */
  readonly speed: number;
}

/** Says a word. */
export async function speak(
  folders: Readonly<Record<keyof typeof ESPEAK, string>>,
  word: string,
  { voice, accent, pitch, speed }: Manner,
): Promise<Recording> {
  const path = join(folders.espeak, 'spoken.wav');
  const args = [
    `--path=${join(folders.voices, LIBRARIES)}`,
    ...['-v', `${accent}+${voice}`, '-p', `${pitch}`, '-s', `${speed}`, '-a', `${LOUDNESS}`],
    ...['-w', path, word],
  ];
  const { engine, audio, sonic } = folders;
  await runUnpacked(join(folders.espeak, 'usr/bin/espeak-ng'), args, [engine, audio, sonic]);
  return readWav(readFileSync(path));
}

/** Of the program's 0 to 200: at its usual 100 loud voices are cut off. */
const LOUDNESS = 30;
