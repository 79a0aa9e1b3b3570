import assert from 'node:assert/strict';

import { tf } from '../../lib/backend';
import {
  type Batches,
  batchesByEpoch,
  batchesFrom,
  batchesWithReplacement,
  sideBySide,
} from '../../lib/data/batches';
import { type ByteImages, pixelsOf } from '../../lib/data/images';
import { sampleRing } from '../../lib/data/points';
import { assertClose } from '../assert-close';

const data = () => tf.tensor2d(Array.from({ length: 10 }, (_, i) => [i, -i]));
const firsts = (batches: Batches) =>
  tf.tidy(() => Array.from(batches.next().dataSync()).filter((_, i) => i % 2 === 0));
const draws = (batches: Batches, count: number) =>
  Array.from({ length: count }, () => Array.from(batches.next().dataSync())).flat();
const draw = (batches: Batches, count: number) =>
  Array.from({ length: count }, () => firsts(batches));

const samplers = {
  batchesWithReplacement: (batchSize: number, seed = 1) =>
    batchesWithReplacement(data(), { batchSize, seed }),
  batchesByEpoch: (batchSize: number, seed = 1) => batchesByEpoch(data(), { batchSize, seed }),
  batchesFrom: (batchSize: number, seed = 1) =>
    batchesFrom(sampleRing, { batchSize, seed, stepsPerEpoch: 3 }),
};

for (const [name, sampler] of Object.entries(samplers)) {
  describe(name, () => {
    it('gives batches of the shape asked for', () => {
      const batches = sampler(3);
      assert.deepEqual(batches.next().shape, [3, 2]);
      assert.deepEqual(batches.exampleShape, [2]);
      assert.equal(batches.stepsPerEpoch, 3); // 10 examples fill 3 batches of 3
    });

    it('gives the same batches for the same seed and others for another', () => {
      assert.deepEqual(draw(sampler(3, 4), 5), draw(sampler(3, 4), 5));
      assert.notDeepEqual(draw(sampler(3, 4), 5), draw(sampler(3, 5), 5));
    });

    it('goes on from a saved state with the same batches', () => {
      const batches = sampler(3);
      draw(batches, 5); // into the second epoch
      const saved = JSON.parse(JSON.stringify(batches.state));
      const expected = draw(batches, 7);
      const other = sampler(3, 9);
      other.restore(saved);
      assert.deepEqual(draw(other, 7), expected);
    });

    it('keeps no tensor but the batch', () => {
      const batches = sampler(3);
      const before = tf.memory().numTensors;
      for (let i = 0; i < 8; i++) batches.next().dispose();
      assert.equal(tf.memory().numTensors, before);
    });

    it('throws on a batch of no examples', () => {
      assert.throws(() => sampler(0), {
        name: 'RangeError',
        message: 'expected batchSize to be an integer of at least 1, but got 0',
      });
    });
  });
}

describe('batchesWithReplacement', () => {
  it('repeats examples within an epoch', () => {
    const drawn = draw(samplers.batchesWithReplacement(5), 2).flat();
    assert.ok(new Set(drawn).size < 10); // 10 draws of 10 are all different once in 2,756 times
  });

  it('leaves out (1 − 1/N)^N of the data, about 1/e, in N draws', () => {
    const N = 1000;
    const batches = batchesWithReplacement(tf.range(0, N), { batchSize: 10, seed: 5 });
    const drawn = tf.tidy(() => draws(batches, N / 10));
    // An example is missed by one draw with probability 1 − 1/N. The share's standard deviation is
    // √((e⁻¹ − 2e⁻²) / N) = 0.01; three of them are allowed.
    assertClose(1 - new Set(drawn).size / N, (1 - 1 / N) ** N, 0.03);
  });

  it('throws on a batch larger than the data', () => {
    assert.throws(() => samplers.batchesWithReplacement(11), {
      message: 'expected batchSize to be at most the 10 examples, but got 11',
    });
  });
});

describe('batchesByEpoch', () => {
  it('shows each example once an epoch, in another order each time', () => {
    const batches = samplers.batchesByEpoch(5);
    const [first, second] = [draw(batches, 2).flat(), draw(batches, 2).flat()];
    const all = Array.from({ length: 10 }, (_, i) => i);
    assert.deepEqual(
      [...first].sort((a, b) => a - b),
      all,
    );
    assert.deepEqual(
      [...second].sort((a, b) => a - b),
      all,
    );
    assert.notDeepEqual(first, second);
  });

  it('throws on a batch larger than the data', () => {
    assert.throws(() => samplers.batchesByEpoch(11), /at most the 10 examples/);
  });
});

describe('batches of examples that are not float32', () => {
  it('are refused, since images as decoders give them are of bytes', () => {
    const bytes = tf.fill([4, 2, 2, 1], 255, 'int32');
    const wrong = {
      name: 'TypeError',
      message: 'expected float32 examples, but got int32 up to 255: divide by 255',
    };
    const options = { batchSize: 2, seed: 1 };
    assert.throws(() => batchesWithReplacement(bytes, options), wrong);
    assert.throws(() => batchesByEpoch(bytes, options), wrong);
    const labels = tf.tensor1d([0, 1, 2, 3], 'int32');
    assert.throws(() => batchesByEpoch<[tf.Tensor, tf.Tensor]>([bytes, labels], options), wrong);
    const sample = (n: number) => tf.fill([n, 2, 2, 1], 255, 'int32');
    assert.throws(() => batchesFrom(sample, { ...options, stepsPerEpoch: 1 }), wrong);
  });
});

