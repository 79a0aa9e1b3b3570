import { crc32 } from 'node:zlib';

import { type ByteImages, pickImages } from './images';
import { type SetIdentity, readSet } from './set-file';

/** The file of {@link loadEmoji}. */
export const EMOJI_SET: SetIdentity = { name: 'emoji', version: '1' };

/** Who drew: Google's Noto, Twitter's Twemoji, Microsoft's Fluent (its flat variant). */
export const EMOJI_STYLES = ['noto', 'twemoji', 'fluent'] as const;
export type EmojiStyle = (typeof EMOJI_STYLES)[number];

/** Unicode's groups of emoji, the classes of the set. */
export const EMOJI_GROUPS = [
  ...['Smileys & Emotion', 'People & Body', 'Animals & Nature', 'Food & Drink'],
  ...['Travel & Places', 'Activities', 'Objects', 'Symbols', 'Flags'],
] as const;

/** Emoji, each drawn in every style. */
export interface Emoji {
  /** Of each emoji, such as `grinning-face`. */
  readonly names: readonly string[];
  /** Of each emoji its group: a place in {@link EMOJI_GROUPS}. */
  readonly groups: Uint8Array;
  /** In each style the pictures of all emoji, in the same order: `[count, 32, 32, 3]` on white. */
  readonly pictures: Readonly<Record<EmojiStyle, ByteImages>>;
}

/**
 * Emoji in three styles, 32×32 in colour on white: those that all three styles have without a skin tone.
 *
 * Held out is one family ({@link emojiFamily}) in about six, so that the cook is not held out while her twin is trained
 * on. Licences: Noto Apache 2.0, Twemoji CC BY 4.0, Fluent MIT.
 *
 * @throws Error naming the file, what was found and what to do
 */
export function loadEmoji(path?: string): { readonly train: Emoji; readonly test: Emoji } {
  const set = readSet(EMOJI_SET, path);
  const names = set.lines('names');
  const groups = set.array('groups', 'uint8', 1).data;
  const pictures = EMOJI_STYLES.map((style) => set.array(style, 'uint8', 4)).map(expand);
  const part = (isTest: boolean): Emoji => {
    const places = names.flatMap((name, i) => (isHeldOut(name) === isTest ? [i] : []));
    const picked = pictures.map((images) => pickImages(images, places));
    return {
      names: places.map((i) => names[i]),
      groups: Uint8Array.from(places, (i) => groups[i]),
      pictures: { noto: picked[0], twemoji: picked[1], fluent: picked[2] },
    };
  };
  return { train: part(false), test: part(true) };
}

/** Words by which an emoji belongs to a long series of which only a sign or a colour changes. */
const SERIES = /oclock|thirty|arrow|button|moon|heart|keycap|square|circle|wheelchair|cane/;

/** Words in which emoji of one subject differ. */
const VARIANT_WORDS = [
  ...['man', 'mans', 'men', 'mens', 'woman', 'womans', 'women', 'womens', 'person', 'people'],
  ...['boy', 'girl', 'male', 'female', 'mx', 'mrs', 'prince', 'princess', 'old', 'older'],
  ...['left', 'right', 'facing'],
];
const VARIANTS = new RegExp(`\\b(${VARIANT_WORDS.join('|')})\\b-?`, 'g');

/**
 * What emoji have in common that look much alike: `man-cook`, `woman-cook` and `cook` are of the family `cook`, and all
 * clock faces of one.
 */
export function emojiFamily(name: string): string {
  const series = SERIES.exec(name);
  if (series) return series[0].replace('thirty', 'oclock');
  return name.replace(VARIANTS, '').replace(/-$/, '') || 'person';
}

/** By a checksum, as good as chance but the same everywhere; this remainder leaves the long series to training. */
const isHeldOut = (name: string): boolean => crc32(emojiFamily(name)) % 6 === 1;

/**
 * The largest number in the file, which keeps five bits a channel: two thirds of the bytes, for what the eye hardly
 * sees.
 */
const LEVELS = 31;

function expand(images: { shape: readonly number[]; data: Uint8Array }): ByteImages {
  const [count, height, width, channels] = images.shape;
  const data = images.data.map((level) => Math.round((level * 255) / LEVELS));
  return { shape: [count, height, width, channels], data };
}
