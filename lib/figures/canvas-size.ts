/** Cairo's limit, to which browsers hold as well. */
const MAX_SIDE = 32_767;
/** Such a picture takes about a gigabyte while it is made. */
const MAX_PIXELS = 100e6;

/**
 * Tells a picture that is too large, before anything is allocated for it.
 *
 * @param width in pixels, as `height`
 * @param what is so large, for the message, and what to do
 * @throws RangeError when it is
 */
export function requireCanvasSize(width: number, height: number, what: string): void {
  if (width <= MAX_SIDE && height <= MAX_SIDE && width * height <= MAX_PIXELS) return;
  throw new RangeError(
    `expected a picture of at most 32,767 pixels a side and 100 million in all, ` +
      `but got ${width} × ${height} for ${what}`,
  );
}
