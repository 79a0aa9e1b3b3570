/** Behind everything: opaque, so that dark text reads in a dark theme too. */
export const BACKGROUND = '#ffffff';
export const INK = '#1f2328';
/** Of words beside the picture that come second: captions, names of lines. */
export const MUTED_INK = '#57606a';
export const FAINT_INK = '#8b949e';
/** Around a plotting area. */
export const FRAME = '#d0d7de';
export const GRID_LINE = '#eaeef2';

/**
 * Colours that the colour-blind tell apart, dark enough on white; the first two are D's and G's in every chart.
 * @see Okabe and Ito 2008, "Color universal design"
 */
export const COLOURS = ['#0072b2', '#d55e00', '#009e73', '#b0568c', '#8a6d00', '#3a3a3a'] as const;

/** Dashes for the same series, so that colour is not the only difference. */
export const DASHES: readonly (readonly number[])[] = [
  [],
  [7, 3],
  [2, 2],
  [8, 3, 2, 3],
  [4, 4],
  [12, 4],
];
