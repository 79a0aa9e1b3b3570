import assert from 'node:assert/strict';

import { tf } from '../../lib/backend';
import { makeFaces } from '../../lib/data/faces/faces';
import { pixelsOf } from '../../lib/data/images';
import { BREEDERS, BREEDING_EXPERIMENT, SHORTER } from '../../lib/experiments/breeding';
import {
  INVERSION_RIVALS,
  measureLooks,
  measureStage,
  paintLatents,
  redWithGlasses,
  rivalError,
} from '../../lib/experiments/breeding-measures';
import {
  loadBreedingFaces,
  trainDecoder,
  trainPictureGan,
} from '../../lib/experiments/breeding-run';
import { FACES_JUDGE } from '../../lib/judges/faces';
import { loadJudge } from '../../lib/judges/judge-file';
import { applyInUse } from '../../lib/models/gan';
import { buildStagedGan, buildStagedGenerator } from '../../lib/models/staged-gan';
import { Random } from '../../lib/random';
import { assertClose } from '../assert-close';
import { assertNetworksKept, assertRowsKept, keptMeans } from './kept-rows';
import { disposeNetworksAfterEach } from '../models/dispose-networks';

describe('breeding faces', function () {
  this.timeout(60_000);
  disposeNetworksAfterEach();
  const faces = () => loadBreedingFaces({ train: 100, test: 130, seed: 5 });

  it('has each training face and its mirror image', () => {
    const { training, test } = faces();
    assert.deepEqual([training.shape[0], test.shape[0]], [200, 130]);
    const [first, mirrored] = [0, 100].map((i) => tf.slice(training, i, 1));
    assert.deepEqual(tf.reverse(first, 2).dataSync(), mirrored.dataSync());
  });

  it('looks the same for the held-out faces themselves', () => {
    const pictures = faces();
    const judge = loadJudge(FACES_JUDGE);
    const { frechet, precision, recall, sharpness, nearest } = measureLooks(
      pictures.test,
      pictures,
      judge,
    );
    judge.dispose();
    assert.ok(frechet < 0.1, `${frechet}`);
    assertClose([precision, recall, sharpness, nearest], [1, 1, 1, 1], 1e-6);
  });

  it('trains both ways, with histories, and the generator of the decoder gives pictures back', async () => {
    const { training } = faces();
    const run = { seed: 1, epochs: 4 };
    const gan = await trainPictureGan(buildStagedGan(1), training, run);
    assert.equal(gan.steps, 12); // 200 pictures are three batches of 64
    assert.ok(gan.history.rows.length > 0);
    const { history } = await trainDecoder(training, { seed: 1, epochs: 40 });
    const losses = history.rows.map(({ generatorLoss }) => generatorLoss);
    assert.ok(losses[losses.length - 1] < 0.5 * losses[0], `${losses}`);
  });

  it('paints in chunks what the generator gives', () => {
    const generator = buildStagedGenerator(1);
    const z = new Random(2).normal<tf.Rank.R2>([260, 64]);
    assertClose(paintLatents(generator, z).dataSync(), applyInUse(generator, z).dataSync(), 1e-5);
  });

  it('has no error where a rival gives the pictures themselves, and all of it for the mean', () => {
    const pictures = faces();
    assert.equal(rivalError((targets) => tf.clone(targets), pictures).error, 0);
    const mean = rivalError(
      (targets) => tf.broadcastTo(tf.mean(targets, 0, true), targets.shape),
      pictures,
    );
    assertClose(mean.error, 1, 1e-5);
    for (const rival of Object.values(INVERSION_RIVALS)) {
      const { error } = rivalError(rival, { ...pictures, training: tf.concat([pictures.training, pictures.test]) }); // prettier-ignore
      assert.ok(error < 0.5, `${error}`);
    }
  });

  it('gives each reading a share in 0..1 when a stage is exchanged', () => {
    const judge = loadJudge(FACES_JUDGE);
    const measured = { generator: buildStagedGenerator(1), pictures: faces(), seed: 1 };
    const shares = Object.values(measureStage(measured, 'fine', judge)).filter(Number.isFinite);
    judge.dispose();
    assert.ok(shares.every((share) => share >= 0 && share <= 1));
  });

  it('takes red hair and glasses for red hair and glasses', () => {
    const { faces: some, images } = makeFaces({ train: 0, test: 200, seed: 9 }).test;
    const judge = loadJudge(FACES_JUDGE);
    const scores = redWithGlasses(judge, pixelsOf(images));
    judge.dispose();
    const isRed = some.map(
      ({ person, glasses }) =>
        person.hairStyle !== 'bald' && person.hairColour === 'red' && glasses,
    );
    assert.ok(isRed.some(Boolean));
    const right = isRed.filter((truth, i) => truth === scores[i] > 0.5).length;
    assert.ok(right >= 196, `${right} of 200`);
  });
});

