import { load } from 'cheerio';
import assert from 'node:assert/strict';

import { type Song, type Sound, encodeMidi, encodeWav, playSong } from '../lib/sound';
import { songOutput, soundOutputs } from '../lib/sound-outputs';

const SOUNDS = ['one', 'two', 'three'].map(
  (name, i): Sound => ({
    name,
    samples: new Float32Array(400 * (i + 1)),
    sampleRate: 800,
  }),
);
const SONG: Song = {
  name: 'A "new" loop: Ω/3',
  tracks: [{ name: 'bass', instrument: 'bass', notes: [{ pitch: 40, start: 0, length: 4 }] }],
  numSteps: 8,
  stepsPerBeat: 4,
  beatsPerMinute: 120,
};

describe('soundOutputs', () => {
  it('give a picture and players for each row, each player below its wave', () => {
    const outputs = soundOutputs(SOUNDS, { columns: 2, width: 100 });
    assert.equal(outputs.length, 2);
    const [{ picture, html }] = outputs;
    assert.equal(picture.width, 12 + 2 * (28 + 100 + 12)); // a column has an axis of 28 and a gap of 12
    const $ = load(html);
    assert.equal($('audio').length, 2);
    assert.match($('.sounds').attr('style') ?? '', /gap: 12px; padding-left: 12px$/);
    assert.match($('figure').attr('style') ?? '', /width: 128px$/);
  });

  it('hold each sound as a file, with a player that the keyboard reaches and a name', () => {
    const [{ html }] = soundOutputs(SOUNDS);
    const $ = load(html);
    $('audio').each((i, element) => {
      const [address, data] = (element.attribs.src ?? '').split(',');
      assert.equal(address, 'data:audio/wav;base64');
      assert.deepEqual(Buffer.from(data, 'base64'), encodeWav(SOUNDS[i]));
      assert.ok('controls' in element.attribs);
      assert.equal(element.attribs['aria-label'], SOUNDS[i].name);
      assert.equal($(element).next('figcaption').text(), SOUNDS[i].name);
    });
  });

  it('say in words what is heard, for those who see no picture or get no HTML', () => {
    const [{ picture, text }] = soundOutputs(SOUNDS.slice(0, 2));
    assert.equal(text, 'one, 0.50 s; two, 1.00 s');
    assert.equal(picture.alt, 'Sound waves: one, 0.50 s; two, 1.00 s.');
    assert.equal(soundOutputs(SOUNDS, { alt: 'Digits.' })[0].picture.alt, 'Digits.');
  });

  it('show names with letters of HTML as they are', () => {
    const [{ html }] = soundOutputs([{ ...SOUNDS[0], name: '<b> & "c"' }]);
    const $ = load(html);
    assert.equal($('audio').attr('aria-label'), '<b> & "c"');
    assert.equal($('figcaption').text(), '<b> & "c"');
  });

  it('refuse no sound, and no column', () => {
    assert.throws(() => soundOutputs([]), /^RangeError: expected at least 1 sound, but got 0$/);
    assert.throws(
      () => soundOutputs(SOUNDS, { columns: 0 }),
      /columns to be an integer of at least 1/,
    );
  });
});

describe('songOutput', () => {
  it('is the piano roll, the synthesiser’s sound and a MIDI file with a name for a disk', () => {
    const { picture, html, text } = songOutput(SONG);
    assert.equal(picture.alt, 'Piano roll of A "new" loop: Ω/3, notes of each track: bass 1.');
    assert.equal(text, 'A "new" loop: Ω/3, 1.25 s');
    const $ = load(html);
    const data = (address = '') => Buffer.from(address.slice(address.indexOf(',') + 1), 'base64');
    assert.deepEqual(data($('audio').attr('src')), encodeWav(playSong(SONG)));
    const link = $('figcaption a');
    assert.equal(link.attr('download'), 'A-new-loop-Ω-3.mid');
    assert.match(link.attr('href') ?? '', /^data:audio\/midi;base64,/);
    assert.deepEqual(data(link.attr('href')), encodeMidi(SONG));
  });

  it('plays with the synthesiser’s options', () => {
    const { html } = songOutput(SONG, { sampleRate: 4000 });
    assert.ok(html.includes(encodeWav(playSong(SONG, { sampleRate: 4000 })).toString('base64')));
  });
});
