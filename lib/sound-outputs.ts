import { requireInteger } from './check';
import { type Picture, drawPianoRoll, drawWaveform } from './figures';
import { pianoRollPlaces } from './figures/piano-rolls';
import { waveformPlaces } from './figures/waveforms';
import { type Song, type Sound, type SynthesiserOptions, encodeMidi, playSong } from './sound';
import { requireSounds } from './sound/sound';
import { playersHtml, soundText } from './sound-html';

/** What is shown of sounds: a picture, and below it players. */
export interface SoundOutput {
  readonly picture: Picture;
  readonly html: string;
  /** In the place of the players where no HTML is shown. */
  readonly text: string;
}

/** How to show sounds. */
export interface SoundDisplayOptions {
  /**
   * What the pictures of the waves show, for those who cannot see them. Default: that they are waves, the sounds' names
   * and seconds.
   */
  readonly alt?: string;
  /** Sounds in a row, an integer. Default: at most 4. */
  readonly columns?: number;
  /** Of a wave, in CSS pixels. Default 160; 400 for one sound. */
  readonly width?: number;
}

/** How to show a song. */
export interface MidiDisplayOptions extends SynthesiserOptions {
  /** What the piano roll shows, for those who cannot see it. Default: its tracks, and how many notes each has. */
  readonly alt?: string;
  /** Of the piano roll, in CSS pixels. Default 560. */
  readonly width?: number;
}

/** One output for each row of sounds. */
export function soundOutputs(
  sounds: readonly Sound[],
  options: SoundDisplayOptions = {},
): SoundOutput[] {
  requireSounds(sounds);
  const { width = 160 } = options;
  const columns = requireInteger('columns', options.columns ?? Math.min(4, sounds.length), {
    min: 1,
  });
  const numRows = Math.ceil(sounds.length / columns);
  return Array.from({ length: numRows }, (_, i) => {
    const row = sounds.slice(i * columns, (i + 1) * columns);
    const alt = options.alt ?? `Sound waves: ${row.map(soundText).join('; ')}.`;
    // names stand below the players, as text
    const picture = drawWaveform(row, { alt, width, columns, names: row.map(() => '') });
    const players = row.map((sound) => ({ sound }));
    return {
      picture,
      html: playersHtml(players, waveformPlaces(width)),
      text: row.map(soundText).join('; '),
    };
  });
}

/** A song's piano roll, player and file. */
export function songOutput(song: Song, options: MidiDisplayOptions = {}): SoundOutput {
  const { width = 560 } = options;
  const counts = song.tracks.map(({ name, notes }) => `${name} ${notes.length}`);
  const alt =
    options.alt ?? `Piano roll of ${song.name}, notes of each track: ${counts.join(', ')}.`;
  const sound = playSong(song, options);
  const file = { name: `${fileNameOf(song.name)}.mid`, mime: 'audio/midi', data: encodeMidi(song) };
  return {
    picture: drawPianoRoll([song], { alt, names: [''], width }),
    html: playersHtml([{ sound, file }], pianoRollPlaces(width)),
    text: soundText(sound),
  };
}

/** A song's name in what every system takes for a file's: its letters and digits, all else as dashes. */
function fileNameOf(name: string): string {
  return name.replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-|-$/g, '') || 'song';
}
