import assert from 'node:assert/strict';
import { compileFunction } from 'node:vm';
import { transpile } from 'typescript';

import { MIXTURE } from '../../lib/data/points';
import { jsDivergence } from '../../lib/metrics/divergence';
import { bestDiscriminator, gameValue } from '../../lib/metrics/game-value';
import { buildConditionalDcganGan } from '../../lib/models/conditional-dcgan';
import { buildDcganDiscriminator, buildDcganGenerator } from '../../lib/models/dcgan';
import { Random } from '../../lib/random';
import { tf } from '../../lib/backend';
import { COURSE, readLesson, selectLessons } from '../../tools/notebooks/lessons';
import { codeCellsOf } from '../../tools/notebooks/notebook';
import { assertClose } from '../assert-close';

// What lesson 9 states beside its cells: formulas of which it shows one case only, and answers to its exercises.

/** The value of the game of one label among K, against a G that ignores it: examples of a label are at one of K places. */
function valueOfIgnoring(K: number): number {
  const pOwn = Array.from({ length: K }, (_, i) => (i === 0 ? 1 : 0));
  const qAll = pOwn.map(() => 1 / K);
  const best = pOwn.map((p, i) => bestDiscriminator(p, qAll[i]));
  return gameValue(pOwn, qAll, best, 1);
}

