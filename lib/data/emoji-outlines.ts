import { type Emoji, type EmojiStyle, loadEmoji } from './emoji';
import type { ByteImages } from './images';
import { outlinesOf } from './outlines';

/** Line drawings and what they are of, the i-th of one beside the i-th of the other. */
export interface OutlinePairs {
  /** `[count, 32, 32, 1]`: black lines on white. */
  readonly outlines: ByteImages;
  /** `[count, 32, 32, 3]`: the same emoji in colour on white. */
  readonly colours: ByteImages;
  /** Of each emoji, such as `grinning-face`. */
  readonly names: readonly string[];
}

/**
 * Emoji of one style and their outlines: 1,347 pairs to train on, 214 held out by family ({@link loadEmoji}). Outlines
 * are computed ({@link outlinesOf}), so each fits its picture pixel on pixel.
 *
 * @throws Error naming the file, what was found and what to do
 */
export function loadOutlinePairs(
  style: EmojiStyle,
  path?: string,
): { readonly train: OutlinePairs; readonly test: OutlinePairs } {
  const { train, test } = loadEmoji(path);
  const pairsOf = ({ pictures, names }: Emoji): OutlinePairs => ({
    outlines: outlinesOf(pictures[style]),
    colours: pictures[style],
    names,
  });
  return { train: pairsOf(train), test: pairsOf(test) };
}
