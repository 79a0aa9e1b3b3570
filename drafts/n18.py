"""Writes notebooks/18_music.ipynb without outputs."""
import json
cells = []
def md(id, t): cells.append({'cell_type': 'markdown', 'id': 'music-' + id, 'metadata': {}, 'source': t.strip('\n').splitlines(True)})
def code(id, t): cells.append({'cell_type': 'code', 'id': 'music-' + id, 'metadata': {}, 'source': t.strip('\n').splitlines(True), 'execution_count': None, 'outputs': []})

md('title', '''
# Music (MuseGAN)

> Four bars for drums, bass and chords from a network that makes notes, not numbers. Ten measures say how far they lie from what people wrote, and one of them was wrong in every version of the published code.
''')
md('before-you-start', '''
## Before you start

You need the gradient penalty of [lesson 8](./08_stability.ipynb). The lesson takes three to five minutes on two CPU cores, by their speed; most of it is the cell that trains.

A band is several generators that listen to each other. MuseGAN (Dong et al. 2018) is built like that: random numbers that all tracks share, random numbers of each track alone, and an output for each track. And music is made of notes, which sound or do not. A network that gives 0.4 of a note has not decided anything. How does one train a network whose output is 0 or 1?

Your training will not be the one printed here, since each kind of processor rounds its sums in its own way. Whatever is said of *the kept run* is said of the outputs that stand here before you run anything; *Your run beside others* tells between what and what yours should land.
''')
md('setup', '''
## Setup

Loops of four bars over the chords C, A minor, D minor and G, in over a thousand styles, from Bossa Nova to polka: people wrote the grooves, and the program MMA plays them. Training shows them in all twelve keys. A fifth of the styles is held out.
''')
code('setup-imports', '''
import {
  ACCOMPANIST, LOOP_MEASURES, LOOP_TRACKS, MUSEGAN, MUSE_LATENTS,
  MUSE_LATENT_DIM, Random, accompany, applyInUse, bernoulliLoops,
  besideOtherRuns, budget, buildMuseganGenerator, chromaOf, composeLoops,
  display, displayMidi, displayTable, drawPianoRoll, fitLoopScale, inAnyKey,
  loadLoops, loadResults, loopSong, nearestAccompaniment, openProgress,
  resultTable, shuffledTracks, straightThroughBinary, tf, tonalDistance,
  trainMusegan, type Rolls,
} from '../lib';
''')
code('setup-options', '''
const options = {
  seed: 1,
  steps: budget<number>({ full: MUSEGAN.steps, quick: 40 }),
  loops: budget({ full: 500, quick: 100 }), // to be measured
};
const { seed } = options;
console.log(options);
''')
code('setup-loops', '''
const { train, test } = loadLoops();
console.log('training:', train.rolls.shape, 'held out:', test.rolls.shape);
const songs = [3, 60].map((place) => loopSong(test.rolls, place, {
  name: test.grooves[place] }));
display(drawPianoRoll(songs, {
  alt: 'Two loops: drums below, bass and chords above, four bars each.' }));
displayMidi(songs[0]);
''')
md('measures-explained', '''
## What can be measured of music

Nobody can put a number on good. But a loop has properties, and a set of loops has a distribution of each: how many pitch classes a bar has, how many notes are longer than a sixteenth, how much of a bar's drums the next bar repeats. A generator that has learnt the style has the same distributions. So each measure is a *distance*, the Wasserstein distance between the two distributions, and lower is better; whether the value itself is high or low says nothing.

Two of the measures need the *chroma*: of the notes that sound, what is left when octaves do not count. C major in three octaves is C, E and G, nine notes and three classes. MuseGAN's authors published how many classes a bar has in their data and in their loops. Let us compute it, and then once more as all three versions of their code do:
''')
code('measures-chroma', '''
const rowsOfChord = [0, 4, 7].flatMap((note) => [0, 12, 24].map(
  (octave) => note + octave)); // C, E, G; the first row is a C
const roll = Array.from({ length: 36 }, (_, row) =>
  Number(rowsOfChord.includes(row)));
const right = chromaOf(roll, LOOP_TRACKS.chords.pitch);
const folded = Array.from({ length: 12 }, (_, band) => // bands of neighbours
  roll.slice(3 * band, 3 * band + 3).reduce((sum, each) => sum + each, 0));
const numClasses = (chroma: readonly number[]) =>
  chroma.filter((each) => each > 0).length;
console.log('classes:', numClasses(right), right.join(' '));
console.log('as published:', numClasses(folded), folded.join(' '));
''')
md('measures-chroma-read', '''
TODO-READ
''')
md('measures-tonal-explained', '''
The second measure that needs it is the *tonal distance* (Harte et al. 2006) of two tracks. Put the twelve classes on three circles, one by fifths, one by minor thirds and one by major thirds; on them notes that go together lie near each other. A chord is the centre of its notes, six numbers, and the distance is that of two centres:

$$\\phi(c) = \\frac{1}{\\sum_k c_k} \\sum_{k=0}^{11} c_k \\big(r_1 \\sin \\tfrac{7\\pi k}{6},\\, r_1 \\cos \\tfrac{7\\pi k}{6},\\, r_2 \\sin \\tfrac{3\\pi k}{2},\\, r_2 \\cos \\tfrac{3\\pi k}{2},\\, r_3 \\sin \\tfrac{2\\pi k}{3},\\, r_3 \\cos \\tfrac{2\\pi k}{3}\\big).$$

The radii are 1, 1 and ½. Is a bass on C nearer to a chord of C major than one on F sharp is?
''')
code('measures-tonal', '''
const circles = [[1, 7 * Math.PI / 6], [1, 3 * Math.PI / 2],
  [0.5, 2 * Math.PI / 3]];
const centre = (chroma: readonly number[]) => circles.flatMap(
  ([radius, angle]) => [Math.sin, Math.cos].map((wave) => chroma.reduce(
    (sum, each, k) => sum + each * radius * wave(k * angle), 0)
    / chroma.reduce((sum, each) => sum + each, 0)));
const apart = (a: readonly number[], b: readonly number[]) => Math.hypot(
  ...centre(a).map((each, i) => each - centre(b)[i]));
const note = (pitch: number) => chromaOf([1], pitch);
displayTable([['C', 36], ['G', 43], ['F sharp', 42]].map(([bass, pitch]) => ({
  bass: bass as string, 'by hand': apart(note(pitch as number), right)
    .toFixed(3), 'by the library': tonalDistance(note(pitch as number), right)
    .toFixed(3) })));
''')
md('measures-rivals-explained', '''
Before any network, the rivals. *Notes drawn one by one*: each cell of the roll sounds as often as it does in the data at that place, and nothing else is known. *Tracks of other loops*: right drums, a right bass and right chords, which have never met. Which of the two will be found out by which measure? And which sounds worse?
''')
code('measures-rivals', '''
const random = new Random(seed);
const scale = fitLoopScale({ train, test });
const anyLoops = () => inAnyKey(train, options.loops, random);
const rivals: Record<string, Rolls> = {
  'held-out styles': inAnyKey(test, options.loops, random),
  'notes drawn one by one': bernoulliLoops(train, options.loops, random),
  'tracks of other loops': shuffledTracks(anyLoops(), anyLoops(), anyLoops()),
};
const found = Object.fromEntries(Object.entries(rivals).map(
  ([name, rolls]) => [name, scale.measure(rolls)]));
displayTable(LOOP_MEASURES.map((measure) => ({ measure: measure,
  ...Object.fromEntries(Object.entries(found).map(([name, row]) =>
    [name, row[measure].toFixed(3)])) })));
for (const name of Object.keys(rivals).slice(1)) {
  displayMidi(loopSong(rivals[name], 0, { name: name }));
}
''')
md('measures-rivals-read', '''
TODO-READ
''')
md('band-explained', '''
## A band of three

$z$ has 112 numbers. The first 64 are shared: they go through all layers that the tracks have in common, from four steps to 64. Then comes a *head* for each track, which makes 9, 24 or 36 rows, and 16 numbers of the track's own say how: they scale and shift its channels, as in lesson 14. So the shared numbers can say *what* is played, and each track's own *how it* plays it. By the library, for a network that has learnt nothing: which tracks change when one part of $z$ is drawn anew?
''')
code('band-parts', '''
const untrained = buildMuseganGenerator(seed);
const z = random.normal<tf.Rank.R2>([1, MUSE_LATENT_DIM]);
const other = random.normal<tf.Rank.R2>([1, MUSE_LATENT_DIM]);
const withPart = (part: keyof typeof MUSE_LATENTS) => {
  const { start, size } = MUSE_LATENTS[part];
  const isPart = tf.range(0, MUSE_LATENT_DIM).greaterEqual(start)
    .logicalAnd(tf.range(0, MUSE_LATENT_DIM).less(start + size));
  return tf.where(isPart.reshape([1, -1]), other, z) as tf.Tensor2D;
};
const plain = applyInUse(untrained, z);
displayTable((['shared', 'drums', 'bass', 'chords'] as const).map((part) => {
  const moved = tf.abs(tf.sub(applyInUse(untrained, withPart(part)), plain));
  const of = ({ first, rows }: { first: number; rows: number }) => tf.mean(
    moved.slice([0, 0, first, 0], [-1, -1, rows, -1])).dataSync()[0];
  return { 'drawn anew': part, ...Object.fromEntries(Object.entries(
    LOOP_TRACKS).map(([track, rows]) => [`${track} move by`,
    of(rows).toFixed(3)])) };
}));
''')
md('outputs-explained', '''
## Outputs that are 0 or 1

$G$ ends with a logit $\\ell$ for each cell. What shall the critic see? The probability $\\sigma(\\ell)$ has a gradient, but real loops have no halves, and a critic that knows this need not listen at all. The decision, 1 where $\\ell > 0$, is of the right kind, but its gradient is 0 everywhere. *Straight through* (Bengio et al. 2013) is the way out that is used: decide on the way forward, and on the way back pretend that it had been the probability.

$$b = \\mathbb 1[\\ell > 0], \\qquad \\frac{\\partial b}{\\partial \\ell} := \\sigma'(\\ell) = \\sigma(\\ell)\\,\\big(1 - \\sigma(\\ell)\\big).$$
''')
code('outputs-straight', '''
const logits = tf.tensor1d([-3, -0.2, 0.2, 3]);
const decide = (x: tf.Tensor1D) => straightThroughBinary(x);
const slopes = tf.grad((x: tf.Tensor) => tf.sum(decide(x as tf.Tensor1D)))(
  logits);
const p = tf.sigmoid(logits);
displayTable(Array.from(logits.dataSync()).map((logit, i) => ({
  logit: logit.toFixed(1), forward: decide(logits).dataSync()[i],
  'slope back': slopes.dataSync()[i].toFixed(4),
  'σ(1 − σ), by hand': p.mul(tf.sub(1, p)).dataSync()[i].toFixed(4) })));
''')
md('train-explained', '''
### Training in two stages

The game is WGAN-GP's, as in lesson 8: a critic $C$ that scores loops, and the penalty that holds its slope near 1.

$$\\mathcal L_C = \\mathbb E[C(G(z))] - \\mathbb E[C(x)] + 10\\, \\mathbb E\\big[(\\lVert \\nabla C(\\hat x) \\rVert - 1)^2\\big], \\qquad \\mathcal L_G = -\\mathbb E[C(G(z))].$$

The critic also sees how much the loops of a batch differ (lesson 6), so that a $G$ that plays one loop for ever is found out. In the first stage, six steps of ten, it sees probabilities; in the second it sees decisions, straight through. This order is the finding of Dong and Yang (2018): from the beginning, decisions teach little, since nearly all are wrong.
''')
code('train', '''
const { generator: G, steps, minutes } = await trainMusegan(train, {
  seed: seed, steps: options.steps, progressEveryMs: 5000,
  onProgress: openProgress() });
console.log('steps:', steps, 'minutes:', minutes.toFixed(1));
''')
code('train-hear', '''
const zs = new Random(seed + 1).normal<tf.Rank.R2>(
  [options.loops, MUSE_LATENT_DIM]);
const made = composeLoops(G, zs);
const three = [0, 1, 2].map((place) => loopSong(made, place, {
  name: `loop ${place + 1}` }));
display(drawPianoRoll(three.slice(0, 2), {
  alt: 'Two made loops: drums that repeat, a bass, chords that hold.' }));
three.forEach((song) => displayMidi(song));
''')
md('train-hear-read', '''
TODO-READ
''')
code('train-measure', '''
const measured = scale.measure(made);
const drawn = scale.measure(composeLoops(G, zs, new Random(seed + 2)));
const rowOf = (loops: string, row: typeof measured) => ({ loops: loops,
  'measures nearer than notes one by one': `${row.closer} of 10`,
  'median distance, of theirs': row.ratio.toFixed(2),
  'long notes of the bass, %': (100 * row.long).toFixed(0),
  'tonal distance': row.tonal.toFixed(2),
  'different, %': (100 * row.distinct).toFixed(1),
  'copies, %': (100 * row.copies).toFixed(1),
  nearest: row.nearest.toFixed(2) });
displayTable([
  ...Object.entries(found).map(([name, row]) => rowOf(name, row)),
  rowOf('this GAN', measured), rowOf('this GAN, drawn', drawn)]);
''')
md('train-measure-read', '''
TODO-READ
''')
code('train-table', '''
displayTable(resultTable(loadResults('musegan'), 'loops', {
  'nearer, of 10': ['closer', 1, 1], 'median distance': ['ratio', 1, 2],
  'long notes, %': ['long', 100, 0], 'tonal distance': ['tonal', 1, 2],
  'different, %': ['distinct', 100, 1], 'copies, %': ['copies', 100, 1],
  nearest: ['nearest', 1, 2], minutes: ['minutes', 1, 1] }));
''')
md('train-table-read', '''
TODO-READ
''')
md('train-question', '''
**Question.** A generator's tonal distance between bass and chords is lower than that of the data. Is it better than the data?

- <details><summary>Yes: the nearer, the better they go together</summary>

  Wrong: a bass that plays nothing but the chord's notes has the lowest distance, and is duller than any that people wrote. The published table was read like that.

  </details>
- <details><summary>No: the data's own is what is wanted, and either side of it is wrong</summary>

  Right: so we ask how far distributions lie apart, not which number is smaller.

  </details>
''')
md('given-explained', '''
## Given a bass

Now one player is a person. A bass line is given, of a style that was held out, and drums and chords are to go with it. The generator hears the bass beside its $z$ (section 3.4 of MuseGAN's paper: track-conditional generation); the critic sees whole loops, as before, and needs no change: a chord that does not fit the bass is found out. A network without a critic is trained by *likelihood* instead: for each cell the probability that it sounds, by cross-entropy.

And two rivals without a network: the drums and chords of *any loop*, and those of the training loop, in any key, whose *bass is nearest*. Which of them will go best with the bass?
''')
code('given-play', '''
const { model: accompanist } = ACCOMPANIST.load();
const given = inAnyKey(test, 20, new Random(seed + 3));
const played = accompany(accompanist, given, { random: new Random(seed + 4) });
const neighbours = nearestAccompaniment(given, train);
const versions = { 'as people wrote it': given, 'by the network': played,
  'of the nearest bass': neighbours };
const songsOf = (place: number) => Object.entries(versions).map(
  ([name, rolls]) => loopSong(rolls, place, { name: name }));
display(drawPianoRoll(songsOf(0), {
  alt: 'One bass three times, with the true tracks, made ones, and others.' }));
songsOf(0).forEach((song) => displayMidi(song));
''')
md('given-play-read', '''
TODO-READ
''')
code('given-table', '''
displayTable(resultTable(loadResults('accompany'), 'drums and chords for a bass', {
  'tonal distance': ['tonal', 1, 2], 'its distance from the data': ['tonalApart', 1, 3],
  'drums in common, %': ['drums', 100, 0], 'chords in common, %': ['chords', 100, 0],
  'nearer, of 10': ['closer', 1, 1], 'median distance': ['ratio', 1, 2],
  minutes: ['minutes', 1, 1] }));
''')
md('given-table-read', '''
TODO-READ
''')
md('given-question', '''
**Question.** *Likelihood alone*, by a threshold, leaves most cells of the chords silent. Why, when it gives each cell the right probability?

- <details><summary>It has learnt too little</summary>

  Wrong: the better it has learnt, the more honest its probabilities are. If ten chords are possible, each note has a small one, and none passes the threshold.

  </details>
- <details><summary>A cell with a probability below one half is silent, and where several notes are possible each of them is</summary>

  Right: a threshold takes the most likely answer cell by cell, and that of all cells together is a bar of silence. To draw gives each note its share, and loses which notes go together.

  </details>
''')
md('your-run-explained', '''
## Your run beside others

We ran this lesson with six seeds, in turn with the kernels of two kinds of processor (`npm run spread -- 18`). The table has this run's numbers, the mean and the standard deviation of the six, and the range in which yours should land, nineteen times of twenty.
''')
code('your-run', '''
displayTable(besideOtherRuns('18', {
  'measures nearer': measured.closer.toFixed(0),
  'median distance': measured.ratio.toFixed(2),
  'long notes of the bass, %': (100 * measured.long).toFixed(0),
  'tonal distance': measured.tonal.toFixed(2),
  'different, %': (100 * measured.distinct).toFixed(1),
}));
''')
md('what-we-saw', '''
## What we saw

TODO
''')
md('exercises', '''
## Exercises

### 1. By hand

A loop's bass plays C for two bars, and F sharp for two. How many pitch classes has a bar in the mean, and how many has the loop?

<details><summary>Solution</summary>

One class a bar; two in the loop. The measure is by bars.

</details>

### 2. The slope at a half

Where is the slope of a straight-through decision largest, and how large is it there?

<details><summary>Solution</summary>

At $\\ell = 0$, where $\\sigma = \\tfrac12$: $\\tfrac12 \\cdot \\tfrac12 = 0.25$. A cell that is nearly decided learns slowly.

</details>

### 3. Another drummer

Keep the shared numbers and those of bass and chords, and draw the drums' anew, three times. Is it the same song?

<details><summary>Solution</summary>

```ts
const mine = zs.slice([0, 0], [1, -1]);
for (const i of [1, 2, 3]) {
  const drums = new Random(i).normal<tf.Rank.R2>([1, 16]);
  const z = tf.concat([mine.slice([0, 0], [1, 64]), drums,
    mine.slice([0, 80], [1, 32])], 1) as tf.Tensor2D;
  displayMidi(loopSong(composeLoops(G, z), 0, { name: `drummer ${i}` }));
}
```

Bass and chords are the same to the note, since their heads see neither the drums' numbers nor each other.

</details>
''')
md('references', '''
## References

- Dong, Hsiao, Yang, Yang 2018, *MuseGAN: multi-track sequential generative adversarial networks for symbolic music generation and accompaniment*, [arXiv:1709.06298](https://arxiv.org/abs/1709.06298).
- Dong, Yang 2018, *Convolutional generative adversarial networks with binary neurons for polyphonic music generation*, [arXiv:1804.09399](https://arxiv.org/abs/1804.09399).
- Bengio, Léonard, Courville 2013, *Estimating or propagating gradients through stochastic neurons for conditional computation*, [arXiv:1308.3432](https://arxiv.org/abs/1308.3432).
- Harte, Sandler, Gasser 2006, *Detecting harmonic change in musical audio*, Proceedings of the ACM workshop on audio and music computing multimedia.
- Gulrajani et al. 2017, *Improved training of Wasserstein GANs*, [arXiv:1704.00028](https://arxiv.org/abs/1704.00028).
- Loops: the grooves of MMA, Musical MIDI Accompaniment (GPL 2 or later).
''')

import sys
out = sys.argv[1]
nb = {'cells': cells, 'metadata': {'kernelspec': {'display_name': 'TypeScript', 'language': 'typescript', 'name': 'tslab'}, 'language_info': {'file_extension': '.ts', 'mimetype': 'text/typescript', 'name': 'typescript', 'pygments_lexer': 'typescript', 'version': '5.0.4'}}, 'nbformat': 4, 'nbformat_minor': 5}
json.dump(nb, open(out, 'w'), indent=1, ensure_ascii=False); open(out, 'a').write('\n')
