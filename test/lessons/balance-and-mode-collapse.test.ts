import assert from 'node:assert/strict';

import { tf } from '../../lib/backend';
import { type AdamSettings, Optimizer } from '../../lib/backend/optimizer';
import { BEST, REMEDIES, remedyRun, remedyRuns } from '../../lib/experiments/remedies';
import { loadResults } from '../../lib/experiments/results';
import { oneSidedLabelSmoothing } from '../../lib/losses';
import { estimate, estimateText } from '../../lib/metrics/estimate';
import { Random } from '../../lib/random';
import { assertClose } from '../assert-close';

// The formulas and numbers that lesson 6 states, where no test of the library covers them.

const sigma = (x: number) => 1 / (1 + Math.exp(-x));
const softplus = (x: number) => Math.log1p(Math.exp(x));

/** The lesson's smallest GAN: data 0, G makes θ, D is ψx; D steps before G. */
function stepSmallest(
  { theta, psi }: { theta: number; psi: number },
  { alpha, gamma }: { alpha: number; gamma: number },
) {
  const nextPsi = psi - alpha * (theta * sigma(psi * theta) + gamma * psi);
  return { psi: nextPsi, theta: theta + alpha * nextPsi * sigma(-nextPsi * theta) };
}

describe('notebooks/06_balance_and_mode_collapse.ipynb', () => {
  it('counts what lies outside 3σ, 1.1 %, and the reverse KL that 2,500 points have by chance', () => {
    assertClose(Math.exp(-9 / 2), 0.011, 5e-4);
    assertClose((8 - 1) / (2 * 2500), 0.0014, 1e-12);
    assertClose((25 - 1) / (2 * 2500), 0.0048, 1e-12);
  });

  describe('the smallest GAN', () => {
    const at = { theta: 0.7, psi: -0.4 };
    const slope = (loss: (x: number) => number, x: number) =>
      (loss(x + 1e-5) - loss(x - 1e-5)) / 2e-5;

    it('steps against the slopes of its two losses', () => {
      const { theta, psi } = at;
      const [alpha, gamma] = [0.2, 0.3];
      const next = stepSmallest(at, { alpha, gamma });
      const lossOfD = (p: number) => Math.LN2 + softplus(p * theta) + (gamma / 2) * p ** 2; // R1: D's slope is ψ
      assertClose(next.psi, psi - alpha * slope(lossOfD, psi), 1e-8);
      const lossOfG = (t: number) => softplus(-next.psi * t);
      assertClose(next.theta, theta - alpha * slope(lossOfG, theta), 1e-8);
    });

    it('shrinks areas near the even game by 1 − αγ in a step', () => {
      for (const gamma of [0, 0.3]) {
        const alpha = 0.2;
        const tiny = 1e-6;
        const a = stepSmallest({ theta: tiny, psi: 0 }, { alpha, gamma });
        const b = stepSmallest({ theta: 0, psi: tiny }, { alpha, gamma });
        const determinant = (a.theta * b.psi - a.psi * b.theta) / tiny ** 2;
        assertClose(determinant, 1 - alpha * gamma, 1e-5);
      }
    });

    it('turns while it shrinks, so that each step shrinks the distance by √(1 − αγ), in exercise 2 too', () => {
      for (const gamma of [0.3, 0.137]) {
        const alpha = 0.2;
        // θ' = θ + (α/2)ψ' and ψ' = (1 − αγ)ψ − (α/2)θ: complex eigenvalues when trace² < 4 · determinant.
        const trace = 1 - (alpha / 2) ** 2 + (1 - alpha * gamma);
        assert.ok(trace ** 2 < 4 * (1 - alpha * gamma));
      }
    });

    it('exercise 2: with γ = 0.137 halves its distance every 50 steps, or nearly', () => {
      assertClose((1 - 2 ** (-1 / 25)) / 0.2, 0.137, 5e-4);
      const settings = { alpha: 0.2, gamma: 0.137 };
      assertClose(Math.sqrt(1 - settings.alpha * settings.gamma) ** 50, 0.5, 1e-3);
      let game = { theta: 1, psi: 0 };
      const distances = Array.from({ length: 400 }, () => {
        game = stepSmallest(game, settings);
        return Math.hypot(game.theta, game.psi);
      });
      assertClose(distances[99] / distances[399], 70, 1.5); // near 2⁶ = 64
    });
  });

  describe('Adam written out', () => {
    const turning = [...Array<number>(20).fill(1), ...Array<number>(20).fill(-1)];

    function pathOfAdam(beta1: number): number[] {
      let [w, m, v] = [0, 0, 0];
      return turning.map((g, i) => {
        m = beta1 * m + (1 - beta1) * g;
        v = 0.999 * v + 0.001 * g * g;
        w -= (0.01 * (m / (1 - beta1 ** (i + 1)))) / Math.sqrt(v / (1 - 0.999 ** (i + 1)));
        return w;
      });
    }

    it('is what the library does', () => {
      for (const beta1 of [0, 0.5, 0.9]) {
        const variable = tf.variable(tf.scalar(0));
        const settings: AdamSettings = { learningRate: 0.01, beta1, beta2: 0.999, epsilon: 1e-12 };
        const optimizer = new Optimizer([variable]);
        const path = turning.map((g) => {
          tf.tidy(() => optimizer.apply([tf.scalar(g)], settings));
          return variable.dataSync()[0];
        });
        const expected = pathOfAdam(beta1);
        path.forEach((value, i) => assertClose(value, expected[i], 1e-5)); // float32
        optimizer.dispose();
        variable.dispose();
      }
    });

    it('goes on for 5 steps with β₁ = 0.9 when the gradient turns, and for none with 0.5 or 0', () => {
      // After 20 gradients of 1, m = 1 − β₁²⁰; after k of −1 it is β₁ᵏ (2 − β₁²⁰) − 1, above 0 as long as it pushes on.
      const pushes = (beta1: number, k: number) => beta1 ** k * (2 - beta1 ** 20) - 1 > 0;
      const steps = (beta1: number) => turning.findIndex((_, i) => !pushes(beta1, i + 1));
      assert.deepEqual([0, 0.5, 0.9].map(steps), [0, 0, 5]);
      const goesOn = (path: number[]) => path.indexOf(Math.min(...path)) - 19;
      assert.deepEqual([0, 0.5, 0.9].map(pathOfAdam).map(goesOn), [0, 0, 5]);
    });
  });

  it('exceeds 1, 2 and 3 errors by chance in 34.7, 8.0 and 1.7 % of comparisons of five with five', () => {
    // With as many in both groups it is Student's t with 8 degrees of freedom, whose distribution has a closed form.
    const outside = (t: number) => {
      const cos2 = 8 / (8 + t ** 2);
      const series = 1 + cos2 / 2 + (3 / 8) * cos2 ** 2 + (15 / 48) * cos2 ** 3;
      return 1 - Math.sqrt(1 - cos2) * series;
    };
    assertClose(outside(1), 0.347, 5e-4);
    assertClose(outside(2), 0.0805, 5e-4);
    assertClose(outside(3), 0.0171, 5e-5);
    const rows = new Random(6).normal<tf.Rank.R2>([5000, 10]).arraySync();
    const sizes = rows.map((ten) => {
      const [a, b] = [estimate(ten.slice(0, 5)), estimate(ten.slice(5))];
      return Math.abs(a.mean - b.mean) / Math.hypot(a.error, b.error);
    });
    for (const limit of [1, 2, 3]) {
      const share = sizes.filter((size) => size > limit).length / 5000;
      const p = outside(limit);
      assertClose(share, p, 4 * Math.sqrt((p * (1 - p)) / 5000));
    }
  });

  describe('the stored trainings', () => {
    const rows = loadResults('remedies');

    it('are 180: fifteen remedies and the plain GAN over five seeds, all at once over ten, on ring and grid', () => {
      assert.equal(REMEDIES.length, 1 + 15);
      const idOf = ({ remedy, mixture, seed }: { remedy: string; mixture: string; seed: number }) =>
        `${remedy} ${mixture} ${seed}`;
      const expected = remedyRuns(5).map(idOf);
      assert.equal(expected.length, 16 * 2 * 5 + 2 * 10);
      assert.deepEqual(rows.map(idOf).sort(), expected.sort());
    });

    it('have numbers that can be, and points where the seed is 1', () => {
      for (const row of rows) {
        const numModes = { ring: 8, grid: 25 }[row.mixture];
        assert.ok(row.modes >= 0 && row.modes <= numModes);
        assert.ok(row.highQuality >= 0 && row.highQuality <= 1);
        assert.ok(row.reverseKl >= 0 && row.reverseKl <= Math.log(numModes) + 5e-4); // rounded
        assert.equal(row.points?.length, row.seed === 1 ? 800 : undefined);
      }
    });

    it('belong to set-ups that the library still has', () => {
      for (const { remedy, mixture } of rows) {
        const { steps } = remedyRun({ remedy, mixture, seed: 1 });
        const ofBest = { ring: 15_000, grid: 18_000 }[mixture];
        assert.equal(steps, remedy === BEST ? ofBest : 5000);
      }
    });
  });

  it("trains an eightieth of PacGAN's steps: 400 epochs of 100,000 points in batches of 100", () => {
    assert.equal((400 * 100_000) / 100, 400_000);
    assert.equal(400_000 / remedyRun({ remedy: 'packs of 2', mixture: 'grid', seed: 1 }).steps, 80);
  });

  it('exercise 3: with s = 0.2 the best D gives real points 0.8, a logit of ln 4 = 1.386', () => {
    const { discriminator } = oneSidedLabelSmoothing(0.2);
    const lossAt = (logit: number) => discriminator(tf.scalar(logit), tf.scalar(0)).dataSync()[0];
    const best = Math.log(4);
    assertClose(best, 1.386, 5e-4);
    assertClose(sigma(best), 0.8);
    assert.ok(lossAt(best) < lossAt(best - 0.1) && lossAt(best) < lossAt(best + 0.1));
  });

  it('exercise 4: 8, 8, 8, 8 and 7 modes are 7.8 ± 0.2', () => {
    assert.equal(estimateText(estimate([8, 8, 8, 8, 7]), 1), '7.8 ± 0.2');
  });
});
