"""Writes notebooks/21_motion.ipynb without outputs."""
import json
cells = []
def md(id, t): cells.append({'cell_type': 'markdown', 'id': 'motion-' + id, 'metadata': {}, 'source': t.strip('\n').splitlines(True)})
def code(id, t): cells.append({'cell_type': 'code', 'id': 'motion-' + id, 'metadata': {}, 'source': t.strip('\n').splitlines(True), 'execution_count': None, 'outputs': []})

md('title', '''
# Motion, and the film of it

> A network invents how a body moves, another one paints the body that does it. What trembles in the first can be seen by its acceleration, and what flickers in the second by its frames.
''')
md('before-you-start', '''
## Before you start

You need the gradient penalty of [lesson 8](./08_stability.ipynb) and the pairs of [lesson 10](./10_pix2pix.ipynb). The lesson takes three to five minutes on two CPU cores, by their speed; most of it is the cell that trains.

From motion capture to a film there are two steps, and each is a GAN. The first makes *movements*: numbers for the joints of a skeleton, frame by frame. The second is shown the skeleton as a stick figure and paints the person (*Everybody dance now*, Chan et al. 2019, is that). At the end we put the first into the second.

Your training will not be the one printed here, since each kind of processor rounds its sums in its own way. Whatever is said of *the kept run* is said of the outputs that stand here before you run anything; *Your run beside others* tells between what and what yours should land.
''')
md('setup', '''
## Setup

Twenty clips of people with markers on their joints, forty seconds in all: they walk, run, dance, roll, kick, jump and get up. Four clips are held out. We cut the others into *windows* of 16 poses, twelve a second, one beginning every thirtieth of a second, and each also as in a mirror.
''')
code('setup-imports', '''
import {
  BONES, JOINTS, MOTION, MOTION_LATENT_DIM, PERFORMER, PERFORMER_NETWORK,
  POSE_SIZE, Random, TURNING, WINDOW_FRAMES, applyInUse, besideOtherRuns,
  budget, decodeMotion, display, displayTable, drawBodies,
  drawFigures, drawFilms, drawFilmStrip, drawMotion, drawPortrait,
  drawSkeletons, encodeMotion, filmPictures, fitMotionScale, frameDifferences,
  joinImages, jointPlaces, jointPositions, loadMotionWindows, loadResults,
  makeFilms, measureMotion, measurePerformance, moveAsMade,
  oneNearestNeighbourAccuracy, openProgress, perform, pixelsOf, resultTable,
  rotationIn, tf, toUnitRange, trainMotion, type ByteImages,
} from '../lib';
''')
code('setup-options', '''
const options = {
  seed: 1,
  steps: budget<number>({ full: MOTION.steps, quick: 40 }),
  made: budget({ full: 400, quick: 50 }), // movements to be measured
};
const { seed } = options;
console.log(options);
''')
code('setup-clips', '''
const { training, test } = loadMotionWindows();
const scale = fitMotionScale(training);
console.log('windows:', training.count, 'of held-out clips:', test.count);
const sideOf = (joint: number) =>
  ['right', 'left'].find((side) => JOINTS[joint].startsWith(side)) ?? 'trunk';
const limbs = ['right', 'left', 'trunk'].map((name) => ({ name: name,
  bones: BONES.filter(([, end]) => sideOf(end) === name) }));
const look = { limbs: limbs, head: JOINTS.indexOf('head'), azimuth: 40 };
const places = jointPlaces(scale.posesOf(scale.featuresOf(training)));
const some = tf.gather(places, [40, 300, 700, 1100]);
display(await drawMotion(some as tf.Tensor4D, { ...look,
  alt: 'Four movements of the data, as stick figures that move.' }));
''')
md('body-explained', '''
## A body in numbers

A skeleton is a tree: the thigh hangs on the pelvis, the shin on the thigh. A pose says how each joint is turned, and *forward kinematics* says where everything is: a joint's place is its parent's, plus the bone, turned by all rotations on the way.

$$p_{\\mathrm{knee}} = p_{\\mathrm{pelvis}} + R_{\\mathrm{pelvis}}\\, o_{\\mathrm{hip}} + R_{\\mathrm{pelvis}} R_{\\mathrm{hip}}\\, o_{\\mathrm{knee}}.$$
''')
code('body-by-hand', '''
const pose = training.poses.slice(0, POSE_SIZE);
const matrixOf = (part: (typeof TURNING)[number]) => { // of its quaternion
  const [w, x, y, z] = rotationIn(pose, TURNING.indexOf(part));
  return tf.tensor2d([
    [1 - 2 * (y * y + z * z), 2 * (x * y - w * z), 2 * (x * z + w * y)],
    [2 * (x * y + w * z), 1 - 2 * (x * x + z * z), 2 * (y * z - w * x)],
    [2 * (x * z - w * y), 2 * (y * z + w * x), 1 - 2 * (x * x + y * y)]]);
};
const offset = (...metres: [number, number, number]) => tf.tensor2d(metres, [3, 1]);
const R = matrixOf('pelvis');
const knee = tf.add(tf.add(offset(pose[0], pose[1], pose[2]),
  tf.matMul(R, offset(-0.0849, 0, 0))),
tf.matMul(tf.matMul(R, matrixOf('rightHip')), offset(0, -0.4215, 0)));
const byLibrary = jointPositions(pose)[JOINTS.indexOf('rightKnee')];
console.log('by hand', Array.from(knee.dataSync(), (x) => x.toFixed(4)).join(' '));
console.log('by the library', byLibrary.map((x) => x.toFixed(4)).join(' '));
''')
md('body-bones-explained', '''
Why not let the network make places, as any picture of a skeleton has them? Because bones have lengths, and the network knows nothing of that. Take two movements and the mean of their places, and then the mean of their rotations, put through forward kinematics:
''')
code('body-bones', '''
const features = scale.featuresOf(training);
const halves = [tf.gather(features, [40, 300]), tf.gather(features, [700, 1100])];
const meanOfPlaces = tf.mean(tf.stack(halves.map((half) =>
  jointPlaces(scale.posesOf(half as tf.Tensor3D)))), 0) as tf.Tensor4D;
const meanOfTurns = jointPlaces(scale.posesOf(
  tf.mean(tf.stack(halves), 0) as tf.Tensor3D));
displayTable([['places', meanOfPlaces], ['rotations', meanOfTurns]].map(
  ([of, mixed]) => ({ 'mean of': of as string, 'bones wrong by, %': (100 *
    measureMotion(mixed as tf.Tensor4D).boneError).toFixed(1) })));
display(drawSkeletons(tf.concat([meanOfPlaces, meanOfTurns]).slice(
  [0, 8, 0, 0], [4, 1, -1, -1]).squeeze([1]) as tf.Tensor3D, { ...look,
  names: ['places', 'places', 'rotations', 'rotations'],
  alt: 'Two figures with shrunken limbs, two with whole ones.' }));
''')
md('body-bones-read', '''
TODO-READ
''')
md('body-turns-explained', '''
So $G$ makes rotations. In which numbers? Angles jump from 360° to 0°. Quaternions have two signs for one rotation. Zhou et al. (2019) take the first two columns $a_1, a_2$ of the matrix, six numbers without a jump, and make of any six a rotation by Gram and Schmidt's way:

$$b_1 = \\frac{a_1}{\\lVert a_1 \\rVert}, \\qquad b_2 = \\frac{a_2 - (b_1 \\cdot a_2)\\, b_1}{\\lVert a_2 - (b_1 \\cdot a_2)\\, b_1 \\rVert}, \\qquad b_3 = b_1 \\times b_2.$$

Whatever $G$ says is a rotation then. With the angles of knees and elbows, the pelvis' height and its way to the next pose these are 61 numbers a pose. The library puts six numbers to a rotation like this; by hand, for six that no rotation has:
''')
code('body-turns', '''
const six = [0.9, 0.3, -0.2, 0.5, 1.4, 0.1]; // of the pelvis
const [a1, a2] = [six.slice(0, 3), six.slice(3)];
const inner = (a: readonly number[], b: readonly number[]) =>
  a.reduce((sum, each, i) => sum + each * b[i], 0);
const unitOf = (a: readonly number[]) =>
  a.map((each) => each / Math.sqrt(inner(a, a)));
const b1 = unitOf(a1);
const b2 = unitOf(a2.map((each, i) => each - inner(b1, a2) * b1[i]));
const made = encodeMotion({ poses: training.poses, count: 1 });
made.set(six); // of the first pose
const [pelvis, chest] = jointPositions(decodeMotion(made).subarray(0, POSE_SIZE));
console.log('by hand', b2.map((each) => each.toFixed(4)).join(' '));
console.log('by the library', unitOf(chest.map((each, i) => each - pelvis[i]))
  .map((each) => each.toFixed(4)).join(' ')); // the chest is straight above
''')
md('moves-explained', '''
## Movements from noise

How does one see that a movement is wrong? Look at what our eyes look at: how it changes. Here is the data, and the same with a centimetre of noise at each joint, which no single frame shows:
''')
code('moves-tremble', '''
const random = new Random(seed);
const noisy = tf.add(places, random.normal(places.shape).mul(0.01));
const real = measureMotion(places);
const ofData = (of: string, moved: tf.Tensor4D) => {
  const { speed, acceleration, boneError } = measureMotion(moved);
  return { of: of, 'speed, of the data': (speed / real.speed).toFixed(2),
    'acceleration, of the data': (acceleration / real.acceleration).toFixed(2),
    'bones wrong by, %': (100 * boneError).toFixed(1) };
};
displayTable([ofData('the data', places),
  ofData('with a centimetre of noise', noisy as tf.Tensor4D)]);
''')
md('moves-tremble-read', '''
TODO-READ
''')
md('moves-critic-explained', '''
A critic that sees the frames must find the tremble in small differences of large numbers. So we put beside each frame how it has changed, and how that change has changed, in units of their own deviations $\\sigma$ in the data:

$$\\tilde x_t = \\Big(x_t,\\; \\frac{x_t - x_{t-1}}{\\sigma_1},\\; \\frac{x_t - 2 x_{t-1} + x_{t-2}}{\\sigma_2}\\Big).$$

$G$ is a network for sounds (lesson 17) of 16 samples and 61 channels: 4 poses, 8, 16. Where WaveGAN has transposed convolutions, we draw straight lines between the poses and let a convolution bend them, since a checkerboard in time is a tremble. The game is WGAN-GP's.
''')
code('moves-differences', '''
const { first: s1, second: s2 } = scale.differences;
const seen = frameDifferences({ name: 'changes', first: s1, second: s2 });
const x = features.slice([0, 0, 0], [1, 5, 1]);
const [, , third] = (seen.apply(x) as tf.Tensor3D).arraySync()[0];
const [x0, x1, x2] = x.dataSync();
console.log('by hand', [x2, (x2 - x1) / s1, (x2 - 2 * x1 + x0) / s2]
  .map((each) => each.toFixed(4)).join(' '));
console.log('by the library', third.map((each) => each.toFixed(4)).join(' '));
''')
code('moves-train', '''
const { generator: G, minutes } = await trainMotion(training, { seed: seed,
  steps: options.steps, progressEveryMs: 5000, onProgress: openProgress() });
const zs = new Random(seed + 1).normal<tf.Rank.R2>(
  [options.made, MOTION_LATENT_DIM]);
const moved = moveAsMade(G, zs, scale);
console.log('minutes:', minutes.toFixed(1));
display(await drawMotion(moved.slice([0, 0, 0, 0], [4, -1, -1, -1]), { ...look,
  alt: 'Four made movements.' }));
''')
md('moves-train-read', '''
TODO-READ
''')
md('moves-measure-explained', '''
Each number so far may be right and the movements wrong. A measure of the whole: put as many made movements beside real ones, and ask of each which other one is nearest to it (lesson 8 looks for neighbours, too). If made and real are alike, half of the neighbours are of the own kind. *Own neighbours, real* and *made* are the two shares; 50 % in both is best, and 100 % in both says that the two sets lie apart. On places of joints, by hand for the first of them:
''')
code('moves-neighbours', '''
const flat = (moves: tf.Tensor4D) => moves.reshape([moves.shape[0], -1]) as tf.Tensor2D;
const known = flat(tf.gather(places, new Random(seed).permutation(
  places.shape[0]).slice(0, options.made)) as tf.Tensor4D);
const rows = tf.concat([known, flat(moved)]);
const own = Array.from({ length: 2 * options.made }, (_, i) => tf.tidy(() => {
  const far = tf.sum(tf.squaredDifference(rows, rows.slice(i, 1)), 1);
  const others = tf.add(far, tf.oneHot(i, far.shape[0]).mul(1e9));
  const nearest = tf.argMin(others).dataSync()[0];
  return Number((nearest < options.made) === (i < options.made));
}));
const share = (some: number[]) => (100 * some.reduce((a, b) => a + b, 0)
  / some.length).toFixed(1);
const { real: ofReal, fake } = oneNearestNeighbourAccuracy(known, flat(moved));
console.log('by hand', share(own.slice(0, options.made)), '%,',
  share(own.slice(options.made)), '%; by the library',
  (100 * ofReal).toFixed(1), '%,', (100 * fake).toFixed(1), '%');
''')
code('moves-table', '''
displayTable(resultTable(loadResults('motion'), 'new movements', {
  'own neighbours, real, %': ['real', 100, 0],
  'own neighbours, made, %': ['made', 100, 0],
  speed: ['speed', 1, 2], acceleration: ['acceleration', 1, 2],
  'bones, %': ['boneError', 100, 1], 'off the floor, cm': ['offFloor', 1, 1],
  'sliding, m/s': ['sliding', 1, 2], minutes: ['minutes', 1, 1] }));
''')
md('moves-table-read', '''
TODO-READ
''')

