"""Writes notebooks/22_what_comes_next.ipynb without outputs."""
import json
cells = []
def md(id, t): cells.append({'cell_type': 'markdown', 'id': 'next-' + id, 'metadata': {}, 'source': t.strip('\n').splitlines(True)})
def code(id, t): cells.append({'cell_type': 'code', 'id': 'next-' + id, 'metadata': {}, 'source': t.strip('\n').splitlines(True), 'execution_count': None, 'outputs': []})

md('title', '''
# What comes next (video prediction)

> Five frames of a film are given, five are to be said. The best guess is a blur; a discriminator makes it sharp, and sometimes sharply wrong.
''')
md('before-you-start', '''
## Before you start

You need [lesson 12](./12_context_encoders.ipynb), where a hole in a picture is filled: a future is a hole in time. The lesson takes three to five minutes on two CPU cores, by their speed; most of it are the cells that train.

Two digits fly through a black room and bounce off its walls: *Moving MNIST* (Srivastava et al. 2015), at half of its size. It looks like a toy, and it is the field's benchmark, for a good reason: whoever made the films knows what can be known of their future. So each error here stands between two numbers that need no network: a picture that never changes, and the best guess that anybody can give.

Your training will not be the one printed here, since each kind of processor rounds its sums in its own way. Whatever is said of *the kept run* is said of the outputs that stand here before you run anything; *Your run beside others* tells between what and what yours should land.
''')
md('setup', '''
## Setup

The films are drawn as the benchmark draws them: two digits of MNIST start anywhere, go 1.8 pixels a frame in any direction, and turn at the walls. Their places are cut to whole pixels. Training never sees a film twice; the films that we measure by have digits of MNIST's test set.
''')
code('setup-imports', '''
import {
  GIVEN_FRAMES, NEXT_FRAMES, Random, VIDEO, bestGuess, besideOtherRuns, budget,
  display, displayTable, drawFilmStrip, drawFilms, drawLines, errorsByFrame,
  gradientDifference, loadResults, loadSmallDigits, measurePrediction,
  namedDigits, openProgress, predictFrames, resultTable, sampleFutures,
  sampleTestFilms, tf, trainPredictor,
} from '../lib';
''')
code('setup-options', '''
const options = {
  seed: 1,
  epochs: budget<number>({ full: VIDEO.epochs, quick: 2 }), // of the first stage
  films: budget({ full: 500, quick: 100 }), // to be measured
};
const { seed } = options;
console.log(options);
''')
code('setup-films', '''
const { train, test } = loadSmallDigits();
const films = sampleTestFilms(test, options.films, new Random(2024));
const frameByFrame = (frames: tf.Tensor4D, film: number) => tf.transpose(
  frames.slice([film, 0, 0, 0], [1, -1, -1, -1]), [3, 1, 2, 0]) as tf.Tensor4D;
const wholeFilm = (next: tf.Tensor4D, film: number) => tf.concat([
  frameByFrame(films.given, film), frameByFrame(next, film)]) as tf.Tensor4D;
display(await drawFilms([0, 1, 2, 3].map((film) => ({ name: `film ${film}`,
  frames: wholeFilm(films.next, film) })), { scale: 3,
  alt: 'Four films: two digits each, which fly and turn at the walls.' }));
display(drawFilmStrip([{ name: 'film 0', frames: wholeFilm(films.next, 0) }], {
  scale: 2, alt: 'The ten frames of the first film; the last five are to be said.' }));
''')
md('guess-explained', '''
## The best guess

How good is a prediction $p$ of a film's next frames $x$? The field's measure is the squared error of a frame, $\\lVert x - p \\rVert^2$, summed over the pixels. If the future is not certain, if it can be $x_1, x_2, \\dots$ with the probabilities $w_1, w_2, \\dots$, which $p$ has the least error in the mean? Set the derivative to 0:

$$\\frac{\\partial}{\\partial p} \\sum_k w_k \\lVert x_k - p \\rVert^2 = -2 \\sum_k w_k (x_k - p) = 0 \\quad\\Rightarrow\\quad p = \\sum_k w_k x_k.$$

The mean of all futures. Here is the smallest case: a spot that goes left or right, both as likely. Half a spot at both places has half of the error of a whole spot at one of them, which is right every second time:
''')
code('guess-by-hand', '''
const futures = tf.tensor2d([[1, 0, 0, 0, 0], [0, 0, 0, 0, 1]]);
const errorOf = (p: tf.Tensor) => tf.mean(tf.sum(
  tf.squaredDifference(futures, p), 1)).dataSync()[0];
displayTable([
  { prediction: 'the mean of both', error: errorOf(tf.mean(futures, 0)) },
  { prediction: 'left', error: errorOf(futures.slice(0, 1)) },
  { prediction: 'nothing', error: errorOf(tf.zeros([5])) },
]);
''')
md('guess-read', '''
Even *nothing* is as good as a spot that is right every second time. Remember that when you read the next table.
''')
md('guess-rivals-explained', '''
What is uncertain in our films? Not the digits, they have been seen five times. Not the walls. It is the place between the pixels: a digit that was seen at 3, 5, 7, 8, 10 may have begun at 3.0 or at 3.9, and after five more frames it may be at one of two or three places, and earlier or later at the wall. The course can list all paths that fit what was seen, and blur each digit over them: that is the *best guess*, for one who knows the digits. Beside it stand the film's last frame again, a black frame, and the mean of all frames of all films. Put them in order before you look:
''')
code('guess-rivals', '''
const copied = tf.tile(films.given.slice([0, 0, 0, GIVEN_FRAMES - 1]),
  [1, 1, 1, NEXT_FRAMES]) as tf.Tensor4D;
const everywhere = tf.mul(tf.onesLike(films.next),
  tf.mean(films.given, [0, 3], true)) as tf.Tensor4D;
const guesses = {
  'the frames that came': films.next,
  'best guess, digits known': bestGuess(films),
  'mean frame': everywhere,
  black: tf.zerosLike(films.next),
  'last frame again': copied,
};
const rowOf = (prediction: string, next: tf.Tensor4D) => {
  const { error, sharpness, read } = measurePrediction(next, films);
  return { prediction: prediction, 'squared error': error.toFixed(1),
    sharpness: sharpness.toFixed(2), 'digits read, %': (100 * read).toFixed(0) };
};
displayTable(Object.entries(guesses).map(([name, next]) => rowOf(name, next)));
display(drawFilmStrip(Object.entries(guesses).slice(0, 3).map(
  ([name, next]) => ({ name: name, frames: wholeFilm(next, 0) })), {
  scale: 2, alt: 'Truth; the best guess, blurred at the end; grey fog.' }));
''')
md('guess-rivals-read', '''
TODO-READ
''')
md('blur-explained', '''
## A network that guesses

The predictor is a network for pictures: five frames go in as the channels of one, five come out (SimVP's form, Gao et al. 2022). Nothing in it knows time. Blocks of 2×2 pixels are laid over each other, so that the work is done at 16×16 and 8×8, with a U-Net's bridge over it (lesson 10). In the first stage it learns by the squared error alone.
''')
code('blur-train', '''
const first = await trainPredictor(train, { seed: seed,
  epochs: options.epochs, progressEveryMs: 5000, onProgress: openProgress() });
const blurred = predictFrames(first.generator, films.given);
displayTable([rowOf('mean frame', everywhere),
  rowOf('squared error', blurred),
  rowOf('best guess, digits known', guesses['best guess, digits known'])]);
const strip = (rows: Record<string, tf.Tensor4D>, film: number, alt: string) =>
  display(drawFilmStrip(Object.entries({ truth: films.next, ...rows }).map(
    ([name, next]) => ({ name: name, frames: frameByFrame(next, film) })), {
    scale: 3, firstNumber: GIVEN_FRAMES + 1, alt: alt }));
strip({ 'squared error': blurred }, 0, 'Truth, and a prediction that fades.');
strip({ 'squared error': blurred }, 3, 'Another film: the digits melt.');
''')
md('blur-read', '''
TODO-READ
''')
code('blur-curve', '''
const frames = Array.from({ length: NEXT_FRAMES }, (_, t) => t + 1);
const curveOf = (name: string, next: tf.Tensor4D) => ({ name: name, x: frames,
  y: errorsByFrame(films.next, next) });
display(await drawLines([
  ...['last frame again', 'black', 'mean frame', 'best guess, digits known']
    .map((name) => curveOf(name, guesses[name as keyof typeof guesses])),
  curveOf('squared error', blurred),
], { xLabel: 'frames ahead', yLabel: 'squared error', alt:
  'Errors grow with time; the network lies between best guess and mean.' }));
''')
md('blur-curve-read', '''
TODO-READ
''')
md('sharp-explained', '''
## Two ways to decide

*Gradient difference* (Mathieu et al. 2016) asks that edges be as strong as the true ones, wherever the error is:

$$\\mathcal L_{\\mathrm{gd}} = \\mathbb E\\Big[ \\big(|x_{i,j} - x_{i-1,j}| - |p_{i,j} - p_{i-1,j}|\\big)^2 + \\big(|x_{i,j} - x_{i,j-1}| - |p_{i,j} - p_{i,j-1}|\\big)^2 \\Big].$$

A blur has weak edges everywhere. By hand, for one row of a step and of a ramp:
''')
code('sharp-gradient', '''
const step = tf.tensor4d([0, 0, 1, 1], [1, 1, 4, 1]);
const ramp = tf.tensor4d([0, 1 / 3, 2 / 3, 1], [1, 1, 4, 1]);
const strengths = (row: tf.Tensor) => {
  const values = Array.from(row.dataSync());
  return values.slice(1).map((value, i) => Math.abs(value - values[i]));
};
const byHand = strengths(step).reduce((sum, strong, i) =>
  sum + (strong - strengths(ramp)[i]) ** 2 / 3, 0);
const twoRows = (row: tf.Tensor4D) => tf.tile(row, [1, 2, 1, 1]); // no edge down
console.log('by hand', byHand.toFixed(4), 'by the library',
  gradientDifference(twoRows(step), twoRows(ramp)).dataSync()[0].toFixed(4));
''')
md('sharp-adversarial-explained', '''
Or a discriminator sees whole films: five given frames, and behind them the five that came or the five that $G$ says. It learns what digits look like and how they move, and says for each part of the film whether it holds together. $G$ goes on from where it is:

$$\\mathcal L_G = \\mathbb E \\lVert x - G(f) \\rVert^2 / n \\; - \\; \\lambda\\, \\mathbb E \\log D(f, G(f)), \\qquad \\mathcal L_D = -\\mathbb E \\log D(f, x) - \\mathbb E \\log\\big(1 - D(f, G(f))\\big) + R_1,$$

with $f$ the given frames, $n$ the number of pixels, and the $R_1$ penalty of lesson 8.
''')
code('sharp-train', '''
const second = await trainPredictor(train, { seed: seed, from: first.generator,
  epochs: options.epochs, helpedBy: 'discriminator', progressEveryMs: 5000,
  onProgress: openProgress() });
const decided = predictFrames(second.generator, films.given);
displayTable([rowOf('squared error', blurred),
  rowOf('with a discriminator', decided)]);
for (const film of [0, 3]) {
  strip({ 'squared error': blurred, 'with D': decided }, film,
    'Truth, the blur, and sharp digits that are not always the same.');
}
''')
md('sharp-read', '''
TODO-READ
''')
code('sharp-table', '''
const rows = loadResults('video');
displayTable(resultTable(rows, 'moving digits, 5 frames to 5', {
  'squared error': ['error', 1, 1], sharpness: ['sharpness', 1, 2],
  'digits read, %': ['read', 100, 0], minutes: ['minutes', 1, 1] }));
''')
md('sharp-table-read', '''
TODO-READ
''')

