import assert from 'node:assert/strict';

import { tf } from '../lib/backend';
import * as losses from '../lib/losses';
import { assertClose } from './assert-close';

const { LOSSES } = losses;
const logits = (...values: number[]) => tf.tensor2d(values, [values.length, 1]);
const value = (loss: tf.Scalar) => loss.dataSync()[0];
const ln2 = Math.log(2);

describe('discriminatorLoss', () => {
  it('is 2 ln 2 when every logit is 0', () => {
    assertClose(value(losses.discriminatorLoss(logits(0, 0), logits(0, 0))), 2 * ln2);
  });

  it('is the mean over each batch of −ln D(x) and −ln(1 − D(G(z)))', () => {
    // D = 3/4 and 1/2 on reals, 1/4 on the fake: logits ln 3, 0 and −ln 3.
    const expected = -(Math.log(3 / 4) + Math.log(1 / 2)) / 2 - Math.log(3 / 4);
    const loss = losses.discriminatorLoss(logits(Math.log(3), 0), logits(-Math.log(3)));
    assertClose(value(loss), expected);
  });

  it('is twice the binary cross-entropy of reals labelled 1 and fakes labelled 0', () => {
    const [real, fake] = [logits(0.3, -1.2, 2), logits(0.7, -0.1, -3)];
    const labels = tf.concat([tf.ones([3, 1]), tf.zeros([3, 1])]);
    const crossEntropy = tf.metrics.binaryCrossentropy(labels, tf.sigmoid(tf.concat([real, fake])));
    assertClose(
      value(losses.discriminatorLoss(real, fake)),
      2 * crossEntropy.mean().dataSync()[0],
      1e-5,
    );
  });
});

describe('generatorLoss', () => {
  it('is ln 2 when every logit is 0', () => {
    assertClose(value(losses.generatorLoss(logits(0, 0))), ln2);
  });

  it('has a gradient of about −1 where D rejects the fake', () => {
    const slope = tf.grad((l: tf.Tensor) => losses.generatorLoss(l))(logits(-20));
    assertClose(slope.dataSync()[0], -1, 1e-6); // −(1 − sigmoid(−20))
  });
});

describe('saturatingGeneratorLoss', () => {
  it('is −ln 2 when every logit is 0', () => {
    assertClose(value(losses.saturatingGeneratorLoss(logits(0, 0))), -ln2);
  });

  it('has almost no gradient where D rejects the fake', () => {
    const slope = tf.grad((l: tf.Tensor) => losses.saturatingGeneratorLoss(l))(logits(-20));
    assertClose(slope.dataSync()[0], -Math.exp(-20), 1e-10); // −sigmoid(−20) ≈ −e⁻²⁰
  });
});

describe('leastSquaresDiscriminatorLoss', () => {
  it('is ¼ when every score is ½', () => {
    assertClose(value(losses.leastSquaresDiscriminatorLoss(logits(0.5), logits(0.5))), 0.25);
  });

  it('is half the sum of both mean squares', () => {
    // reals 1 and 3 are 0 and 2 from 1: mean square 2; the fake 1 is 1 from 0.
    const loss = losses.leastSquaresDiscriminatorLoss(logits(1, 3), logits(1));
    assertClose(value(loss), (2 + 1) / 2);
  });
});

describe('leastSquaresGeneratorLoss', () => {
  it('is ½ when every score is 0', () => {
    assertClose(value(losses.leastSquaresGeneratorLoss(logits(0, 0))), 0.5);
  });
});

describe('wassersteinDiscriminatorLoss', () => {
  it('is the mean score of fakes minus that of reals', () => {
    const loss = losses.wassersteinDiscriminatorLoss(logits(1, 2), logits(5, 7));
    assertClose(value(loss), (5 + 7) / 2 - (1 + 2) / 2);
  });
});

describe('wassersteinGeneratorLoss', () => {
  it('is minus the mean score', () => {
    assertClose(value(losses.wassersteinGeneratorLoss(logits(1, 2))), -(1 + 2) / 2);
  });
});

describe('hingeDiscriminatorLoss', () => {
  it('is 2 when every score is 0', () => {
    assertClose(value(losses.hingeDiscriminatorLoss(logits(0), logits(0))), 2);
  });

  it('is 0 once reals score above 1 and fakes below −1', () => {
    assert.equal(value(losses.hingeDiscriminatorLoss(logits(1.5, 4), logits(-1.1))), 0);
  });
});

describe('hingeGeneratorLoss', () => {
  it('is minus the mean score', () => {
    assertClose(value(losses.hingeGeneratorLoss(logits(3, -1))), -(3 - 1) / 2);
  });
});

