import assert from 'node:assert/strict';

import { tf } from '../../lib/backend';
import { fitMarkovChain } from '../../lib/baselines/markov-chain';
import { Random } from '../../lib/random';
import { assertClose } from '../assert-close';

const N = 20_000;
/** Four standard errors of a share of {@link N}. */
const ERROR = 4 * Math.sqrt(0.25 / N);

const sequences = (...rows: string[]) =>
  tf.tensor2d(rows.map((row) => Array.from(row, Number)), undefined, 'int32'); // prettier-ignore
const draw = (
  examples: tf.Tensor2D,
  options: Parameters<typeof fitMarkovChain>[1],
  n = N,
): string[] => {
  const samples = fitMarkovChain(examples, options).sample(n, new Random(1));
  return samples.arraySync().map((row) => row.join(''));
};
const share = (samples: string[], fits: (sample: string) => boolean) =>
  samples.filter(fits).length / samples.length;

describe('fitMarkovChain', () => {
  it('draws the next number as it followed the one before, place by place', () => {
    // second place: after 0 always 1, after 1 a 0 or a 2; third place: after 1 always 0, after 0 or 2 always 3
    const samples = draw(sequences('010', '103', '123', '010'), { order: 1, places: 'own' });
    const known = ['010', '103', '123'];
    assert.ok(samples.every((sample) => known.includes(sample)));
    assertClose(
      known.map((sequence) => share(samples, (sample) => sample === sequence)),
      [0.5, 0.25, 0.25],
      ERROR,
    );
  });

  it('mixes what agrees in the last number only, with order 1, and not with order 2', () => {
    const examples = sequences('015', '212');
    const [first, second] = [1, 2].map((order) => draw(examples, { order, places: 'own' }));
    assertClose(
      share(first, (sample) => sample === '012' || sample === '215'),
      0.5,
      ERROR,
    );
    assert.deepEqual([...new Set(second)].sort(), ['015', '212']);
  });

  it('takes all places together when they are shared, but for the beginning', () => {
    // 0 → 1, 1 → 0 everywhere; a sequence begins with 0
    assert.deepEqual(
      [...new Set(draw(sequences('01010'), { order: 1, places: 'shared' }))],
      ['01010'],
    );
    // after 0 comes 0 twice, 1 once: the number of zeros to begin with is geometric, but the first is certain
    const samples = draw(sequences('0001'), { order: 1, places: 'shared' });
    assertClose(share(samples, (sample) => sample[0] === '0'), 1, 0); // prettier-ignore
    assertClose(share(samples, (sample) => sample[1] === '0'), 2 / 3, ERROR); // prettier-ignore
  });

  it('looks at less where nothing ever came after', () => {
    // 1 ends the only sequence; after it numbers come as they do anywhere, three zeros in four
    const samples = draw(sequences('0001'), { order: 1, places: 'shared' });
    const ended = samples.filter((sample) => sample[1] === '1');
    const error = 4 * Math.sqrt((0.75 * 0.25) / ended.length);
    assertClose(share(ended, (sample) => sample[2] === '0'), 0.75, error); // prettier-ignore
  });

  it('has the shares of pairs and of places of a chain that it learns from', () => {
    const examples = tf.tidy(() => new Random(4).integers(3000, 4).reshape<tf.Tensor2D>([500, 6]));
    const samples = draw(examples, { order: 1, places: 'own' });
    const real = examples.arraySync().map((row) => row.join(''));
    for (const pair of ['00', '12', '33']) {
      const at = (place: number) => (sample: string) => sample.slice(place, place + 2) === pair;
      assertClose(share(samples, at(3)), share(real, at(3)), ERROR);
    }
  });

  it('gives the same bits for the same seed, of the examples’ type, and leaves no tensor but the samples', () => {
    const examples = tf.tensor2d([[0, 1, 1], [1, 0, 1]]); // prettier-ignore
    const before = tf.memory().numTensors;
    const [a, b] = [0, 1].map(() => {
      const samples = fitMarkovChain(examples, { order: 1, places: 'shared' }).sample(
        30,
        new Random(2),
      );
      assert.deepEqual([samples.shape, samples.dtype], [[30, 3], 'float32']);
      const values = samples.dataSync();
      samples.dispose();
      return values;
    });
    assert.deepEqual(a, b);
    assert.equal(tf.memory().numTensors, before);
  });

  it('throws on an order below 1 or beyond counting, and on fractions', () => {
    const fit = (order: number) => () => fitMarkovChain(sequences('019'), { order, places: 'own' });
    assert.throws(fit(0), /expected order to be an integer from 1 to 14, but got 0/);
    assert.throws(fit(15), RangeError); // 3 · 11¹⁵ is above 2⁵³
    assert.throws(
      () => fitMarkovChain(tf.fill([2, 3], 0.5), { order: 1, places: 'own' }),
      /whole numbers/,
    );
  });
});
