import type { GlassesFit } from './glasses';
import type { HeadModel, HeadRegion } from './head-model';

/** Where a head is, in metres. */
export interface HeadFrame extends GlassesFit {
  /** From the mouth to the top of the head. */
  readonly height: number;
}

/**
 * Measures a head.
 *
 * @param positions of a face at rest, so that expressions move nothing else
 */
export function frameOf({ placesIn }: HeadModel, positions: Float32Array): HeadFrame {
  const coordinates = (region: HeadRegion, axis: number): number[] =>
    placesIn[region].map((place) => positions[3 * place + axis]);
  const eyes = mean(coordinates('pupil', 1));
  return {
    middle: [0, eyes, mean(coordinates('pupil', 2))],
    eye: mean(coordinates('pupil', 0).map(Math.abs)),
    side: Math.max(...coordinates('scalp', 0)),
    height: Math.max(...coordinates('scalp', 1)) - mean(coordinates('lip', 1)),
  };
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
