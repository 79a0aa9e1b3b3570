import assert from 'node:assert/strict';

import { tf } from '../../lib/backend';
import type { ByteImages } from '../../lib/data/images';
import { CYCLEGAN, CYCLEGAN_NETWORKS } from '../../lib/experiments/cyclegan';
import {
  loadPaintingKinds,
  loadSeasonKinds,
  makeGlassesKinds,
} from '../../lib/experiments/cyclegan-kinds';
import {
  CYCLEGAN_RUNS,
  buildCyclegan,
  latitudeChannel,
  trainCyclegan,
  translationBy,
  unpairedBatches,
  withLatitudes,
} from '../../lib/experiments/cyclegan-run';
import { assertClose } from '../assert-close';
import { assertRowsKept } from './kept-rows';

/** Pictures of one grey each, the i-th of brightness i · step. */
const greys = (count: number, step: number, side = 8): ByteImages => ({
  shape: [count, side, side, 3],
  data: Uint8Array.from(
    { length: count * side * side * 3 },
    (_, i) => step * Math.floor(i / (side * side * 3)),
  ),
});
const SMALL = { ...CYCLEGAN_RUNS.seasons, widths: [4, 4, 4] as const, poolSize: 4, batchSize: 2 };

describe('unpairedBatches', () => {
  it('shows all pictures of both kinds in an epoch, in −1..1 and each in an order of its own', () => {
    const batches = unpairedBatches(
      { a: greys(16, 1), b: greys(16, 16) },
      { batchSize: 2, seed: 1 },
    );
    assert.equal(batches.stepsPerEpoch, 8);
    const seen = Array.from({ length: 8 }, () =>
      tf.tidy(() =>
        batches.next().map((kind, i) => {
          const first = Array.from(kind.slice([0, 0, 0, 0], [2, 1, 1, 1]).dataSync());
          return first.map((value) => Math.round(((value + 1) * 127.5) / (i === 0 ? 1 : 16)));
        }),
      ),
    );
    const [a, b] = [0, 1].map((kind) => seen.flatMap((batch) => batch[kind]));
    const all = Array.from({ length: 16 }, (_, i) => i);
    assert.deepEqual([...a].sort((x, y) => x - y), all); // prettier-ignore
    assert.deepEqual([...b].sort((x, y) => x - y), all); // prettier-ignore
    assert.notDeepEqual(a, b);
  });
});

describe('trainCyclegan', () => {
  it('gives the averaged generators after the epochs asked for, and keeps nothing else', async () => {
    const before = tf.memory().numTensors;
    const { toB, toA, steps } = await trainCyclegan(
      { a: greys(8, 10), b: greys(6, 20) },
      { seed: 1, run: { ...SMALL, epochs: 2 } },
    );
    assert.equal(steps, 8);
    const pictures = tf.fill<tf.Rank.R4>([3, 8, 8, 3], 0.5);
    const made = translationBy(toB)(pictures);
    assert.deepEqual(made.shape, [3, 8, 8, 3]);
    assert.ok(tf.min(made).dataSync()[0] >= 0 && tf.max(made).dataSync()[0] <= 1);
    const start = buildCyclegan({ side: 8, run: SMALL, seed: 1 });
    assert.notDeepEqual(
      toB.getWeights()[0].dataSync(),
      start.averagedToB.getWeights()[0].dataSync(),
    );
    Object.values(start).forEach((model) => model.dispose());
    [toB, toA].forEach((model) => model.dispose());
    tf.dispose([pictures, made]);
    assert.ok(tf.memory().numTensors - before <= 4, 'what min and max made');
  }).timeout(60_000);

  it('trains with the latitude behind the colours', async () => {
    const sets = {
      a: withLatitudes(greys(4, 10), Float32Array.of(30, 40, 50, 60)),
      b: withLatitudes(greys(4, 20), Float32Array.of(30, 40, 50, 60)),
    };
    const { toB, toA } = await trainCyclegan(sets, {
      ...{ seed: 1, run: { ...SMALL, epochs: 1 } },
    });
    const conditions = latitudeChannel(Float32Array.of(30, 60), 8);
    const made = translationBy(toB, conditions)(tf.fill([2, 8, 8, 3], 0.5));
    assert.deepEqual(made.shape, [2, 8, 8, 3]);
    [toB, toA].forEach((model) => model.dispose());
    tf.dispose([sets.a, sets.b, conditions, made]);
  }).timeout(60_000);
});

