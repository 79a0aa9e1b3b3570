import { tf } from './backend';

// Labels: real = 1, fake = 0. Every loss is minimised and taken from logits, the discriminator's output before the
// sigmoid: D(x) = sigmoid(logit), so −log D(x) = softplus(−logit) and −log(1 − D(x)) = softplus(logit). Written like
// that they stay finite where log(sigmoid(…)) underflows.

/**
 * The discriminator's loss L_D = −E[log D(x)] − E[log(1 − D(G(z)))].
 *
 * Twice the mean binary cross-entropy over reals labelled 1 and fakes labelled 0. 2 ln 2 when every logit is 0.
 *
 * @param realLogits `[batch, 1]`, D on data, before the sigmoid
 * @param fakeLogits `[batch, 1]`, D on generated examples, before the sigmoid
 * @returns a scalar of at least 0; the caller disposes
 * @see Goodfellow et al. 2014, "Generative adversarial nets", algorithm 1
 */
export function discriminatorLoss(realLogits: tf.Tensor, fakeLogits: tf.Tensor): tf.Scalar {
  return tf.tidy(() => tf.add(meanSoftplus(tf.neg(realLogits)), meanSoftplus(fakeLogits)));
}

/**
 * The generator's non-saturating loss L_G = −E[log D(G(z))]: the article's, and the usual choice. ln 2 when every
 * logit is 0.
 *
 * @param fakeLogits `[batch, 1]`
 * @returns a scalar of at least 0; the caller disposes
 * @see Goodfellow et al. 2014, section 3
 */
export function generatorLoss(fakeLogits: tf.Tensor): tf.Scalar {
  return tf.tidy(() => meanSoftplus(tf.neg(fakeLogits)));
}

/**
 * The generator's saturating loss E[log(1 − D(G(z)))], the one of the minimax game. −ln 2 when every logit is 0; its
 * gradient vanishes where D rejects the fakes.
 *
 * @param fakeLogits `[batch, 1]`
 * @returns a scalar of at most 0; the caller disposes
 * @see Goodfellow et al. 2014, equation 1
 */
export function saturatingGeneratorLoss(fakeLogits: tf.Tensor): tf.Scalar {
  return tf.tidy(() => tf.neg(meanSoftplus(fakeLogits)));
}

/**
 * Least squares for D: ½ E[(score(x) − 1)²] + ½ E[score(G(z))²]. ½ when every score is 0, ¼ when every score is ½.
 *
 * @see Mao et al. 2017, "Least squares generative adversarial networks", equation 9 (a = 0, b = c = 1)
 */
export function leastSquaresDiscriminatorLoss(
  realScores: tf.Tensor,
  fakeScores: tf.Tensor,
): tf.Scalar {
  return tf.tidy(() =>
    tf.mul(0.5, tf.add(meanSquare(tf.sub(realScores, 1)), meanSquare(fakeScores))),
  );
}

/**
 * Least squares for G: ½ E[(score(G(z)) − 1)²]. ½ when every score is 0.
 * @see Mao et al. 2017, equation 9
 */
export function leastSquaresGeneratorLoss(fakeScores: tf.Tensor): tf.Scalar {
  return tf.tidy(() => tf.mul(0.5, meanSquare(tf.sub(fakeScores, 1))));
}

/**
 * The critic's Wasserstein loss E[score(G(z))] − E[score(x)]: minus the critic's estimate of the distance, and that
 * only while something keeps the critic 1-Lipschitz. 0 when every score is 0.
 *
 * @see Arjovsky et al. 2017, "Wasserstein GAN", equation 3 and algorithm 1
 */
export function wassersteinDiscriminatorLoss(
  realScores: tf.Tensor,
  fakeScores: tf.Tensor,
): tf.Scalar {
  return tf.tidy(() => tf.sub<tf.Scalar>(tf.mean(fakeScores), tf.mean(realScores)));
}

/**
 * The Wasserstein loss of G: −E[score(G(z))].
 * @see Arjovsky et al. 2017, algorithm 1
 */
export function wassersteinGeneratorLoss(fakeScores: tf.Tensor): tf.Scalar {
  return tf.tidy(() => tf.neg(tf.mean<tf.Scalar>(fakeScores)));
}

/**
 * Hinge loss of D: E[max(0, 1 − score(x))] + E[max(0, 1 + score(G(z)))]. 2 when every score is 0; 0 once all reals
 * score above 1 and all fakes below −1.
 *
 * @see Lim and Ye 2017, "Geometric GAN"; Miyato et al. 2018, "Spectral normalization for GANs", equation 16
 */
export function hingeDiscriminatorLoss(realScores: tf.Tensor, fakeScores: tf.Tensor): tf.Scalar {
  return tf.tidy(() => tf.add(meanRelu(tf.sub(1, realScores)), meanRelu(tf.add(1, fakeScores))));
}

/**
 * The generator's loss in the hinge pair: −E[score(G(z))], the same as in the Wasserstein pair.
 * @see Miyato et al. 2018, equation 17
 */
