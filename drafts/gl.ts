import { tf } from '../lib/backend';
import { fitPca } from '../lib/baselines/pca';
import { fitSpectrogramNoise } from '../lib/baselines/spectrogram-noise';
import { DIGIT_WORDS, loadSpokenDigits } from '../lib/data/spoken-digits';
import { loadDrums } from '../lib/data/drums';
import { waveformsOf } from '../lib/data/sounds';
import { loadJudge } from '../lib/judges/judge-file';
import { SPOKEN_DIGITS_JUDGE } from '../lib/judges/spoken-digits';
import { DRUMS_JUDGE } from '../lib/judges/drums';
import { frechetDistance } from '../lib/metrics/frechet';
import { soundFeatures } from '../lib/metrics/sound-features';
import { nearestRatio } from '../lib/metrics/copies';
import { fitSoundPictures, loudened } from '../lib/sound/sound-pictures';
import { Random } from '../lib/random';
for (const [name, sets, J] of [['digits', loadSpokenDigits(), SPOKEN_DIGITS_JUDGE], ['drums', loadDrums(), DRUMS_JUDGE]] as const) {
const { train, test } = sets;
const judge = loadJudge(J as typeof SPOKEN_DIGITS_JUDGE);
const x = waveformsOf(train.sounds), y = waveformsOf(test.sounds);
const FX = soundFeatures(x), FY = soundFeatures(y);
console.log(name, x.shape, y.shape, FX.shape);
const pca = fitPca(FX, 32);
const PX = pca.encode(FX), JX = judge.judge(x).features, JY = judge.judge(y).features;
const pick = (t: tf.Tensor, labels: ArrayLike<number>, k: number) => tf.gather(t, tf.tensor1d(Array.from(labels).flatMap((l, i) => (l === k ? [i] : [])), 'int32')) as tf.Tensor2D;
const spreadOf = (F: tf.Tensor2D, labels: ArrayLike<number>) => {
  let s = 0; const K = new Set(Array.from(labels)).size;
  for (let k = 0; k < K; k++) { const f = pick(F, labels, k); const v = tf.moments(f, 0).variance.sum().dataSync()[0]; s += Math.sqrt(v); }
  return s / K;
};
const measure = (what: string, w: tf.Tensor3D, labels: ArrayLike<number>) => {
  const { probabilities, features } = judge.judge(w);
  const named = tf.argMax(probabilities, 1).dataSync();
  const acc = Array.from(labels).filter((l, i) => l === named[i]).length / labels.length;
  const F = soundFeatures(w);
  console.log(what.padEnd(24), 'acc', acc.toFixed(3), 'frechet(train)', frechetDistance(PX, pca.encode(F)).toFixed(3), 'frechet judge(test)', features.shape[0] >= 128 && JY.shape[0] >= 128 ? frechetDistance(JY, features).toFixed(1) : '-', 'nn', nearestRatio({ training: FX, heldOut: FY, fake: F }).toFixed(2), 'spread', (spreadOf(F, labels) / spreadOf(FX, train.labels)).toFixed(2));
};
measure('train', x, train.labels);
measure('held out', y, test.labels);
const p = fitSoundPictures(x);
const t = performance.now();
measure('griffin-lim', p.soundsOf(p.picturesOf(y), new Random(1)), test.labels);
console.log('s', (performance.now() - t) / 1000);
const K = new Set(Array.from(test.labels)).size;
const asked = Array.from({ length: 1000 }, (_, i) => i % K);
measure('spectrogram noise', fitSpectrogramNoise(x, train.labels).sample(asked, new Random(2)), asked);
measure('white noise', loudened(new Random(3).normal([1000, 4096])), asked);
}
