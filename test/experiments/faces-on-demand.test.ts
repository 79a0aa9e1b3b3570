import assert from 'node:assert/strict';

import { tf } from '../../lib/backend';
import { EXPRESSIONS } from '../../lib/data/faces/person';
import { FACES_ON_DEMAND_EXPERIMENT, FACE_MAKER } from '../../lib/experiments/faces-on-demand';
import { loadAskedFaces, trainOnDemand } from '../../lib/experiments/faces-on-demand-run';
import {
  measureAsked,
  measureDemand,
  measureVariety,
} from '../../lib/experiments/faces-on-demand-measures';
import { CLOSE_UPS_JUDGE } from '../../lib/judges/close-ups';
import { loadJudge } from '../../lib/judges/judge-file';
import { buildControlledGenerator } from '../../lib/models/controlled-gan';
import { assertClose } from '../assert-close';
import { disposeNetworksAfterEach } from '../models/dispose-networks';
import { assertNetworksKept, assertRowsKept, keptMeans } from './kept-rows';

describe('faces on demand', function () {
  this.timeout(60_000);
  disposeNetworksAfterEach();
  const load = () => loadAskedFaces({ train: 80, test: 10, seed: 4 });

  it('has mirror images that are turned and lit the other way, but none of winks', () => {
    const { training, test } = load();
    const { pictures, controls, faces } = training;
    const winks = faces.slice(0, 80).filter(({ expression }) => expression === 'wink').length;
    assert.ok(winks > 0);
    assert.deepEqual([faces.length, pictures.shape[0], controls.shape[0]], [160 - winks, 160 - winks, 160 - winks]); // prettier-ignore
    const at = faces.slice(0, 80).findIndex(({ expression }) => expression !== 'wink'); // the first with a mirror image
    const [own, mirrored] = [at, 80].map((i) => tf.slice(pictures, i, 1));
    assert.deepEqual(tf.reverse(own, 2).dataSync(), mirrored.dataSync());
    const rows = controls.arraySync();
    const turned = EXPRESSIONS.length; // yaw and light stand behind the expressions
    assertClose(rows[80].slice(turned), rows[at].slice(turned).map((value) => -value), 1e-6); // prettier-ignore
    assert.deepEqual(rows[80].slice(0, turned), rows[at].slice(0, turned));
    assert.equal(test.faces.length, 10);
  });

  it('trains in each of its ways', async () => {
    const { training } = load();
    const ways = [{}, { isTold: false }, { answersOf: 'none' }, { answersOf: 'both' }, { normalisesFeatures: true }, { shift: 0 }] as const; // prettier-ignore
    for (const way of ways) {
      const { generator, steps } = await trainOnDemand(training, { seed: 1, epochs: 1, ...way });
      assert.equal(steps, 4); // about 150 pictures in batches of 32
      assert.equal(generator.inputs.length, 2);
    }
  });

  it('judges the faces themselves as near to what they are, and others as far from it', () => {
    const { test } = loadAskedFaces({ train: 1, test: 300, seed: 6 });
    const judge = loadJudge(CLOSE_UPS_JUDGE);
    const own = measureDemand(judge, test.pictures, test);
    const others = measureAsked(judge, tf.reverse(test.pictures, 0), test.faces);
    judge.dispose();
    assert.ok(
      own.expression > 0.85 && others.expression < 0.25,
      `${own.expression}, ${others.expression}`,
    ); // of eight
    assert.ok(own.yaw < 5 && others.yaw > 15, `${own.yaw}, ${others.yaw}`); // degrees of 60
    assert.ok(own.light < 10 && others.light > 35, `${own.light}, ${others.light}`); // degrees of 140
    assertClose([own.frechet, own.precision, own.recall, own.sharpness], [0, 1, 1, 1], 1e-3);
  });

  it('measures variety between 0 and what faces have', () => {
    const { test } = loadAskedFaces({ train: 1, test: 20, seed: 6 });
    const generator = buildControlledGenerator({ numControls: 10, seed: 1 });
    const variety = measureVariety(generator, test, 1);
    assert.ok(variety > 0 && variety < 1, `${variety}`); // an untrained one makes grey pictures
  });
});

describe('faces-on-demand, as kept', () => {
  const meanOf = keptMeans(FACES_ON_DEMAND_EXPERIMENT);
  const of = (method: string, measure: string) => meanOf('as asked', method, measure);
  const OURS = 'told, and names reals';

  it('has its rows of three seeds, in order, and a generator', () => {
    assertRowsKept(FACES_ON_DEMAND_EXPERIMENT, 3);
    assertNetworksKept({ FACE_MAKER }, 248_727);
  });

  // What lesson 15 says.
  it('obeys, and any training face as chance does', () => {
    assert.ok(of(OURS, 'expression') > 0.75 && of('any training face', 'expression') < 0.2);
    assert.ok(of(OURS, 'yaw') < 5 && of('any training face', 'yaw') > 15);
    assert.ok(of(OURS, 'light') < 8 && of('any training face', 'light') > 40);
    assert.ok(of('nearest training face', 'expression') > 0.98); // without any generator
  });

  it('shows the expression asked in half of the faces when D is told but names nothing', () => {
    assert.ok(of('told alone', 'expression') < of(OURS, 'expression') - 0.25);
    assert.ok(of('told alone', 'yaw') < of(OURS, 'yaw') + 1);
  });

  it('loses half of the recall, and turns worse, when D names but is not told', () => {
    assert.ok(of('names reals alone', 'recall') < 0.6 * of(OURS, 'recall'));
    assert.ok(of('names reals alone', 'yaw') > of(OURS, 'yaw') + 1);
    assert.ok(of('names reals alone', 'expression') > of(OURS, 'expression') - 0.08);
  });

  it('shows fewer expressions when D names fakes too, and looks worse when D sees them in place', () => {
    const both = of('told, and names reals and fakes', 'expression');
    assert.ok(both < of(OURS, 'expression') - 0.05);
    assert.ok(of('D sees them in place', 'frechet') > 1.7 * of(OURS, 'frechet'));
    assert.ok(of('features normalised', 'frechet') > 1.5 * of(OURS, 'frechet'));
  });
});
