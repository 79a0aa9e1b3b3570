/** Sizes that a dense GAN's cost depends on. */
export interface DenseSizes {
  readonly batchSize: number;
  readonly latentDim: number;
  readonly hiddenUnits: number;
  /** Numbers in an example: 784 in an image of 28×28. */
  readonly exampleSize: number;
}

/** Floating-point operations of a matrix product `[n, k] × [k, m]`: a multiplication and an addition each. */
export const matMulFlops = (n: number, k: number, m: number) => 2 * n * k * m;

/**
 * Floating-point operations of the matrix products in one D step and one G step of the dense GAN; activations, losses and
 * Adam are left out.
 *
 * D's step: G forward for the fakes; D forward on reals and fakes; D's gradients, in weights and in the hidden layer.
 * G's step: G forward on fresh noise; D forward; D's gradient in its input; G's gradients, in weights and in the hidden
 * layer. A gradient in weights or in an input costs what the layer costs forward.
 */
export function denseStepFlops(sizes: DenseSizes): number {
  const { batchSize, latentDim, hiddenUnits, exampleSize } = sizes;
  const layers = (n: number) => ({
    hiddenOfG: matMulFlops(n, latentDim, hiddenUnits),
    pixels: matMulFlops(n, hiddenUnits, exampleSize),
    hiddenOfD: matMulFlops(n, exampleSize, hiddenUnits),
    logit: matMulFlops(n, hiddenUnits, 1),
  });
  const one = layers(batchSize);
  const both = layers(2 * batchSize);
  const discriminatorStep = one.hiddenOfG + one.pixels + 2 * both.hiddenOfD + (1 + 2) * both.logit;
  const generatorStep =
    (1 + 1) * one.hiddenOfG + (1 + 2) * one.pixels + (1 + 1) * (one.hiddenOfD + one.logit);
  return discriminatorStep + generatorStep;
}
