import { tf } from '../lib/backend';
import { fitPca } from '../lib/baselines/pca';
import { batchesWithReplacement } from '../lib/data/batches';
import { loadJudge } from '../lib/judges/judge-file';
import { SPOKEN_DIGITS_JUDGE } from '../lib/judges/spoken-digits';
import { DRUMS_JUDGE } from '../lib/judges/drums';
import { classes } from '../lib/judges/questions';
import { frechetDistance } from '../lib/metrics/frechet';
import { soundFeatures } from '../lib/metrics/sound-features';
import { nearestRatio } from '../lib/metrics/copies';
import { fitSoundPictures, loudened } from '../lib/sound/sound-pictures';
import { Random } from '../lib/random';
import { SOUND_SETS, loadSounds } from '../lib/experiments/sounds-run';
import { CONTROLLED_LATENT_DIM, buildControlledDiscriminator, buildControlledGenerator } from '../lib/models/controlled-gan';
import { buildControlledWaveganDiscriminator, buildControlledWaveganGenerator } from '../lib/models/controlled-wavegan';
import { discriminatorLayers } from '../lib/models/dcgan';
import { controlledDiscriminator } from '../lib/models/controlled-gan';
import { minibatchStandardDeviation } from '../lib/layers/minibatch-standard-deviation';
import { randomShift } from '../lib/layers/random-shift';
import { r1Penalty } from '../lib/penalties';
import { controlledGame, controlsOf } from '../lib/training/controlled-game';
import { trainTimed } from '../lib/experiments/timed-training';
import { paintAsked } from '../lib/experiments/faces-on-demand-measures';
import { drawImageRows } from '../lib/figures/image-rows';
import { writeFileSync } from 'node:fs';
// args: form set steps json
async function main() {
const [form = 'spectrogram', set = 'digits', stepsText = '300', json = '{}'] = process.argv.slice(2);
const o = { lrG: 2e-3, lrD: 1e-3, r1: 0, shift: 2, k: 9, answer: 1, decay: .995, seed: 1, b1: .5, norm: false, ...JSON.parse(json) };
const name = set as 'digits';
const { training, test } = loadSounds(name);
const controlsFor = { what: classes(SOUND_SETS[name].words) };
const numControls = SOUND_SETS[name].words.length;
const pictures = fitSoundPictures(training.sounds);
const data = form === 'wave' ? training.sounds : pictures.picturesOf(training.sounds);
const told = controlsOf(controlsFor, { what: training.labels });
const steps = Number(stepsText);
const batches = batchesWithReplacement([data as tf.Tensor, told], { batchSize: 32, seed: o.seed });
const build = () => form === 'wave' ? buildControlledWaveganGenerator({ numControls, kernelSize: o.k, seed: o.seed }) : buildControlledGenerator({ size: 64, channels: 1, numControls, seed: o.seed });
const [generator, averagedGenerator] = [build(), build()];
const custom = () => {
  let layers = discriminatorLayers(o.seed, { base: [4, 4, 64], doubled: [48, 32, 16], fullSizeFilters: 8, halved: o.halved ?? [16, 32, 64, 128], channels: 1, normalisesFeatures: false } as never);
  if (o.nobn) layers = layers.filter((l) => !l.name.endsWith('_norm'));
  const at = layers.findIndex((l) => l.name === 'flat');
  console.log(layers.map((l) => l.name).join(' '), at);
  if (o.mbstd) layers.splice(at, 0, minibatchStandardDeviation({ name: 'mb', groupSize: 4 }));
  return controlledDiscriminator([...(o.shift ? [randomShift({ name: 'shift', shift: o.shift, seed: o.seed })] : []), ...layers], { input: { name: 'pictures', shape: [64, 64, 1] }, numControls, isTold: true, seed: o.seed });
};
const discriminator = o.mbstd || o.halved || o.nobn ? custom() : form === 'wave' ? buildControlledWaveganDiscriminator({ numControls, kernelSize: o.k, shift: o.shift, seed: o.seed }) : buildControlledDiscriminator({ size: 64, channels: 1, numControls, shift: o.shift, normalisesFeatures: o.norm, seed: o.seed });
console.log(form, set, JSON.stringify(o), 'G', generator.countParams(), 'D', discriminator.countParams(), batches.stepsPerEpoch);
const game = controlledGame({ generator, averagedGenerator, discriminator, controls: controlsFor, latentDim: CONTROLLED_LATENT_DIM, answerWeight: o.answer,
  penalty: o.r1 > 0 ? r1Penalty({ weight: o.r1 }) : undefined,
  generatorSettings: { learningRate: o.lrG, beta1: o.b1, decaySteps: steps }, discriminatorSettings: { learningRate: o.lrD, beta1: o.b1, decaySteps: steps }, averageDecay: o.decay });
const judge = loadJudge((set === 'digits' ? SPOKEN_DIGITS_JUDGE : DRUMS_JUDGE) as typeof SPOKEN_DIGITS_JUDGE);
const FX = soundFeatures(training.sounds), FY = soundFeatures(test.sounds);
const pca = fitPca(FX, 32), PX = pca.encode(FX), PY = pca.encode(FY);
const spreadOf = (F: tf.Tensor2D, labels: ArrayLike<number>) => {
  let s = 0;
  for (let k = 0; k < numControls; k++) s += Math.sqrt(tf.moments(tf.gather(F, tf.tensor1d(Array.from(labels).flatMap((l, i) => (l === k ? [i] : [])), 'int32')), 0).variance.sum().dataSync()[0]);
  return s / numControls;
};
const measure = (tag: string, w: tf.Tensor3D) => tf.tidy(() => {
  const named = tf.argMax(judge.judge(w).probabilities, 1).dataSync();
  const acc = Array.from(test.labels).filter((l, i) => l === named[i]).length / test.labels.length;
  const F = soundFeatures(w), P = pca.encode(F);
  const md = tf.sum(tf.squaredDifference(tf.mean(P, 0), tf.mean(PX, 0))).dataSync()[0]; const tr = (x: tf.Tensor2D) => tf.sum(tf.moments(x, 0).variance).dataSync()[0];
  console.log('   mean part', md.toFixed(1), 'variance', tr(P).toFixed(0), 'of', tr(PX).toFixed(0));
  console.log(tag.padEnd(14), 'acc', acc.toFixed(3), 'F(train)', frechetDistance(PX, P).toFixed(1), 'F(test)', frechetDistance(PY, P).toFixed(1), 'nn', nearestRatio({ training: FX, heldOut: FY, fake: F }).toFixed(2), 'spread', (spreadOf(F, test.labels) / spreadOf(FX, training.labels)).toFixed(2));
});
const asked = controlsOf(controlsFor, { what: test.labels });
const make = (G: tf.LayersModel) => tf.tidy(() => {
  const x = paintAsked(G, asked, new Random(7));
  return form === 'wave' ? loudened(tf.squeeze(x as unknown as tf.Tensor3D, [2])) : pictures.soundsOf(x, new Random(8));
});
measure('held out', test.sounds);
const epochs = Math.max(1, Math.round(steps / batches.stepsPerEpoch));
const every = Math.max(1, Math.round(epochs / 5));
const { minutes, history, steps: done } = await trainTimed(game, batches, { epochs, seed: o.seed, recordEvery: 10, onEpoch: (e: any) => {
  const n = typeof e === 'number' ? e : e.epoch;
  if (n % every === 0) { const w = make(averagedGenerator); measure('epoch ' + n, w); w.dispose(); }
} } as never);
const last = history.rows[history.rows.length - 1];
console.log(done, 'steps', minutes.toFixed(2), 'min', JSON.stringify(last));
const w = make(averagedGenerator); measure('averaged', w);
const w2 = make(generator); measure('last', w2);
if (form !== 'wave') {
  const first = Array.from({ length: numControls }, (_, k) => Array.from(test.labels).findIndex((l) => l === k));
  const up = (x: tf.Tensor) => tf.reverse(tf.transpose(x as tf.Tensor4D, [0, 2, 1, 3]), 1) as tf.Tensor4D;
  const real = pictures.picturesOf(test.sounds); const fake = paintAsked(averagedGenerator, asked, new Random(7));
  const idx = tf.tensor1d(first, 'int32');
  writeFileSync(`/work/log/pic-${process.env.TAG ?? 'x'}.png`, drawImageRows([{ name: 'real', images: up(tf.gather(real, idx)) }, { name: 'made', images: up(tf.gather(fake, idx)) }, { name: 'back', images: up(tf.gather(pictures.picturesOf(w), idx)) }], { alt: 'x', scale: 2 }).data);
}
writeFileSync(`/tmp/snd-${form}-${set}.json`, JSON.stringify({ w: w.slice([0, 0, 0], [40, -1, -1]).dataSync().length }));
}
void main();
