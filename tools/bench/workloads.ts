/** What is measured, by the names that tables show. */
export const WORKLOADS = {
  dense: 'dense step',
  dcgan: 'DCGAN step',
  pix2pix: 'pix2pix step, 32×32, batch 16',
  cyclegan: 'CycleGAN step, 32×32, batch 16',
  wavegan: 'WaveGAN step with R1, 4,096 samples, batch 32',
  voxelGan: '3-D GAN step, 16³, batch 32',
  moleculeGan: 'molecule GAN step with R1, batch 64',
  wganGp: 'WGAN-GP step, 2-D points',
  import: 'import of lib',
  lossCurves: 'figure: loss curves, 9,370 rows',
  imageGrid: 'figure: grid of 16 digits',
  matMul: 'matrix product',
} as const;

export type Workload = keyof typeof WORKLOADS;

/** Steps of applications, and their batches. Their networks are the library's, and PyTorch has the same. */
export const BATCH_SIZES = {
  pix2pix: 16,
  cyclegan: 16,
  wavegan: 32,
  voxelGan: 32,
  moleculeGan: 64,
} as const;

/** One of {@link GAMES}. */
export type GameName = keyof typeof BATCH_SIZES;

export const GAMES = Object.keys(BATCH_SIZES) as readonly GameName[];

/** What costs more than a dense step, as a share of the dense steps in a round. */
const SHARES: Partial<Record<Workload, number>> = {
  dcgan: 1 / 20,
  pix2pix: 1 / 20,
  cyclegan: 1 / 50,
  wavegan: 1 / 50,
  voxelGan: 1 / 20,
  moleculeGan: 1 / 10,
  wganGp: 1 / 2,
  lossCurves: 1 / 40,
  imageGrid: 1 / 10,
};

/** Steps in a round, so that a round of each takes about as long: a DCGAN step costs about 40 dense ones. */
export function stepsInRound(workload: Workload, denseSteps: number): number {
  return Math.ceil(denseSteps * (SHARES[workload] ?? 1));
}
