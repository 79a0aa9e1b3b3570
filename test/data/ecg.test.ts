import assert from 'node:assert/strict';

import { BEAT_CLASSES, ECG_SET, type HeartBeats, loadHeartBeats } from '../../lib/data/ecg';
import { describeDamages } from './damaged-sets';

describe('loadHeartBeats', () => {
  let train: HeartBeats;
  let test: HeartBeats;
  before(() => ({ train, test } = loadHeartBeats()));
  const beat = ({ signals }: HeartBeats, i: number) => signals.subarray(128 * i, 128 * i + 128);

  it('has beats of 128 samples, narrow ones and fewer wide ones', () => {
    assert.deepEqual([train.count, test.count], [295, 184]);
    for (const { count, signals, labels } of [train, test]) {
      assert.equal(signals.length, count * 128);
      const wide = labels.filter((label) => label === BEAT_CLASSES.indexOf('wide')).length;
      assert.ok(wide / count > 0.15 && wide / count < 0.3, `${wide / count}`);
    }
  });

  it('splits by time: no sample of the record is on both sides', () => {
    const last = Math.max(...train.times) + 80 / 360;
    const first = Math.min(...test.times) - 48 / 360;
    assert.ok(last <= 180 && first >= 180, `${last} s, ${first} s`);
  });

  it('has the peak at sample 48, the highest of all, and half of each beat above 0', () => {
    for (const part of [train, test]) {
      for (let i = 0; i < part.count; i++) {
        const samples = beat(part, i);
        assert.equal(samples.indexOf(Math.max(...samples)), 48);
        assert.ok(samples[48] > 0.3 && samples[48] < 4, `${samples[48]} mV`);
        assert.ok(Math.abs(samples.filter((value) => value > 0).length - 64) <= 16); // equal ones are 0
      }
    }
  });

  it('calls wide what is above half of its peak for 14 samples, without a gap', () => {
    for (const part of [train, test]) {
      for (let i = 0; i < part.count; i++) {
        const samples = beat(part, i);
        const isHigh = (at: number) => samples[at] > samples[48] / 2;
        let width = 1;
        for (let at = 47; at >= 0 && isHigh(at); at--) width++;
        for (let at = 49; at < 128 && isHigh(at); at++) width++;
        assert.equal(part.widths[i], width);
        assert.equal(BEAT_CLASSES[part.labels[i]], width < 14 ? 'narrow' : 'wide');
      }
    }
  });

  describeDamages(ECG_SET, loadHeartBeats);
});