describe('latitudeChannel', () => {
  it('is −1 at 28 and 1 at 73 degrees, the same all over a picture', () => {
    const channel = latitudeChannel(Float32Array.of(28, 73, 50.5), 2);
    assert.deepEqual(channel.shape, [3, 2, 2, 1]);
    assertClose(channel.dataSync(), [-1, -1, -1, -1, 1, 1, 1, 1, 0, 0, 0, 0], 1e-6);
    channel.dispose();
  });
});

describe('the kinds of pictures', () => {
  it('are summers and winters of the same places', () => {
    const { train, test, latitudes } = loadSeasonKinds();
    assert.deepEqual(train.a.shape, train.b.shape);
    assert.deepEqual([test.a.shape[0], latitudes.test.length], [79, 79]);
  });

  it('are faces of different people to train on, and the same ones held out', async () => {
    const { train, test } = await makeGlassesKinds({ train: 3, test: 2 });
    assert.deepEqual([train.a.shape[0], train.b.shape[0], test.a.shape[0]], [3, 3, 2]);
    const differing = (x: ByteImages, y: ByteImages) =>
      x.data.filter((byte, i) => byte !== y.data[i]).length / x.data.length;
    assert.ok(differing(test.a, test.b) < 0.3, 'but for glasses the same');
    assert.ok(differing(train.a, train.b) > 0.5, 'other people');
  });

  it('are patches of photographs and paintings, enough for a Fréchet distance', () => {
    const { train, test } = loadPaintingKinds();
    [train.a, train.b, test.a, test.b].forEach(({ shape }) => assert.ok(shape[0] >= 128));
  });
});

describe('the experiment on CycleGAN', () => {
  it('names each method of a task once', () => {
    const names = CYCLEGAN.methods.map(({ task, name }) => `${task}, ${name}`);
    assert.equal(new Set(names).size, names.length);
  });

  const measuresOf = async (task: string, name: string) =>
    CYCLEGAN.methods.find((method) => method.task === task && method.name === name)!.run(1);

  it('gives doing nothing all of the content, one error both ways and a perfect return', async () => {
    const found = await measuresOf('seasons', 'identity');
    assertClose([found.toWinterContent, found.toSummerContent], [1, 1], 1e-5);
    assertClose(found.toWinterL1, found.toSummerL1, 1e-4);
    assertClose(found.toWinterSharpness * found.toSummerSharpness, 1, 1e-5); // each as a share of the other
    assert.equal(found.returned, 0);
    // E|N(0, 0.01)| is 0.798 %; where black and white cut it off it is less
    assert.ok(found.returnedNoisy > 0.6 && found.returnedNoisy < 0.81, `${found.returnedNoisy}`);
  }).timeout(30_000);

  it('gives the true partners no error', async () => {
    const found = await measuresOf('seasons', 'true partners');
    assert.deepEqual([found.toWinterL1, found.toSummerL1], [0, 0]);
    assertClose([found.toWinterSharpness, found.toSummerSharpness], [1, 1], 1e-6);
  }).timeout(30_000);

  it('keeps networks of under 1 MB', () => {
    const { averagedToB, ...others } = buildCyclegan({
      side: 32,
      run: CYCLEGAN_RUNS.glasses,
      seed: 1,
    });
    assert.equal(averagedToB.countParams(), 212_059);
    assert.ok(4 * averagedToB.countParams() < 1e6);
    [averagedToB, ...Object.values(others)].forEach((model) => model.dispose());
    const paths = Object.values(CYCLEGAN_NETWORKS).map(({ path }) => path);
    assert.equal(new Set(paths).size, paths.length);
  });

  it('has kept a row of each method with three seeds, in order', () => {
    assertRowsKept(CYCLEGAN, 3);
  });

  it('has networks of seed 1 that load', () => {
    for (const network of Object.values(CYCLEGAN_NETWORKS)) {
      const { model, facts } = network.load();
      assert.equal(model.countParams(), 212_059);
      assert.equal(facts.seed, 1);
      model.dispose();
    }
  });
});
