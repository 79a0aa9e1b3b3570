import { type MidiEvent, writeMidi } from 'midi-file';

import { type Instrument, type Song, type Track, requireSong } from './song';

/** MIDI's clock: ticks of a quarter note. */
const TICKS_PER_BEAT = 480;
/** The tenth channel, by its place, has drums instead of an instrument. */
const DRUM_CHANNEL = 9;
/** How hard keys are struck, of 127. */
const VELOCITY = 90;

/** General MIDI's programs, from 0: electric bass, grand piano, nylon guitar, string ensemble, square lead. */
const PROGRAMS: Readonly<Record<Exclude<Instrument, 'drums'>, number>> = {
  bass: 33,
  piano: 0,
  guitar: 24,
  strings: 48,
  lead: 80,
};

/**
 * A song as a MIDI file, which any music program opens: its tempo, and a track for each of its own, drums on channel
 * 10.
 *
 * Written by midi-file 1.2.4 (MIT), plain JavaScript without dependencies.
 *
 * @throws RangeError when a note is outside the song or not a pitch, or there are more tracks than channels: 15 and
 *   drums
 * @see "Standard MIDI Files 1.0", 1988, and "General MIDI System Level 1", 1991
 */
export function encodeMidi(song: Song): Buffer {
  requireSong(song);
  const pitched = song.tracks.filter(({ instrument }) => instrument !== 'drums');
  if (pitched.length > 15) {
    throw new RangeError(`expected at most 15 tracks beside drums, but got ${pitched.length}`);
  }
  const channelOf = (track: Track) => {
    const place = pitched.indexOf(track);
    return place < 0 ? DRUM_CHANNEL : place < DRUM_CHANNEL ? place : place + 1;
  };
  const ticksPerStep = TICKS_PER_BEAT / song.stepsPerBeat;
  const bytes = writeMidi({
    header: { format: 1, numTracks: song.tracks.length + 1, ticksPerBeat: TICKS_PER_BEAT },
    tracks: [
      tempoTrack(song),
      ...song.tracks.map((track) => noteTrack(track, channelOf(track), ticksPerStep)),
    ],
  });
  return Buffer.from(bytes);
}

/** The first track: the song's name and how fast it is. */
function tempoTrack({ name, beatsPerMinute }: Song): MidiEvent[] {
  return [
    { deltaTime: 0, meta: true, type: 'trackName', text: latin(name) },
    {
      deltaTime: 0,
      meta: true,
      type: 'setTempo',
      microsecondsPerBeat: Math.round(60e6 / beatsPerMinute),
    },
    { deltaTime: 0, meta: true, type: 'endOfTrack' },
  ];
}

function noteTrack(
  { name, instrument, notes }: Track,
  channel: number,
  ticksPerStep: number,
): MidiEvent[] {
  const changes = notes.flatMap(({ pitch, start, length }) => [
    { tick: Math.round(start * ticksPerStep), isOn: true, pitch },
    { tick: Math.round((start + length) * ticksPerStep), isOn: false, pitch },
  ]);
  // a pitch that ends and begins again at one moment is let go first
  changes.sort((a, b) => a.tick - b.tick || Number(a.isOn) - Number(b.isOn));
  const events: MidiEvent[] = [{ deltaTime: 0, meta: true, type: 'trackName', text: latin(name) }];
  if (instrument !== 'drums') {
    events.push({
      deltaTime: 0,
      type: 'programChange',
      channel,
      programNumber: PROGRAMS[instrument],
    });
  }
  changes.forEach(({ tick, isOn, pitch }, i) => {
    const deltaTime = tick - (changes[i - 1]?.tick ?? 0);
    const type = isOn ? 'noteOn' : 'noteOff';
    events.push({ deltaTime, type, channel, noteNumber: pitch, velocity: isOn ? VELOCITY : 0 });
  });
  events.push({ deltaTime: 0, meta: true, type: 'endOfTrack' });
  return events;
}

/** The format's letters: of others it would keep the lower byte alone. */
function latin(text: string): string {
  return text.replace(/[^\x20-\xff]/g, '?');
}
