import assert from 'node:assert/strict';

import { Random } from '../../lib/random';
import { DRUMS } from '../../lib/sound';
import { playDrum } from '../../lib/sound/drums';
import { assertClose } from '../assert-close';
import { crossingRate, peakOf } from './pitch';

const RATE = 8000;
const play = (pitch: number) => playDrum(pitch, RATE, new Random(1));

describe('playDrum', () => {
  for (const [pitch, name] of Object.entries(DRUMS)) {
    it(`dies away, and is nowhere louder than 1 (${name})`, () => {
      const samples = play(Number(pitch));
      const tenth = Math.floor(samples.length / 10);
      assert.ok(peakOf(samples) <= 1 && peakOf(samples) > 0.1, `${peakOf(samples)}`);
      assert.ok(peakOf(samples.subarray(-tenth)) < peakOf(samples.subarray(0, tenth)) / 30);
    });
  }

  it('has a kick that falls to 50 Hz', () => {
    const samples = play(36);
    assertClose(crossingRate(samples.subarray(1200, 4000), RATE), 50, 5);
    assert.ok(crossingRate(samples.subarray(40, 400), RATE) > 70);
  });

  it('has hi-hats without low frequencies, the open one longer', () => {
    const [closed, open] = [play(42), play(46)];
    assert.ok(crossingRate(closed, RATE) > 2000);
    assert.ok(open.length > 3 * closed.length);
  });

  it('claps three times', () => {
    const samples = play(39);
    const loudness = (ms: number) => peakOf(samples.subarray(ms * 8, ms * 8 + 24)); // 3 ms
    for (const stroke of [12, 24])
      assert.ok(loudness(stroke) > 1.5 * loudness(stroke - 4), `${stroke} ms`);
  });

  it('plays a drum that it does not have as its neighbour', () => {
    assert.deepEqual(play(35), play(36));
    assert.deepEqual(play(57), play(51));
  });
});
