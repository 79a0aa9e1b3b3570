import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';

import { runCommand } from '../setup/run-command.mjs';
import type { WantedPackage } from './definition';
import { type Midi, readMidi } from './midi';

/** A program that plays accompaniments, and the grooves that people wrote for it. */
export const MMA: WantedPackage = {
  registry: 'Debian',
  name: 'mma',
  version: '21.09-1',
  sha256: 'ee2fa4c2d029adc0750f7194ad52de4a75dafa9de0e4ee02962f807f50083acf',
};

/** A file of grooves: variants of one style. */
export interface Style {
  /** Its path without its ending, such as `stdlib/bossanova`. */
  readonly name: string;
  readonly grooves: readonly string[];
}

const HOME = 'usr/share/mma';

/** All styles of the unpacked package. */
export function findStyles(folder: string): Style[] {
  const library = join(folder, HOME, 'lib');
  return readdirSync(library, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.mma'))
    .sort()
    .map((path) => ({
      name: path.slice(0, -'.mma'.length),
      grooves: [
        ...readFileSync(join(library, path), 'latin1').matchAll(/^\s*DefGroove\s+(\S+)/gim),
      ].map(([, groove]) => groove),
    }));
}

/** Plays four bars in each groove of a style; a mark with the groove's name stands at its beginning. */
export async function playStyle(
  folder: string,
  { name, grooves }: Style,
  chords: readonly string[],
): Promise<Midi> {
  const home = join(folder, HOME);
  const [song, midi] = ['song.mma', 'song.mid'].map((file) => join(folder, file));
  const lines = [
    ...[`SetLibPath ${join(home, 'lib')}`, `SetIncPath ${join(home, 'includes')}`],
    ...['RndSeed 1', 'Tempo 120'],
    ...grooves.flatMap((groove) => [
      `Groove ${name}:${groove}`,
      `MidiMark ${groove}`,
      ...chords.map((chord, bar) => `${bar + 1} ${chord}`),
    ]),
  ];
  writeFileSync(song, lines.join('\n') + '\n');
  const program = relative(home, join(folder, 'usr/bin/mma'));
  await runCommand('python3', [program, '-w', '-f', midi, song], {
    cwd: home,
    env: { ...process.env, PYTHONHASHSEED: '0', PYTHONDONTWRITEBYTECODE: '1' },
  });
  return readMidi(readFileSync(midi));
}