md('sharp-question', '''
**Question.** The sharp prediction has a larger squared error than the blur. Is it worse?

- <details><summary>Yes: it is further from what came</summary>

  Wrong as it stands: it is further from the one future that came, in the mean. The blur is near to all futures and is none of them. Which of the two is worse depends on what it is for.

  </details>
- <details><summary>It cannot be said from this number: it decides, and who decides is sometimes far off</summary>

  Right: a future drawn from those that are possible, the second row of the table, has a larger error than the best guess too, and nothing about it is wrong.

  </details>
''')
md('futures-explained', '''
## More than one future

The past leaves several futures open, and the course can draw them: other paths that were seen in the same pixels. Four of them, and the mean of two hundred, which is the best guess again:
''')
code('futures-draw', '''
const film = 1;
const possible = sampleFutures(films, { film: film, count: 200,
  random: new Random(seed) });
const rowsOf = Object.fromEntries([0, 1, 2, 3].map((k) => [`future ${k + 1}`,
  possible.slice([k, 0, 0, 0], [1, -1, -1, -1])]));
const oneFilm = (next: tf.Tensor) => tf.transpose(next as tf.Tensor4D, [3, 1, 2, 0]);
display(drawFilmStrip(Object.entries({ ...rowsOf,
  mean: tf.mean(possible, 0, true),
  'squared error': blurred.slice([film, 0, 0, 0], [1, -1, -1, -1]),
  'with D': decided.slice([film, 0, 0, 0], [1, -1, -1, -1]) }).map(
  ([name, next]) => ({ name: name, frames: oneFilm(next) as tf.Tensor4D })), {
  scale: 3, firstNumber: GIVEN_FRAMES + 1,
  alt: 'Four possible futures that differ by a pixel or two, and their mean.' }));
''')
md('futures-distance-explained', '''
So there is a fairer question than *how far from what came*: how far from what *may* come? For each film we draw a hundred futures $x_1, \\dots, x_{100}$ and take the nearest:

$$d(p) = \\mathbb E \\min_k \\lVert x_k - p \\rVert^2.$$

And does the network know that there are several? Ours has no $z$, so it always says the same one. One more network of the experiment is given 16 random numbers beside the frames. *Variety* is how far two of its predictions of one past are apart, as a share of how far two possible futures are; 1 would be right. What do you expect?
''')
code('futures-distance', '''
displayTable(resultTable(rows, 'moving digits, 5 frames to 5', {
  'squared error': ['error', 1, 1], 'to what may come': ['possible', 1, 1],
  'variety, %': ['variety', 100, 1] }));
''')
md('futures-distance-read', '''
TODO-READ
''')
md('danger-explained', '''
## Sharp, and wrong

Prediction of this kind is proposed for driving and for surveillance. There a blur is a warning, *something may be here*, and a sharp picture is a claim that whoever reads it cannot tell from a fact. Here is one. We take the first of our films whose two digits the judge reads right in all five true frames, and one of them wrong in the last frame of the sharp prediction:
''')
code('danger-show', '''
const inTruth = namedDigits(films.next, films.moving);
const inGuess = namedDigits(decided, films.moving);
const { labels } = films.moving;
const readRight = (named: Int32Array, digit: number) => Array.from(
  named.slice(digit * NEXT_FRAMES, (digit + 1) * NEXT_FRAMES),
).every((name) => name === labels[digit]);
const lastName = (digit: number) => inGuess[(digit + 1) * NEXT_FRAMES - 1];
const ofFilm = (place: number) => [2 * place, 2 * place + 1];
const clear = Array.from({ length: options.films }, (_, place) => place)
  .filter((place) => ofFilm(place).every((digit) => readRight(inTruth, digit)));
const wrong = clear.filter((place) =>
  ofFilm(place).some((digit) => lastName(digit) !== labels[digit]));
console.log(`films read right: ${clear.length}, wrong at the end of the sharp`,
  `prediction: ${(100 * wrong.length / clear.length).toFixed(0)} %`);
const [worst] = wrong;
console.log('film', worst, 'has', ofFilm(worst).map((digit) => labels[digit])
  .join(' and '), 'and is read as', ofFilm(worst).map(lastName).join(' and '));
strip({ 'squared error': blurred, 'with D': decided }, worst,
  'Truth, a blur, and a sharp digit of another class.');
''')
md('danger-show-read', '''
TODO-READ
''')
md('your-run-explained', '''
## Your run beside others

We ran this lesson with six seeds, in turn with the kernels of two kinds of processor (`npm run spread -- 22`). The table has this run's numbers, the mean and the standard deviation of the six, and the range in which yours should land, nineteen times of twenty.
''')
code('your-run', '''
const [one, two] = [blurred, decided].map((next) => measurePrediction(next, films));
displayTable(besideOtherRuns('22', {
  'squared error alone': one.error.toFixed(1),
  'with D: squared error': two.error.toFixed(1),
  'with D: sharpness': two.sharpness.toFixed(2),
  'with D: digits read, %': (100 * two.read).toFixed(0),
}));
''')
md('what-we-saw', '''
## What we saw

TODO
''')
md('exercises', '''
## Exercises

### 1. By hand

A spot will be at one of four places, each as likely. What is the squared error of the best guess, and what that of one place chosen for certain?

<details><summary>Solution</summary>

The best guess has a quarter at each place: $(\\tfrac34)^2 + 3 \\cdot (\\tfrac14)^2 = 0.75$. A place chosen for certain is right in a quarter of the cases and wrong by 2 in the others: 1.5.

</details>

### 2. Why black beats a copy

A digit has some 37 units of light squared in a frame of two digits. Why has *the last frame again* a larger error than *black*?

<details><summary>Solution</summary>

Where the old and the new digit do not overlap, the copy pays twice: for the digit that is missing at the new place, and for the one that still stands at the old place. Black pays once. Copying wins only while most of a digit covers itself.

</details>

### 3. Further than it has learnt

The predictor says five frames. Give it its own five frames and ask for five more. What happens to the blur, and what to the sharp digits?

<details><summary>Solution</summary>

```ts
const more = (predictor: tf.LayersModel, next: tf.Tensor4D) =>
  predictFrames(predictor, next);
strip({ 'squared error': more(first.generator, blurred),
  'with D': more(second.generator, decided) }, 0, 'Five frames more.');
```

The truth in this strip is five frames old; look at the other rows. A blur of a blur soon fades to nothing. The sharp digits stay digits, but each step makes them a little more like some other digit.

</details>
''')
md('references', '''
## References

- Srivastava, Mansimov, Salakhutdinov 2015, *Unsupervised learning of video representations using LSTMs*, section 3.1, [arXiv:1502.04681](https://arxiv.org/abs/1502.04681): Moving MNIST.
- Mathieu, Couprie, LeCun 2016, *Deep multi-scale video prediction beyond mean square error*, [arXiv:1511.05440](https://arxiv.org/abs/1511.05440).
- Gao, Tan, Wu, Li 2022, *SimVP: simpler yet better video prediction*, [arXiv:2206.05099](https://arxiv.org/abs/2206.05099).
- Tan et al. 2023, *OpenSTL: a comprehensive benchmark of spatio-temporal predictive learning*, [arXiv:2306.11249](https://arxiv.org/abs/2306.11249). At 64×64, ten frames to ten, one published network there has a squared error of 161; a constant mean picture has about 150.
- Vondrick, Pirsiavash, Torralba 2016, *Generating videos with scene dynamics*, [arXiv:1609.02612](https://arxiv.org/abs/1609.02612).
- Digits: MNIST.
''')

import sys
out = sys.argv[1]
nb = {'cells': cells, 'metadata': {'kernelspec': {'display_name': 'TypeScript', 'language': 'typescript', 'name': 'tslab'}, 'language_info': {'file_extension': '.ts', 'mimetype': 'text/typescript', 'name': 'typescript', 'pygments_lexer': 'typescript', 'version': '5.0.4'}}, 'nbformat': 4, 'nbformat_minor': 5}
json.dump(nb, open(out, 'w'), indent=1, ensure_ascii=False); open(out, 'a').write('\n')