describe('batches of examples and labels', () => {
  for (const sampler of [batchesWithReplacement, batchesByEpoch]) {
    it(`keep each label beside its example (${sampler.name})`, () => {
      const labels = tf.tensor1d([0, 1, 2, 3, 4, 5, 6, 7, 8, 9], 'int32');
      const batches = sampler<[tf.Tensor, tf.Tensor]>([data(), labels], { batchSize: 4, seed: 1 });
      assert.deepEqual(batches.exampleShape, [2]);
      for (let i = 0; i < 5; i++) {
        const [points, classes] = batches.next();
        assert.deepEqual(points.shape, [4, 2]);
        const firstNumbers = Array.from(points.dataSync()).filter((_, k) => k % 2 === 0);
        assert.deepEqual(firstNumbers, Array.from(classes.dataSync()));
      }
    });
  }

  for (const sampler of [batchesWithReplacement, batchesByEpoch]) {
    it(`keep input, target and attributes together, and go on with them (${sampler.name})`, () => {
      const input = tf.range(0, 10);
      const attributes = tf.tensor2d(Array.from({ length: 10 }, (_, i) => [i % 2, i % 3, i % 5]));
      const make = (seed: number) =>
        sampler<[tf.Tensor, tf.Tensor, tf.Tensor]>([input, input.mul(7), attributes], {
          ...{ batchSize: 4, seed },
        });
      const next = (batches: ReturnType<typeof make>) =>
        batches.next().map((tensor) => tensor.arraySync());
      const batches = make(1);
      for (let i = 0; i < 3; i++) {
        const [inputs, targets, ofEach] = next(batches) as [number[], number[], number[][]];
        assert.deepEqual(
          targets,
          inputs.map((value) => 7 * value),
        );
        assert.deepEqual(
          ofEach,
          inputs.map((value) => [value % 2, value % 3, value % 5]),
        );
      }
      const saved = JSON.parse(JSON.stringify(batches.state)) as typeof batches.state;
      const expected = [next(batches), next(batches)];
      const others = make(9);
      others.restore(saved);
      assert.deepEqual([next(others), next(others)], expected);
    });
  }

  it('throw when the labels are not as many as the examples', () => {
    const few = tf.tensor1d([0, 1], 'int32');
    assert.throws(
      () => batchesByEpoch<[tf.Tensor, tf.Tensor]>([data(), few], { batchSize: 2, seed: 1 }),
      { message: 'expected 10 labels, one an example, but got 2' },
    );
  });
});

describe('sideBySide', () => {
  const numbers = (count: number, from: number) =>
    tf.tensor1d(Array.from({ length: count }, (_, i) => from + i));
  const two = () =>
    sideBySide([
      batchesByEpoch(numbers(8, 0), { batchSize: 4, seed: 1 }),
      batchesByEpoch([numbers(12, 100), numbers(12, 200)], { batchSize: 4, seed: 2 }),
    ]);

  it('gives a batch of each sampler, in their order, with the first one’s epochs', () => {
    const batches = two();
    assert.equal(batches.stepsPerEpoch, 2);
    for (let i = 0; i < 5; i++) {
      const [a, b, c] = batches.next().map((tensor) => Array.from(tensor.dataSync()));
      assert.ok(a.every((value) => value < 8));
      assert.deepEqual(
        c,
        b.map((value) => value + 100), // what belongs together stays together
      );
    }
  });

  it('goes on from a saved state with the same batches of all', () => {
    const batches = two();
    for (let i = 0; i < 3; i++) batches.next();
    const saved = JSON.parse(JSON.stringify(batches.state)) as typeof batches.state;
    const next = () => batches.next().map((tensor) => tensor.arraySync());
    const expected = [next(), next()];
    const others = two();
    others.restore(saved);
    const found = [0, 1].map(() => others.next().map((tensor) => tensor.arraySync()));
    assert.deepEqual(found, expected);
  });

  it('throws on samplers of different batch sizes', () => {
    const sampler = (batchSize: number) => batchesByEpoch(numbers(8, 0), { batchSize, seed: 1 });
    assert.throws(() => sideBySide([sampler(4), sampler(2)]), {
      name: 'RangeError',
      message: 'expected batches of one size, but got 4 and 2',
    });
  });
});

describe('batches of images as bytes', () => {
  const bytes: ByteImages = {
    shape: [6, 2, 1, 1],
    data: Uint8Array.from({ length: 12 }, (_, i) => 20 * i),
  };
  for (const range of ['zeroToOne', 'minusOneToOne'] as const) {
    for (const sampler of [batchesWithReplacement, batchesByEpoch]) {
      it(`are those of the same images as tensors, bit for bit (${sampler.name}, ${range})`, () => {
        const options = { batchSize: 4, seed: 3, range };
        const labels = tf.tensor1d([0, 1, 2, 3, 4, 5], 'int32');
        const [ofBytes, ofTensor] = [
          sampler([bytes, labels], options),
          sampler([pixelsOf(bytes, { range }), labels], options),
        ];
        assert.deepEqual(ofBytes.exampleShape, [2, 1, 1]);
        for (let i = 0; i < 4; i++) {
          const [a, b] = [ofBytes.next(), ofTensor.next()];
          assert.deepEqual(
            a.map((tensor) => tensor.arraySync()),
            b.map((tensor) => tensor.arraySync()),
          );
        }
      });
    }
  }

  it('come alone as one tensor, and keep none but the batch', () => {
    const batches = batchesByEpoch(bytes, { batchSize: 2, seed: 1 });
    const before = tf.memory().numTensors;
    const batch = batches.next();
    assert.deepEqual(batch.shape, [2, 2, 1, 1]);
    assert.equal(tf.memory().numTensors, before + 1);
  });

  it('throw when what is beside them is not as many', () => {
    assert.throws(() => batchesByEpoch([bytes, tf.tensor1d([1, 2])], { batchSize: 2, seed: 1 }), {
      name: 'RangeError',
    });
  });
});
