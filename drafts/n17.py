"""Writes notebooks/17_sound.ipynb without outputs."""
import json
cells = []
def md(id, t): cells.append({'cell_type': 'markdown', 'id': 'sound-' + id, 'metadata': {}, 'source': t.strip('\n').splitlines(True)})
def code(id, t): cells.append({'cell_type': 'code', 'id': 'sound-' + id, 'metadata': {}, 'source': t.strip('\n').splitlines(True), 'execution_count': None, 'outputs': []})

md('title', '''
# Sound (WaveGAN)

> Spoken digits and drums on demand, made in two ways: sample by sample, and as pictures of sound. And a hiss that every judge takes for a word.
''')
md('before-you-start', '''
## Before you start

You need the conditional GAN of [lesson 9](./09_conditional_gan.ipynb); how a generator is told what to make, and answers for it, is in [lesson 15](./15_faces_on_demand.ipynb). The lesson takes three to five minutes on two CPU cores, by their speed; most of it is the cell that trains.

A GAN for sound is a GAN for pictures with one axis less: that is WaveGAN (Donahue et al. 2019). Or it is a GAN for pictures, and the pictures are of sound. Both were tried in one paper, and we try both, on words that a program speaks and on drums. Turn your speakers on, not too loud: whatever can be measured here can also be heard.

Your training will not be the one printed here, since each kind of processor rounds its sums in its own way. Whatever is said of *the kept run* is said of the outputs that stand here before you run anything; *Your run beside others* tells between what and what yours should land.
''')
md('setup', '''
## Setup

Ten words, *zero* to *nine*, spoken by a program (eSpeak NG) in 52 voices of four accents. Ten voices, women and men, are held out: what is measured is measured beside them. A clip is half a second long, 4,096 samples at 8,000 a second, which is what a telephone lets through.
''')
code('setup-imports', '''
import {
  CLIP_LENGTH, CONTROLLED_LATENT_DIM, DRUM_PICTURES, PICTURE_WINDOW, Random,
  SAMPLE_RATE, SOUNDS, SOUND_SETS, SPOKEN_WAVES, besideOtherRuns, budget,
  buildSoundGenerator, conv1dTranspose, display, displaySounds, displayTable,
  drawImageRows, drawLines, drawLossCurves, drawSpectrogram, drawWaveform,
  fitSoundPictures, fitSoundScale, fitSpectrogramNoise, griffinLim,
  loadResults, loadSounds, magnitudesOf, openDisplay, openProgress, paintAsked,
  phaseShuffle, resultTable, setUpSounds, shortTimeFourier, soundsOf,
  speakAsked, tf, trainGame, wordsOf, batchesWithReplacement,
} from '../lib';
''')
code('setup-options', '''
const options = {
  seed: 1,
  steps: budget<number>({ full: SOUNDS.steps, quick: 40 }),
  each: budget({ full: 100, quick: 20 }), // sounds of each word to be judged
};
const { seed } = options;
console.log(options);
''')
code('setup-sounds', '''
const { words } = SOUND_SETS.digits;
const { training, test } = loadSounds('digits');
console.log('training:', training.sounds.shape, 'test:', test.sounds.shape);
const placeOf = (word: number) =>
  Array.from(test.labels).findIndex((label) => label === word);
const some = [1, 6, 9];
const clips = tf.concat(some.map((word) =>
  test.sounds.slice([placeOf(word), 0, 0], [1, -1, -1]))) as tf.Tensor3D;
const heard = (waves: tf.Tensor3D, names: readonly string[]) =>
  soundsOf(waves, { sampleRate: SAMPLE_RATE, names });
const names = some.map((word) => words[word]);
displaySounds(heard(clips, names));
display(drawSpectrogram(heard(clips, names), {
  alt: 'Spectrograms of one, six and nine: bands that rise and fall.' }));
''')
md('setup-read', '''
Above are the waves, below them their *spectrograms*: time to the right, frequency upwards, the darker the louder. Listen while you look. The vowels are stacks of level bands: a voice is a tone with its overtones, and which bands are loud makes the vowel. The *s* and the *x* of *six* are grey areas high up, a hiss without a tone. Of all this the waves show hardly more than when it is loud.
''')
md('picture-explained', '''
## Sound as a picture

A spectrogram is a picture, and we know networks that make pictures. From which of them can one go back to a sound? Of each short window of the sound the Fourier transform says how loud each frequency is, $|S_{t,f}|$, and at which phase its wave is. The picture keeps the first alone, on a scale on which we hear, and such that each frequency uses the whole range (SpecGAN's form):

$$p_{t,f} = \\tfrac12 + \\tfrac12\\operatorname{clip}\\Big(\\frac{\\log(|S_{t,f}| + 10^{-3}) - \\mu_f}{3\\,\\sigma_f}\\Big), \\qquad \\operatorname{clip}(x) = \\min(1, \\max(-1, x)).$$

$\\mu_f$ and $\\sigma_f$ are the mean and the standard deviation of that frequency over the training sounds. Windows of 128 samples, 64 from one to the next, and 64 frequencies make a clip a picture of 64×64. By hand:
''')
code('picture-by-hand', '''
const pictures = fitSoundPictures(training.sounds);
const fourier = shortTimeFourier(PICTURE_WINDOW);
const levels = (sounds: tf.Tensor3D) => tf.log(tf.add(magnitudesOf(
  fourier.analyse(tf.squeeze(sounds, [2]))).slice([0, 0, 0], [-1, -1, 64]),
1e-3));
const ofAll = tf.moments(levels(training.sounds), [0, 1]);
const standard = tf.div(tf.sub(levels(clips), ofAll.mean),
  tf.mul(3, tf.sqrt(ofAll.variance)));
const pictureByHand = tf.add(0.5, tf.mul(0.5, tf.clipByValue(standard, -1, 1)));
const asPictures = pictures.picturesOf(clips);
console.log('by hand and by the library differ by at most',
  tf.max(tf.abs(tf.sub(pictureByHand, tf.squeeze(asPictures, [3]))))
    .dataSync()[0].toFixed(6));
''')
md('picture-back-explained', '''
And back? The phases are gone. Griffin and Lim (1984) find some that fit. Begin with phases at random and make a sound of them. It is no sound that has these magnitudes: neighbouring windows overlap, and contradict each other. But its transform has phases, and those fit better. Put the wanted magnitudes to them and begin again, 32 times. This is the *ceiling* of every network that paints spectrograms: were its pictures perfect, they would sound like this.
''')
code('picture-back', '''
const returned = pictures.soundsOf(asPictures, new Random(seed));
displaySounds(heard(returned, names.map((name) => `${name}, returned`)));
const wanted = magnitudesOf(fourier.analyse(tf.squeeze(clips, [2])));
const off = (iterations: number) => {
  const waves = griffinLim(wanted, {
    ...PICTURE_WINDOW, iterations: iterations, random: new Random(seed) });
  const found = magnitudesOf(fourier.analyse(waves));
  return tf.div(tf.norm(tf.sub(found, wanted)), tf.norm(wanted)).dataSync()[0];
};
displayTable([0, 1, 4, 16, 32, 128].map((iterations) => ({
  iterations: iterations,
  'magnitudes off by, %': (100 * off(iterations)).toFixed(1) })));
''')
md('picture-back-read', '''
TODO-READ
''')
md('wave-explained', '''
## A wave that grows

WaveGAN's generator makes the samples themselves. It is DCGAN's with one axis less: from 16 places it goes by four *transposed convolutions* of stride 4 to 64, 256, 1,024 and 4,096. Each number $x_i$ of the input lays the filter, times itself, over the output, four places from that of its neighbour; what overlaps is added:

$$y_j = b + \\sum_i x_i\\, w_{j - 4i}.$$
''')
code('wave-by-hand', '''
const layer = conv1dTranspose({ name: 'grows', filters: 1, kernelSize: 9,
  strides: 4, seed: 3 });
const input = [1, 0, -2, 0.5];
const output = layer.apply(tf.tensor3d(input, [1, 4, 1])) as tf.Tensor;
const filter = layer.getWeights()[0].dataSync();
const laid = new Array<number>(16).fill(0);
input.forEach((x, i) => filter.forEach((w, k) => {
  const j = 4 * i + k - 2; // two of nine places stand out at the left
  if (j >= 0 && j < 16) laid[j] += x * w;
}));
console.log('by hand and by the library differ by at most', Math.max(
  ...laid.map((y, j) => Math.abs(y - output.dataSync()[j]))).toFixed(6));
''')
md('wave-hum-explained', '''
Lesson 13 showed what such layers leave in pictures: a checkerboard. In a sound a pattern that repeats every four samples is a *tone*, of a quarter of 8,000 a second; the layer before it leaves one of 500 Hz, the one before that one of 125 Hz. Does a network hum before it has learnt anything? Here is the mean spectrum of 200 sounds of an untrained one:
''')
code('wave-hum', '''
const untrained = buildSoundGenerator('digits', 'waveform', seed);
const anyWords = Array.from({ length: 200 }, (_, i) => i % 10);
const hums = speakAsked(untrained, wordsOf('digits', anyWords), {
  form: 'waveform', pictures, random: new Random(seed) });
const fine = shortTimeFourier({ windowLength: 512, hop: 256 });
const spectrumOf = (waves: tf.Tensor3D) => Array.from(tf.mean(magnitudesOf(
  fine.analyse(tf.squeeze(waves, [2]))), [0, 1]).dataSync());
const decibels = (waves: tf.Tensor3D) =>
  spectrumOf(waves).map((each) => 20 * Math.log10(each));
const frequencies = Array.from({ length: 257 }, (_, i) => i * 8 / 512);
display(await drawLines([
  { name: 'untrained', x: frequencies, y: decibels(hums) },
  { name: 'spoken words', x: frequencies, y: decibels(training.sounds) },
], { xLabel: 'kHz', yLabel: 'dB',
  alt: 'The untrained network has peaks at 0.5, 2 and 4 kHz and others.' }));
displaySounds(heard(hums.slice([0, 0, 0], [1, -1, -1]), ['untrained']));
''')
md('wave-hum-read', '''
TODO-READ
''')
md('wave-shuffle-explained', '''
$D$ need not listen to words at all, then: the phase of the hum is the same in all fakes, and gives them away. *Phase shuffle* takes that from it. Between $D$'s layers each example is shifted by a few places, up to two, at random and anew each time; where it ends, it goes back as in a mirror. A word two places later is still the word.
''')
code('wave-shuffle', '''
const shuffle = phaseShuffle({ name: 'shuffle', shift: 2, seed: 1 });
const rows = tf.tile(tf.range(0, 8).reshape([1, 8, 1]), [5, 1, 1]);
const shuffled = shuffle.apply(rows, { training: true }) as tf.Tensor3D;
for (const row of tf.squeeze(shuffled, [2]).arraySync() as number[][]) {
  console.log(row.join(' '));
}
''')
md('game-explained', '''
## Words on demand

Either way, the game is that of lesson 15. $G$ is told the word $c$, one of ten; $D$ is told it too, and *answers*: it names the word, and learns to from real ones; $G$ is to be named as asked.

$$\\mathcal L_D = -\\log D(x, c) - \\log\\big(1 - D(G(z, c'), c')\\big) + A(x, c) \\;\\big[+\\, \\tfrac{\\gamma}{2} \\lVert \\nabla_x D(x, c) \\rVert^2\\big], \\qquad \\mathcal L_G = -\\log D(G(z, c'), c') + A(G(z, c'), c').$$

$A$ is the cross-entropy of $D$'s ten answers. What stands in brackets is the $R_1$ penalty of lesson 8, for waves alone; $D$ sees pictures shifted by up to two pixels, as in lesson 15. The paper has the gradient penalty of WGAN-GP with five updates of $D$; ours is some twelve times as fast, and gets farther in the minutes we have. We train the pictures, since they learn sooner.
''')
code('game-train', '''
const told = wordsOf('digits', training.labels);
const examples = pictures.picturesOf(training.sounds);
const batches = batchesWithReplacement([examples, told], {
  batchSize: SOUNDS.batchSize, seed: seed });
const epochs = Math.max(1, Math.round(options.steps / batches.stepsPerEpoch));
const { game, averagedGenerator: G } = setUpSounds({ set: 'digits',
  form: 'spectrogram', seed: seed, decaySteps: epochs * batches.stepsPerEpoch });
const everyWord = wordsOf('digits', words.map((_, i) => i));
const upright = (images: tf.Tensor4D) => // low tones below, time to the right
  tf.reverse(tf.transpose(images, [0, 2, 1, 3]), 1) as tf.Tensor4D;
const [line, grid] = [openProgress(), openDisplay()];
const history = await trainGame(game, batches, {
  epochs: epochs, seed: seed, recordEvery: 10, progressEveryMs: 5000,
  onProgress: (progress) => {
    line(progress);
    const painted = tf.tidy(() => upright(
      paintAsked(G, everyWord, new Random(seed))));
    grid.show(drawImageRows([{ name: 'G', images: painted }], {
      alt: 'Ten painted spectrograms, zero to nine.' }));
    painted.dispose();
  } });
''')
code('game-curves', '''
display(await drawLossCurves(history, {
  xAxis: 'step',
  curves: { 'answers on reals': 'discriminatorAnswers',
    'answers on fakes': 'generatorAnswers' },
  references: [{ value: Math.log(10), label: 'knowing nothing' }],
  alt: 'Both losses of answers fall from ln 10; that of fakes follows.',
}));
''')
md('game-curves-read', '''
TODO-READ
''')
code('game-hear', '''
const random = new Random(seed + 1);
const spoken = speakAsked(G, everyWord, { form: 'spectrogram',
  pictures: pictures, random: random });
displaySounds(heard(spoken, words).slice(0, 8), { columns: 4 });
''')
md('game-measure-explained', '''
Four questions to a set of sounds, a hundred of each word. *As asked*: how many does a judge name as the word that was asked? It has learnt from the same voices as $G$. *Fréchet distance* to the training sounds, as in lesson 8, but not of a network's features: of how loud 20 bands are in each 32 milliseconds, along their 32 principal components. *Nearest*: how far is the nearest training sound, beside a held-out sound's nearest? Much below 1 it is a copy. *Spread*: how varied are the sounds of a word, beside the training sounds?
''')
code('game-measure', '''
const scale = fitSoundScale('digits', { training, test });
const asked = words.flatMap((_, word) =>
  new Array<number>(options.each).fill(word));
const ours = speakAsked(G, wordsOf('digits', asked), {
  form: 'spectrogram', pictures: pictures, random: new Random(seed + 2) });
const measured = scale.measure(ours, asked);
const rowOf = (sounds: string, row: typeof measured) => ({ sounds: sounds,
  'as asked, %': (100 * row.asked).toFixed(1),
  'Fréchet distance': row.frechet.toFixed(1),
  nearest: row.nearest.toFixed(2), spread: row.spread.toFixed(2) });
displayTable([
  rowOf('held-out voices', scale.measure(test.sounds, test.labels)),
  rowOf('the same, returned', scale.measure(pictures.soundsOf(
    pictures.picturesOf(test.sounds), new Random(seed)), test.labels)),
  rowOf('this GAN', measured),
]);
''')
md('game-measure-read', '''
TODO-READ
''')
md('fooled-explained', '''
## A judge that is fooled

Nine of ten words are named as asked: is that good? Let us ask the judge about something that is no speech at all. Take all training sounds of a word; of each moment and frequency take the mean of how loud it is; make white noise that is as loud at each moment and frequency, and nothing else. No network, no training, a few lines:

$$S'_{t,f} = \\frac{N_{t,f}}{\\mathbb E|N|} \\cdot \\frac1n \\sum_{i=1}^n |S^{(i)}_{t,f}|, \\qquad N \\text{ the transform of white noise.}$$

Before you listen: how many of such sounds will the judge name right? More than of the GAN's, or less?
''')
code('fooled-noise', '''
const shaped = fitSpectrogramNoise(training.sounds, training.labels);
const hisses = shaped.sample(asked, new Random(seed));
const three = shaped.sample(some, new Random(seed));
displaySounds(heard(three, names.map((name) => `${name}?`)));
displayTable([rowOf('noise in the shape of the word',
  scale.measure(hisses, asked)), rowOf('this GAN', measured)]);
''')
md('fooled-read', '''
TODO-READ
''')
md('fooled-question', '''
**Question.** A paper on speech reports that 99 % of its generated words are recognised by a classifier, and nothing else. What do you know?

- <details><summary>That they sound like words</summary>

  Wrong: a hiss in the shape of a word does as well, and nobody would take it for speech.

  </details>
- <details><summary>That the classifier finds in them what it goes by</summary>

  Right: and it goes by how loud each band is at which moment. It has never been asked whether something is speech.

  </details>
- <details><summary>That they are as varied as the training set</summary>

  Wrong: one clip of each word, a thousand times, gets the same share.

  </details>
''')
md('rivals-explained', '''
## Waves against pictures

Now WaveGAN, for as many minutes, and what each part is worth. In the table stand the means over three seeds of the experiment `sounds`, as always with the trivial rows. *Mean picture* is what the squared error alone would have our network paint: of each word the mean of its pictures, returned. The last row trains in *mixed precision* (`GAN_PRECISION=mixed`): on processors that multiply in bfloat16, a step of WaveGAN takes less than half of the time, so it makes more of them in the same minutes.
''')
code('rivals-table', '''
const rows = loadResults('sounds');
const columns = { 'as asked, %': ['asked', 100, 1],
  'Fréchet distance': ['frechet', 1, 1], nearest: ['nearest', 1, 2],
  spread: ['spread', 1, 2], minutes: ['minutes', 1, 1] } as const;
displayTable(resultTable(rows, 'digits', columns));
''')
code('rivals-hear', '''
const { model: waves } = SPOKEN_WAVES.load();
const aloud = speakAsked(waves, wordsOf('digits', some), {
  form: 'waveform', pictures: pictures, random: new Random(seed) });
displaySounds(heard(aloud, names));
display(drawSpectrogram(heard(aloud, names), {
  alt: 'WaveGAN: one, six and nine, with noise between the bands.' }));
''')
md('rivals-read', '''
TODO-READ
''')
md('rivals-drums-explained', '''
### Drums

The second set has 350 hits on drums of five kinds, from 11 kits. Four kits of two makers are held out; so few that each hit is a percent, and so different that the judge names only three quarters of them. So we do not ask whether the made drums are as good as held-out ones.
''')
code('rivals-drums', '''
const drums = loadSounds('drums');
const drumPictures = fitSoundPictures(drums.training.sounds);
const { model: drummer } = DRUM_PICTURES.load();
const kinds = SOUND_SETS.drums.words;
const hits = speakAsked(drummer, wordsOf('drums', kinds.map((_, i) => i)), {
  form: 'spectrogram', pictures: drumPictures, random: new Random(seed) });
displaySounds(heard(hits, kinds).slice(0, 4));
displayTable(resultTable(rows, 'drums', columns));
''')
md('rivals-drums-read', '''
TODO-READ
''')
md('rivals-question', '''
**Question.** The spectrogram GAN paints a perfect spectrogram of a word that no training clip has. Is the sound then perfect?

- <details><summary>Yes: the spectrogram says it all</summary>

  Wrong: it leaves the phases out. They must be found, and what is found has the wanted magnitudes only nearly.

  </details>
- <details><summary>No: it is as good as Griffin-Lim makes of it</summary>

  Right: that ceiling can be heard before anything is trained, and stands in the table above.

  </details>
''')
md('your-run-explained', '''
## Your run beside others

We ran this lesson with six seeds, in turn with the kernels of two kinds of processor (`npm run spread -- 17`). The table has this run's numbers, the mean and the standard deviation of the six, and the range in which yours should land, nineteen times of twenty.
''')
code('your-run', '''
displayTable(besideOtherRuns('17', {
  'as asked, %': (100 * measured.asked).toFixed(1),
  'Fréchet distance': measured.frechet.toFixed(1),
  nearest: measured.nearest.toFixed(2),
  spread: measured.spread.toFixed(2),
}));
''')
md('what-we-saw', '''
## What we saw

TODO
''')
md('exercises', '''
## Exercises

### 1. By hand

A filter of length 25 and a stride of 4: by how many places do two neighbours' filters overlap, and how many numbers of the input reach one place of the output?

<details><summary>Solution</summary>

21 places. A place is reached by 25 / 4 = 6.25 numbers: by six or seven, in a rhythm of four. There is the hum.

</details>

### 2. Frequencies

Windows of 128 samples at 8,000 a second: how far are two neighbouring frequencies of the picture apart, and how long is a window?

<details><summary>Solution</summary>

8,000 / 128 = 62.5 Hz, and 128 / 8,000 = 16 milliseconds. A longer window tells frequencies better apart, and moments worse.

</details>

### 3. A walk from word to word

Nothing forbids to tell $G$ half a *six* and half a *nine*. What do you hear?

<details><summary>Solution</summary>

```ts
const half = tf.tensor2d([[0, 0, 0, 0, 0, 0, .5, 0, 0, .5]]);
displaySounds(heard(speakAsked(G, half, { form: 'spectrogram',
  pictures: pictures, random: new Random(4) }), ['six and nine']));
```

Something between: the vowel of both, and some of the hiss at its ends. It is no word, and nobody has ever asked $D$ about one.

</details>
''')
md('references', '''
## References

- Donahue, McAuley, Puckette 2019, *Adversarial audio synthesis* (WaveGAN and SpecGAN), [arXiv:1802.04208](https://arxiv.org/abs/1802.04208). They train 200,000 updates, four days on a GPU; their inception score is 4.67 for waves and 6.03 for spectrograms, of 9.18 for the training set, though listeners prefer the waves.
- Griffin, Lim 1984, *Signal estimation from modified short-time Fourier transform*, IEEE Transactions on Acoustics, Speech, and Signal Processing 32.
- Odena, Dumoulin, Olah 2016, *Deconvolution and checkerboard artifacts*, [distill.pub](https://distill.pub/2016/deconv-checkerboard/).
- Mescheder, Geiger, Nowozin 2018, *Which training methods for GANs do actually converge?*, [arXiv:1801.04406](https://arxiv.org/abs/1801.04406).
- Miyato, Koyama 2018, *cGANs with projection discriminator*, [arXiv:1802.05637](https://arxiv.org/abs/1802.05637).
- Spoken digits: eSpeak NG (GPL 3). Drums: the drum kits of Hydrogen and Sonic Pi (GPL 2, CC0).
''')

import sys
out = sys.argv[1]
nb = {'cells': cells, 'metadata': {'kernelspec': {'display_name': 'TypeScript', 'language': 'typescript', 'name': 'tslab'}, 'language_info': {'file_extension': '.ts', 'mimetype': 'text/typescript', 'name': 'typescript', 'pygments_lexer': 'typescript', 'version': '5.0.4'}}, 'nbformat': 4, 'nbformat_minor': 5}
json.dump(nb, open(out, 'w'), indent=1, ensure_ascii=False); open(out, 'a').write('\n')
