/** Charts have fewer; shades of grey are not counted. */
const MAX_CHART_COLOURS = 64;

/**
 * Whether a PNG shows pictures in colour rather than a chart: it has no palette, or one of many colours.
 * @returns false for anything else
 */
export function isColourPng(bytes: Buffer): boolean {
  if (bytes.length < 26 || bytes.toString('latin1', 1, 4) !== 'PNG') return false;
  const hasColours = (bytes[25] & 2) !== 0; // the second bit of the colour type; the first is a palette
  const hasPalette = (bytes[25] & 1) !== 0;
  if (!hasPalette) return hasColours;
  const at = bytes.indexOf('PLTE', 0, 'latin1');
  const palette = bytes.subarray(at + 4, at + 4 + bytes.readUInt32BE(at - 4));
  const isGrey = palette.every((value, i) => value === palette[i - (i % 3)]);
  return !isGrey && palette.length / 3 > MAX_CHART_COLOURS;
}
