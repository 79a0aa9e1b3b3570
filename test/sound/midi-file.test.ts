import assert from 'node:assert/strict';
import { parseMidi } from 'midi-file';

import { type Song, type Track, encodeMidi } from '../../lib/sound';

const BASS: Track = {
  name: 'bass',
  instrument: 'bass',
  notes: [
    { pitch: 40, start: 0, length: 2 },
    { pitch: 40, start: 2, length: 1 },
  ],
};

describe('encodeMidi', () => {
  it('writes the bytes of the standard', () => {
    // prettier-ignore
    const expected = [
      ...text('MThd'), 0, 0, 0, 6, 0, 1, 0, 2, 0x01, 0xe0, // format 1, 2 tracks, 480 ticks a beat
      ...text('MTrk'), 0, 0, 0, 17,
      0, 0xff, 3, 2, ...text('ab'),
      0, 0xff, 0x51, 3, 0x07, 0xa1, 0x20, // 500,000 microseconds a beat
      0, 0xff, 0x2f, 0,
      ...text('MTrk'), 0, 0, 0, 32,
      0, 0xff, 3, 4, ...text('bass'),
      0, 0xc0, 33,
      0, 0x90, 40, 90,
      0x81, 0x70, 0x80, 40, 0, // after 240 ticks: 1 · 128 + 112
      0, 0x90, 40, 90, // goes on at once
      0x78, 0x80, 40, 0, // after 120
      0, 0xff, 0x2f, 0,
    ];
    assert.deepEqual([...encodeMidi(songOf([BASS], 'ab'))], expected);
  });

  it('puts drums on the tenth channel, and others around it', () => {
    const tracks = Array.from({ length: 10 }, (_, i) => ({ ...BASS, name: String(i) }));
    const drums = {
      name: 'drums',
      instrument: 'drums' as const,
      notes: [{ pitch: 36, start: 0, length: 1 }],
    };
    const parsed = parseMidi(encodeMidi(songOf([drums, ...tracks])));
    const channels = parsed.tracks
      .slice(1)
      .map((events) => events.flatMap((event) => ('channel' in event ? [event.channel] : []))[0]);
    assert.deepEqual(channels, [9, 0, 1, 2, 3, 4, 5, 6, 7, 8, 10]);
  });

  it('lets go of a pitch before it begins again', () => {
    const [, , events] = parseMidi(encodeMidi(songOf([BASS, BASS]))).tracks;
    const types = events.map(({ type }) => type).filter((type) => type.startsWith('note'));
    assert.deepEqual(types, ['noteOn', 'noteOff', 'noteOn', 'noteOff']);
  });

  it('writes names in letters that the format has', () => {
    const [[name]] = parseMidi(encodeMidi(songOf([], '鼓 né'))).tracks;
    assert.equal('text' in name && name.text, '? né');
  });

  it('refuses more tracks than there are channels, and notes outside the song', () => {
    const many = Array.from({ length: 16 }, () => BASS);
    assert.throws(
      () => encodeMidi(songOf(many)),
      /^RangeError: expected at most 15 tracks beside drums, but got 16$/,
    );
    const late = { ...BASS, notes: [{ pitch: 40, start: 16, length: 1 }] };
    assert.throws(() => encodeMidi(songOf([late])), /^RangeError: expected notes of bass/);
  });
});

function songOf(tracks: readonly Track[], name = 'song'): Song {
  return { name, tracks, numSteps: 16, stepsPerBeat: 4, beatsPerMinute: 120 };
}

const text = (letters: string) => [...Buffer.from(letters, 'latin1')];