export function hingeGeneratorLoss(fakeScores: tf.Tensor): tf.Scalar {
  return wassersteinGeneratorLoss(fakeScores);
}

function meanSoftplus(x: tf.Tensor): tf.Scalar {
  return tf.mean(tf.softplus(x));
}

function meanSquare(x: tf.Tensor): tf.Scalar {
  return tf.mean(tf.square(x));
}

function meanRelu(x: tf.Tensor): tf.Scalar {
  return tf.mean(tf.relu(x));
}

/** One term of a loss as a function of a single logit: its value there, and its derivative. */
export interface LogitTerm {
  readonly value: (logit: number) => number;
  readonly slope: (logit: number) => number;
}

/**
 * A pair of losses once more, logit by logit, to look at and to plot: L_D is the mean of `real` over the reals plus the
 * mean of `fake` over the fakes, L_G the mean of `generator`.
 * Tests hold values and slopes against the tensors' losses and autodiff.
 */
export interface LogitTerms {
  readonly real: LogitTerm;
  readonly fake: LogitTerm;
  readonly generator: LogitTerm;
}

/** The two losses of a game, from D's outputs without an activation (logits, or scores where D is a critic). */
export interface GanLoss {
  readonly discriminator: (realLogits: tf.Tensor, fakeLogits: tf.Tensor) => tf.Scalar;
  readonly generator: (fakeLogits: tf.Tensor) => tf.Scalar;
}

/**
 * The non-saturating pair with the reals labelled 1 − s in D's loss, s being the smoothing:
 * L_D = −E[(1 − s) log D(x) + s log(1 − D(x))] − E[log(1 − D(G(z)))], and L_G as in {@link generatorLoss}.
 *
 * D's loss is 2 ln 2 when every logit is 0, and over a real's logit least at ln((1 − s)/s), where D(x) = 1 − s: D does
 * not gain from being ever more certain. The fakes' label stays 0; smoothed too, it would give fakes far from all data
 * no reason to move.
 *
 * @param smoothing in [0, 0.5). Default 0.1: the label 0.9 of the paper's example
 * @throws RangeError when the smoothing is out of this range
 * @see Salimans et al. 2016, "Improved techniques for training GANs", section 3.4
 */
export function oneSidedLabelSmoothing(smoothing = 0.1): GanLoss {
  if (!(smoothing >= 0 && smoothing < 0.5)) {
    throw new RangeError(`expected smoothing from 0 to below 0.5, but got ${smoothing}`);
  }
  const smoothedDiscriminatorLoss: GanLoss['discriminator'] = (realLogits, fakeLogits) =>
    tf.tidy(() => {
      const asReal = tf.mul(1 - smoothing, meanSoftplus(tf.neg(realLogits)));
      const asFake = tf.mul(smoothing, meanSoftplus(realLogits));
      return tf.add(tf.add(asReal, asFake), meanSoftplus(fakeLogits));
    });
  return { discriminator: smoothedDiscriminatorLoss, generator: generatorLoss };
}

const sigmoid = (logit: number) => 1 / (1 + Math.exp(-logit));
const softplus = (logit: number) => Math.max(logit, 0) + Math.log1p(Math.exp(-Math.abs(logit)));

// −ln D and −ln(1 − D)
const callReal: LogitTerm = { value: (l) => softplus(-l), slope: (l) => -sigmoid(-l) };
const callFake: LogitTerm = { value: softplus, slope: sigmoid };
const squareTo = (target: number): LogitTerm => ({
  value: (l) => (l - target) ** 2 / 2,
  slope: (l) => l - target,
});
const raise: LogitTerm = { value: (l) => -l, slope: () => -1 };
const lower: LogitTerm = { value: (l) => l, slope: () => 1 };

/** The pairs by name. */
export const LOSSES = {
  nonSaturating: {
    discriminator: discriminatorLoss,
    generator: generatorLoss,
    terms: { real: callReal, fake: callFake, generator: callReal },
  },
  saturating: {
    discriminator: discriminatorLoss,
    generator: saturatingGeneratorLoss,
    terms: {
      real: callReal,
      fake: callFake,
      generator: { value: (l) => -softplus(l), slope: (l) => -sigmoid(l) },
    },
  },
  leastSquares: {
    discriminator: leastSquaresDiscriminatorLoss,
    generator: leastSquaresGeneratorLoss,
    terms: { real: squareTo(1), fake: squareTo(0), generator: squareTo(1) },
  },
  wasserstein: {
    discriminator: wassersteinDiscriminatorLoss,
    generator: wassersteinGeneratorLoss,
    terms: { real: raise, fake: lower, generator: raise },
  },
  hinge: {
    discriminator: hingeDiscriminatorLoss,
    generator: hingeGeneratorLoss,
    terms: {
      real: { value: (l) => Math.max(0, 1 - l), slope: (l) => (l < 1 ? -1 : 0) },
      fake: { value: (l) => Math.max(0, 1 + l), slope: (l) => (l > -1 ? 1 : 0) },
      generator: raise,
    },
  },
} satisfies Record<string, GanLoss & { readonly terms: LogitTerms }>;
