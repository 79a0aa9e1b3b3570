import type { tf } from '../backend';
import { SAMPLE_RATE } from '../data/sounds';
import { logSpectrogram } from '../layers/log-spectrogram';
import { type JudgeNetworkOptions, buildJudgeNetwork } from './judge-network';

/** Windows of 32 ms, which tell the tones of a voice apart, every 8 ms. */
const WINDOWS = { sampleRate: SAMPLE_RATE, windowLength: 256, hop: 64, bands: 32 } as const;

/**
 * A judge's network for sounds `[batch, length, 1]` in −1..1: how loud each band of frequency is at each moment, seen
 * as a picture by the blocks of {@link buildJudgeNetwork}. From a few hundred clips it learns what the waveform alone
 * does not show it: a word is the same whatever the phase of its waves.
 *
 * @returns the network with random weights, which the caller disposes
 * @throws RangeError when the shape is not that of sounds
 */
export function buildSoundJudge(options: JudgeNetworkOptions): tf.LayersModel {
  const { inputShape } = options;
  const front = logSpectrogram({ name: 'spectrogram', inputShape: [...inputShape], ...WINDOWS });
  return buildJudgeNetwork({ ...options, front });
}