describe('notebooks/09_conditional_gan.ipynb', () => {
  for (const K of [2, 10, 100]) {
    it(`values a game of ${K} labels at ln(K/(K+1)) + ln(1/(K+1))/K when G ignores the label`, () => {
      const expected = Math.log(K / (K + 1)) + Math.log(1 / (K + 1)) / K;
      assertClose(valueOfIgnoring(K), expected, 1e-9);
    });
  }

  it('values the game of each label at −ln 4 + 2 JSD, and their mean at −ln 4 + 2 Σ p(y) JSD', () => {
    const random = new Random(1);
    const draw = () => {
      const values = Array.from({ length: 6 }, () => random.uniform([1]).dataSync()[0] + 0.01);
      const sum = values.reduce((a, b) => a + b, 0);
      return values.map((value) => value / sum);
    };
    const games = [0.2, 0.3, 0.5].map((pY) => ({ pY, p: draw(), q: draw() }));
    const value = games.reduce((sum, { pY, p, q }) => {
      const best = p.map((pi, i) => bestDiscriminator(pi, q[i]));
      return sum + pY * gameValue(p, q, best, 1);
    }, 0);
    const divergence = games.reduce((sum, { pY, p, q }) => sum + pY * jsDivergence(p, q), 0);
    assertClose(value, -Math.log(4) + 2 * divergence, 1e-9);
  });

  it('splits the best logit by the rule of Bayes into a part of x alone and one of its label', () => {
    const [pY, pGiven] = [0.3, [0.5, 0.4, 0.1]]; // p(y), and p(x|y) at three places
    const pOther = [0.1, 0.2, 0.7]; // p(x|other label)
    const [qY, qGiven] = [0.3, [0.2, 0.2, 0.6]]; // fakes have the labels of the data
    const qOther = [0.3, 0.3, 0.4];
    pGiven.forEach((given, i) => {
      const p = pY * given + (1 - pY) * pOther[i];
      const q = qY * qGiven[i] + (1 - qY) * qOther[i];
      const fits = Math.log((pY * given) / p / ((qY * qGiven[i]) / q));
      assertClose(Math.log(given / qGiven[i]), Math.log(p / q) + fits, 1e-12);
    });
  });

  it('counts 2,208 weights of the label in G and 2,560 in D', () => {
    const { generator, discriminator } = buildConditionalDcganGan({ seed: 1 });
    const G = buildDcganGenerator({ seed: 1, categories: 0 });
    const D = buildDcganDiscriminator({ seed: 1 });
    assert.equal(generator.countParams() - G.countParams(), 10 * 16 + 16 * 128);
    assert.equal(discriminator.countParams() - D.countParams(), 10 * 256);
    assert.deepEqual([10 * 16 + 16 * 128, 10 * 256], [2208, 2560]);
    [generator, discriminator, G, D].forEach((model) => model.dispose());
  });

  describe('its measures of handwriting', () => {
    interface Measures {
      slantOf(images: tf.Tensor4D): tf.Tensor1D;
      widthOf(images: tf.Tensor4D): tf.Tensor1D;
    }

    /** The functions of the lesson's own cell. */
    function readMeasures(): Measures {
      const [lesson] = selectLessons(COURSE, ['09']);
      const cell = codeCellsOf(readLesson(lesson)).find(({ id }) => id === 'style-measure-define');
      const definitions = cell!.source.replace(/^console\.log.*$/m, '');
      const body = `${transpile(definitions)}; return { slantOf, widthOf };`;
      return (compileFunction(body, ['tf']) as (with_: typeof tf) => Measures)(tf);
    }

    /** [1, 28, 28, 1]: a stroke from top to bottom, `width` columns wide, at column `left` of each row. */
    function stroke(width: number, left: (row: number) => number, ink = 1): tf.Tensor4D {
      const rows = Array.from({ length: 28 }, (_, r) =>
        Array.from({ length: 28 }, (__, c) => (c >= left(r) && c < left(r) + width ? ink : 0)),
      );
      return tf.tensor2d(rows).reshape([1, 28, 28, 1]);
    }

    const { slantOf, widthOf } = readMeasures();
    const valueOf = (of: Measures['slantOf'], image: tf.Tensor4D) => of(image).dataSync()[0];

    it('give an upright stroke its width and no slant, wherever it is and however dark', () => {
      for (const width of [1, 2, 3, 5, 8]) {
        for (const image of [stroke(width, () => 9), stroke(width, () => 14, 0.4)]) {
          assertClose(valueOf(widthOf, image), width, 1e-5);
          assertClose(valueOf(slantOf, image), 0, 1e-5);
        }
      }
    });

    it('give slanted strokes their slant, and the same width to the left as to the right', () => {
      const right = stroke(3, (r) => 20 - Math.floor(r / 2));
      const left = tf.reverse(right, 2); // its mirror image
      assertClose(valueOf(slantOf, right), 0.5, 0.002);
      assertClose(valueOf(slantOf, left), -valueOf(slantOf, right), 1e-5);
      assertClose(valueOf(widthOf, left), valueOf(widthOf, right), 1e-5);
      // across the stroke it is 3 cos(atan(½)) = 2.68 wide; its edges are stairs, though
      assertClose(valueOf(widthOf, right), 3 / Math.hypot(1, 0.5), 0.2);
    });
  });

  it('exercise 1: −0.9548 with two labels, −0.0561 with a hundred', () => {
    assertClose(valueOfIgnoring(2), -0.9548, 5e-5);
    assertClose(valueOfIgnoring(100), -0.0561, 5e-5);
  });

  it('exercise 2: D* is 0.625 on the left bump and 0.714 on the right one', () => {
    const [left, right] = MIXTURE.map(({ weight }) => bestDiscriminator(1, weight));
    assertClose(left, 0.625);
    assertClose(right, 0.714, 5e-4);
  });

  it('exercise 3: 64 numbers a label make 8,832 weights in G, 3.9 % of its others', () => {
    const weights = 10 * 64 + 64 * 128;
    assert.equal(weights, 8832);
    assertClose(weights / 228_609, 0.039, 5e-4);
  });

  it('exercise 4: halfway a straight line has half the variance, the arc all of it', () => {
    // z₀ and z₁ are independent with variance 1, so variances add, each times its factor squared
    const variance = (a: number, b: number) => a ** 2 + b ** 2;
    assertClose(variance(0.5, 0.5), 0.5);
    for (const t of [0, 0.3, 0.5, 1]) {
      assertClose(variance(Math.cos((Math.PI / 2) * t), Math.sin((Math.PI / 2) * t)), 1);
    }
  });
});