describe('oneSidedLabelSmoothing', () => {
  const { discriminator, generator } = losses.oneSidedLabelSmoothing();

  it('is 2 ln 2 for D when every logit is 0, and ln 2 for G', () => {
    assertClose(value(discriminator(logits(0, 0), logits(0, 0))), 2 * ln2);
    assertClose(value(generator(logits(0, 0))), ln2);
  });

  it('labels a real 0.9 and a fake 0', () => {
    // D = 3/4 and 1/2 on reals, 1/4 on the fake: logits ln 3, 0 and −ln 3.
    const asReal = -(Math.log(3 / 4) + Math.log(1 / 2)) / 2;
    const asFake = -(Math.log(1 / 4) + Math.log(1 / 2)) / 2;
    const loss = discriminator(logits(Math.log(3), 0), logits(-Math.log(3)));
    assertClose(value(loss), 0.9 * asReal + 0.1 * asFake - Math.log(3 / 4));
  });

  it('is least where D puts the label on a real: at the logit ln((1 − s)/s)', () => {
    for (const smoothing of [0.1, 0.3]) {
      const pair = losses.oneSidedLabelSmoothing(smoothing);
      const at = (l: number) => value(pair.discriminator(logits(l), logits(0)));
      const slope = tf.grad((l: tf.Tensor) => pair.discriminator(l, logits(0)));
      const least = Math.log((1 - smoothing) / smoothing);
      assertClose(slope(logits(least)).dataSync()[0], 0, 1e-6);
      assert.ok(at(least - 1) > at(least) && at(least + 1) > at(least));
    }
  });

  it('is the non-saturating pair at smoothing 0', () => {
    const [real, fake] = [logits(0.3, -1.2, 200), logits(0.7, -200)];
    const plain = losses.oneSidedLabelSmoothing(0);
    const expected = losses.discriminatorLoss(real, fake);
    assertClose(value(plain.discriminator(real, fake)), value(expected), 1e-5);
    assert.equal(plain.generator, losses.generatorLoss);
  });

  it('throws on a smoothing outside [0, 0.5)', () => {
    for (const smoothing of [-0.1, 0.5, NaN]) {
      assert.throws(() => losses.oneSidedLabelSmoothing(smoothing), {
        name: 'RangeError',
        message: `expected smoothing from 0 to below 0.5, but got ${smoothing}`,
      });
    }
  });
});

const pairs: Record<string, losses.GanLoss> = {
  ...Object.fromEntries(Object.entries(LOSSES).map(([name, pair]) => [`LOSSES.${name}`, pair])),
  'oneSidedLabelSmoothing(0.1)': losses.oneSidedLabelSmoothing(0.1),
};
for (const [name, pair] of Object.entries(pairs)) {
  describe(name, () => {
    it('is finite, with finite gradients, at logits of ±200', () => {
      const extreme = logits(-200, 200);
      const grads = tf.grads((real: tf.Tensor, fake: tf.Tensor) => pair.discriminator(real, fake))([
        extreme,
        extreme,
      ]);
      const generatorGrad = tf.grad((l: tf.Tensor) => pair.generator(l))(extreme);
      const numbers = [pair.discriminator(extreme, extreme), pair.generator(extreme)]
        .concat([...grads, generatorGrad] as tf.Scalar[])
        .flatMap((tensor) => Array.from(tensor.dataSync()));
      assert.ok(numbers.every(Number.isFinite), `${numbers}`);
    });

    it('has the gradients that finite differences give', () => {
      const step = 1e-2;
      const slope = (f: (l: number) => number, l: number) =>
        (f(l + step) - f(l - step)) / (2 * step);
      for (const l of [-2.3, -0.4, 0.6, 1.7]) {
        const other = logits(0.2);
        const cases = [
          (x: tf.Tensor) => pair.discriminator(x, other),
          (x: tf.Tensor) => pair.discriminator(other, x),
          (x: tf.Tensor) => pair.generator(x),
        ];
        for (const loss of cases) {
          const expected = slope((x) => value(loss(logits(x))), l);
          assertClose(tf.grad(loss)(logits(l)).dataSync()[0], expected, 1e-3);
        }
      }
    });
  });
}

for (const [name, pair] of Object.entries(LOSSES)) {
  describe(`LOSSES.${name}`, () => {
    it('states the terms of its losses, and their slopes as autodiff finds them', () => {
      const points = [-200, -5, -0.3, 0, 0.4, 3, 200].map((l) => l + 0.01); // off the hinges' corners
      const batch = logits(...points);
      const zero = tf.zerosLike(batch);
      const autodiff = {
        real: tf
          .grad((l: tf.Tensor) => pair.discriminator(l, zero))(batch)
          .dataSync(),
        fake: tf
          .grad((l: tf.Tensor) => pair.discriminator(zero, l))(batch)
          .dataSync(),
        generator: tf
          .grad((l: tf.Tensor) => pair.generator(l))(batch)
          .dataSync(),
      };
      for (const l of points) {
        const [real, fake, generator] = (['real', 'fake', 'generator'] as const).map((term) =>
          pair.terms[term].value(l),
        );
        const tolerance = 1e-5 * Math.max(1, l * l);
        assertClose(real + fake, value(pair.discriminator(logits(l), logits(l))), tolerance);
        assertClose(generator, value(pair.generator(logits(l))), tolerance);
      }
      for (const term of ['real', 'fake', 'generator'] as const) {
        points.forEach((l, i) =>
          assertClose(pair.terms[term].slope(l) / points.length, autodiff[term][i], 1e-5),
        );
      }
    });
  });
}