describe('the experiment on breeding', () => {
  it('has the ceiling, a Gaussian and the network without D beside the GAN, and chance beside choice', () => {
    const namesOf = (task: string) =>
      BREEDING_EXPERIMENT.methods.filter((method) => method.task === task).map(({ name }) => name);
    assert.deepEqual(namesOf('faces').slice(0, 3), [
      'other real pictures',
      'Gaussian of 64 components',
      'squared error alone',
    ]);
    assert.ok(namesOf('crossing').includes('unrelated'));
    assert.deepEqual(namesOf('selecting'), ['the best have children', 'anybody has']);
  });

  const meanOf = keptMeans(BREEDING_EXPERIMENT);

  it('has kept a row of each method with three seeds, in order', () => {
    assertRowsKept(BREEDING_EXPERIMENT, 3);
  });

  it('has networks that load, each of 238,711 numbers', () => {
    assertNetworksKept(BREEDERS, 238_711);
  });

  // What lesson 14 says of its methods, as means over the seeds.
  it('paints faces nearer to real ones than a Gaussian does, the squared error alone, and z at the start alone', () => {
    const of = (method: string, measure: string) => meanOf('faces', method, measure);
    const others = [
      'Gaussian of 64 components',
      'squared error alone',
      'GAN, z at the start alone',
    ];
    for (const other of others) {
      assert.ok(of('GAN in stages', 'frechet') < 0.6 * of(other, 'frechet'), other);
      assert.ok(of('GAN in stages', 'precision') > of(other, 'precision'), other);
      assert.ok(of('GAN in stages', 'recall') > of(other, 'recall'), other);
    }
    assert.ok(of('GAN in stages', 'nearest') > 0.9); // no copies
  });

  it('loses emoji, of which there are few, when it trains for longer', () => {
    const of = (method: string) => meanOf('emoji', method, 'frechet');
    assert.ok(of('GAN in stages, 100 epochs') > 3 * of('GAN in stages'));
    assert.ok(of('GAN in stages') < of('Gaussian of 64 components'));
  });

  it('gets more precise and less various with shorter z', () => {
    const [precision, recall, frechet] = ['precision', 'recall', 'frechet'].map((measure) =>
      SHORTER.map((psi) => meanOf('shorter z', `ψ = ${psi}`, measure)),
    );
    for (let i = 1; i < SHORTER.length; i++) {
      assert.ok(precision[i] > precision[i - 1], `${precision}`);
      assert.ok(recall[i] < recall[i - 1], `${recall}`);
      assert.ok(frechet[i] > frechet[i - 1], `${frechet}`);
    }
  });

  it('finds all of its own faces again, tells others apart, and comes less near to real ones than PCA', () => {
    const of = (method: string, measure: string) => meanOf('finding z', method, measure);
    assert.ok(of('GAN in stages', 'ownFound') >= 0.95);
    assert.ok(of('GAN in stages', 'area') >= 0.95);
    assert.ok(of('GAN in stages', 'error') < 0.5 * of('nearest of 1,000 real', 'error'));
    assert.ok(of('GAN in stages', 'error') > of('PCA of 64 numbers', 'error'));
    assert.ok(of('squared error alone', 'error') < of('PCA of 64 numbers', 'error'));
  });

  it('gives children what their parents have', () => {
    const of = (way: string) => meanOf('crossing', way, 'inherited');
    assert.ok(of('coarse from one, the rest from the other') >= 0.84);
    assert.ok(of('halfway along the arc') > 0.8);
    assert.ok(of('unrelated') < 0.65);
  });

  it('raises a rare attribute more than fivefold by choosing, and not by chance', () => {
    const of = (method: string, measure: string) => meanOf('selecting', method, measure);
    const chosen = 'the best have children';
    assert.ok(of(chosen, 'end') > 5 * of(chosen, 'start'));
    assert.ok(of('anybody has', 'end') < 0.2 * of(chosen, 'end'));
  });
});
