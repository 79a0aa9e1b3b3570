import { mixColours } from './colour-mix';
import { BACKGROUND, COLOURS } from './palette';

/** How far the largest value is from the background to the full colour: dark words read on every shade, at 4.5 : 1 and more. */
const STRONGEST = 0.7;

/**
 * The CSS colour of each value: 0 is the background, the largest size among `values` the strongest, blue above 0 and orange
 * below. Twice the value is twice as far from the background.
 */
export function shadeScale(values: readonly number[]): (value: number) => string {
  const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  return (value) => {
    const part = largest === 0 ? 0 : (Math.abs(value) / largest) * STRONGEST;
    return mixColours(BACKGROUND, COLOURS[value < 0 ? 1 : 0], part);
  };
}