md('film-explained', '''
## From figure to body

The second GAN is lesson 10's: pairs of pictures, a U-Net, an $L_1$ loss and a discriminator for patches. In goes the stick figure of a frame; out comes the body that it belongs to, shaded. Three things are new. A stick figure does not say *who* it is, thin or heavy, a child or old; so a *portrait* goes in too, the person standing. A film is more than its frames: what was painted in the two frames before goes in as well, $\\hat y_{t-1}$ and $\\hat y_{t-2}$, so that $D$ can ask that the body go on as it began:

$$\\hat y_t = G\\big(f_t,\\, \\text{portrait},\\, \\hat y_{t-1},\\, \\hat y_{t-2}\\big), \\qquad \\mathcal L_G = \\lambda \\lVert y_t - \\hat y_t \\rVert_1 - \\log D\\big(f_t, \\text{portrait}, y_{t-1}, y_{t-2}, \\hat y_t\\big).$$

And in training the past is the true one, in use it is what $G$ has painted itself, with its mistakes. So the past that $G$ learns from is made worse: noise is added, and in some examples it is missing.
''')
code('film-made', '''
const { test: shown } = makeFilms(PERFORMER.films);
const script = filmPictures(shown);
const { model: painter } = PERFORMER_NETWORK.load();
const painted = perform(painter, script);
const filmOf = (pictures: tf.Tensor4D, film: number) => pictures.slice(
  [film * WINDOW_FRAMES, 0, 0, 0], [WINDOW_FRAMES, -1, -1, -1]);
const unit = (pictures: tf.Tensor4D) => toUnitRange(pictures);
const portraitFilm = (film: number) => tf.tile(unit(script.portraits.slice(
  [film, 0, 0, 0], [1, -1, -1, -1])), [WINDOW_FRAMES, 1, 1, 1]) as tf.Tensor4D;
const inFour = (film: number) => [
  { name: 'portrait', frames: portraitFilm(film) },
  { name: 'figure', frames: filmOf(unit(script.figures), film) },
  { name: 'painted', frames: filmOf(painted, film) },
  { name: 'truth', frames: filmOf(unit(script.bodies), film) }];
display(await drawFilms([...inFour(0), ...inFour(5)], { columns: 4, scale: 4,
  alt: 'Two films: portrait, figure, the painted body and the true one.' }));
display(drawFilmStrip(inFour(0).slice(1), { every: 2, scale: 2,
  alt: 'Every second frame of the first film: figure, painted, truth.' }));
''')
md('film-made-read', '''
TODO-READ
''')
md('film-measure-explained', '''
Three numbers. The $L_1$ error, in percent of the range. The *sharpness*: how strong edges are, beside the true ones (lesson 13). And the *flicker*: how much a frame differs from the one before, beside the true film,

$$\\mathrm{flicker} = \\frac{\\mathbb E\\, |\\hat y_t - \\hat y_{t-1}|}{\\mathbb E\\, |y_t - y_{t-1}|}.$$

Above 1 a film flickers; below 1 it is lame, and parts of the body stay where they should move.
''')
code('film-measure', '''
const changesOf = (pictures: tf.Tensor4D) => {
  const films = pictures.reshape([-1, WINDOW_FRAMES, 32 * 32]);
  return tf.mean(tf.abs(tf.sub(films.slice([0, 1, 0]),
    films.slice([0, 0, 0], [-1, WINDOW_FRAMES - 1, -1])))).dataSync()[0];
};
const { flicker } = measurePerformance(painted, script.bodies);
console.log('by hand', (changesOf(painted) / changesOf(unit(script.bodies)))
  .toFixed(4), 'by the library', flicker.toFixed(4));
displayTable(resultTable(loadResults('performer'), 'figure → body', {
  'L1, %': ['l1', 1, 2], sharpness: ['sharpness', 1, 2],
  flicker: ['flicker', 1, 2], minutes: ['minutes', 1, 1] }));
''')
md('film-measure-read', '''
TODO-READ
''')
md('film-question', '''
**Question.** A painter that sees no past paints each frame by itself. Its $L_1$ error is the same as that of one that does. Are the films equally good?

- <details><summary>Yes: each frame is as near to the truth</summary>

  Wrong: two films can be equally far from the truth in each frame, one always a little too bright, the other too bright and too dark in turn. Only the second one flickers.

  </details>
- <details><summary>Not necessarily: errors that change from frame to frame are seen, and a mean over frames does not see them</summary>

  Right: that is what the flicker is for.

  </details>
''')
md('both-explained', '''
## A performance that nobody gave

Now the first network's movements become figures, and the second one paints them: three people who do not exist do what nobody has done. There is no truth to compare with. The measures of the figures are above; of the films we can look, and count the flicker beside the same movements done by bodies that the course draws:
''')
code('both-film', '''
const moves = [0, 1, 2];
const poses = scale.posesOf(applyInUse(G, zs.slice([0, 0], [3, -1])) as tf.Tensor3D);
const posesOf = (move: number) => poses.slice(move * WINDOW_FRAMES * POSE_SIZE,
  (move + 1) * WINDOW_FRAMES * POSE_SIZE);
const view = { azimuth: 40, size: 32 };
const people = shown.shots.slice(0, 3).map(({ build }) => build);
const read = (images: ByteImages) => pixelsOf(images, { range: 'minusOneToOne' });
const newScript = {
  figures: read(joinImages(moves.map((move) => drawFigures(posesOf(move), view)))),
  portraits: read(joinImages(people.map((build) => drawPortrait(build)))) };
const performed = perform(painter, newScript);
const drawn = read(joinImages(moves.map((move) =>
  drawBodies(people[move], posesOf(move), view))));
display(await drawFilms(moves.flatMap((move) => [
  { name: 'figure', frames: filmOf(unit(newScript.figures), move) },
  { name: 'painted', frames: filmOf(performed, move) },
  { name: 'drawn', frames: filmOf(unit(drawn), move) }]), { columns: 3,
  scale: 4, alt: 'Three new movements: figure, painted body, drawn body.' }));
displayTable([{ films: 'painted', ...measurePerformance(performed, drawn) }]);
''')
md('both-read', '''
TODO-READ
''')
md('your-run-explained', '''
## Your run beside others

We ran this lesson with six seeds, in turn with the kernels of two kinds of processor (`npm run spread -- 21`). The table has this run's numbers, the mean and the standard deviation of the six, and the range in which yours should land, nineteen times of twenty.
''')
code('your-run', '''
const physics = measureMotion(moved);
displayTable(besideOtherRuns('21', {
  'own neighbours, real, %': share(own.slice(0, options.made)),
  'own neighbours, made, %': share(own.slice(options.made)),
  'speed, of the data': (physics.speed / real.speed).toFixed(2),
  'acceleration, of the data': (physics.acceleration / real.acceleration).toFixed(2),
}));
''')
md('what-we-saw', '''
## What we saw

TODO
''')
md('exercises', '''
## Exercises

### 1. By hand

A hand trembles by a centimetre: up in one frame, down in the next, and so on, twelve frames a second. What is its acceleration, beside gravity's 9.8 metres a second each second?

<details><summary>Solution</summary>

From one frame to the next it goes 2 cm, and turns: the change of the change is 4 cm, in units of a frame. Times $12^2$: 5.8 m/s². More than half of gravity, for a centimetre.

</details>

### 2. Numbers of a rotation

The six numbers of a rotation are all multiplied by 2. Which rotation do they stand for?

<details><summary>Solution</summary>

The same: Gram and Schmidt's way divides by the lengths. So $G$ cannot be wrong about them.

</details>

### 3. A walk that goes on

A window is 16 poses. Could you make a longer film of two of them?

<details><summary>Solution</summary>

Take the last pose of one and look among a thousand made windows for the one whose first pose is nearest to it, turn it to the same heading, and go on from there. It jumps where nothing near is found; that is *motion graphs*, from before there were GANs.

</details>
''')
md('references', '''
## References

- Zhou, Barnes, Lu, Yang, Li 2019, *On the continuity of rotation representations in neural networks*, section 4, [arXiv:1812.07035](https://arxiv.org/abs/1812.07035).
- Barsoum, Kender, Liu 2018, *HP-GAN: probabilistic 3D human motion prediction via GAN*, [arXiv:1711.09561](https://arxiv.org/abs/1711.09561).
- Chan, Ginosar, Zhou, Efros 2019, *Everybody dance now*, [arXiv:1808.07371](https://arxiv.org/abs/1808.07371).
- Isola et al. 2017, *Image-to-image translation with conditional adversarial networks*, [arXiv:1611.07004](https://arxiv.org/abs/1611.07004).
- Lopez-Paz, Oquab 2017, *Revisiting classifier two-sample tests*, section 3, [arXiv:1610.06545](https://arxiv.org/abs/1610.06545).
- Movements: the motion clips of Bullet's DeepMimic example (zlib). Bodies: MakeHuman (CC0).
''')

import sys
out = sys.argv[1]
nb = {'cells': cells, 'metadata': {'kernelspec': {'display_name': 'TypeScript', 'language': 'typescript', 'name': 'tslab'}, 'language_info': {'file_extension': '.ts', 'mimetype': 'text/typescript', 'name': 'typescript', 'pygments_lexer': 'typescript', 'version': '5.0.4'}}, 'nbformat': 4, 'nbformat_minor': 5}
json.dump(nb, open(out, 'w'), indent=1, ensure_ascii=False); open(out, 'a').write('\n')
