import assert from 'node:assert/strict';

import { tf } from '../../lib/backend';
import { PIX2PIX_RUNS } from '../../lib/experiments/pix2pix-run';
import { receptiveField } from '../../lib/models/receptive-field';
import { buildUnet } from '../../lib/models/unet';
import { assertClose } from '../assert-close';

// What lesson 10 states beside its cells, and answers to its exercises.

type Colour = readonly [number, number, number];

/** The mean absolute error of one guess for colours that come with these shares. */
const l1Of = (guess: Colour, colours: readonly (readonly [share: number, colour: Colour])[]) =>
  colours.reduce(
    (sum, [share, colour]) =>
      sum + (share * colour.reduce((all, value, c) => all + Math.abs(value - guess[c]), 0)) / 3,
    0,
  );
const [RED, GREEN, BLUE]: Colour[] = [
  [1, 0, 0],
  [0, 1, 0],
  [0, 0, 1],
];
const steps = (n: number) => Array.from({ length: n + 1 }, (_, i) => i / n);
const allColours = steps(10).flatMap((r) =>
  steps(10).flatMap((g) => steps(10).map((b): Colour => [r, g, b])),
);

describe('notebooks/10_pix2pix.ipynb', () => {
  it('guesses black by L1 where red, green and blue are as likely: no other colour is as good', () => {
    const balloons = [RED, GREEN, BLUE].map((colour) => [1 / 3, colour] as const);
    const errors = allColours.map((guess) => l1Of(guess, balloons));
    assertClose(Math.min(...errors), 1 / 3, 1e-9);
    const best = allColours.filter((_, i) => errors[i] < 1 / 3 + 1e-9);
    assert.deepEqual(best, [[0, 0, 0]]);
  });

  it('has 0.8 for the median brightness of hats of which 40 % have 0.8, 30 % 1 and 30 % 0', () => {
    const error = (guess: number) =>
      0.4 * Math.abs(0.8 - guess) + 0.3 * Math.abs(1 - guess) + 0.3 * Math.abs(guess);
    const guesses = steps(100);
    const best = guesses.reduce((a, b) => (error(b) < error(a) - 1e-12 ? b : a));
    assertClose(best, 0.8, 1e-9);
    assertClose(0.4 * 0.8 + 0.3 * 1 + 0.3 * 0, 0.62, 1e-9);
  });

  const reaches = (strides: readonly number[]) =>
    strides.map((stride) => ({ kernelSize: 4, stride }));

  it('makes patches of 34 pixels with a fourth convolution of stride 1', () => {
    assert.equal(receptiveField(reaches([2, 2, 1, 1])).size, 22 + 3 * 4);
  });

  it('exercise 2: 46 pixels, one for each eighth, so 16 logits', () => {
    assert.deepEqual(receptiveField(reaches([2, 2, 2, 1])), { size: 22 + 3 * 8, step: 8 });
    assert.equal((32 / 8) ** 2, 16);
  });

  it('exercise 3: all reds between black and red have an error of a third', () => {
    const balloons = [
      [0.5, RED],
      [0.25, GREEN],
      [0.25, BLUE],
    ] as const;
    const errors = allColours.map((guess) => l1Of(guess, balloons));
    allColours.forEach(([, g, b], i) => {
      if (g === 0 && b === 0) assertClose(errors[i], 1 / 3, 1e-9);
      else assert.ok(errors[i] > 1 / 3 + 1e-3);
    });
  });

  it('exercise 4: 16 filters at full size make 1,035,054 parameters', () => {
    const { widths, fullSizeFilters } = PIX2PIX_RUNS.emoji;
    const count = (filters: number) => {
      const sizes = { inputShape: [32, 32, 1], outputChannels: 3, widths, seed: 1 } as const;
      const unet = buildUnet({ ...sizes, fullSizeFilters: filters });
      const parameters = unet.countParams();
      unet.dispose();
      return parameters;
    };
    assert.equal(fullSizeFilters, 8);
    const more = 16 * 64 * 16 + 4 * 16 - (16 * 64 * 8 + 4 * 8) + 9 * (17 - 9) * 3;
    assert.equal(more, 8440);
    assert.deepEqual([count(8), count(16)], [1_026_614, 1_026_614 + more]);
  });

  it('has as brightness of red, green and blue what the lesson writes', () => {
    const weights = tf.tidy(() => tf.sum(tf.tensor1d([0.299, 0.587, 0.114])).dataSync()[0]);
    assertClose(weights, 1, 1e-6);
  });
});
