import { requireInteger } from '../check';
import { type Part, choicesOfPart } from './choices';
import type { ByteImages } from './images';
import { renderSvg } from './svg';

/** Kinds of glasses. */
export const CARTOON_GLASSES = [
  ...(['kurt', 'prescription01', 'prescription02', 'round', 'sunglasses', 'wayfarers'] as const),
] as const;

/** How many cartoon faces to make. */
export interface CartoonOptions {
  /** Faces to train on, and others that are held out. */
  readonly train: number;
  readonly test: number;
  /** Integer from 0 to 2³¹ − 1. */
  readonly seed: number;
  /** Pixels of a side. Default 32. */
  readonly size?: number;
}

/** What a cartoon face shows, by the names that its designer gave to the parts. */
export interface CartoonFace {
  /** From 0 to 2³¹ − 1; from 2³⁰ on for faces that are held out. */
  readonly number: number;
  /** Hair or hat, such as `bob`. */
  readonly top: string;
  readonly eyes: string;
  readonly eyebrows: string;
  readonly mouth: string;
  /** A beard, or none. */
  readonly facialHair: string | null;
  readonly clothing: string;
  /** Six hexadecimal digits after `#`. */
  readonly skinColor: string;
  readonly hairColor: string;
  /** Of {@link CARTOON_GLASSES}: those that it wears in the pictures with glasses. */
  readonly glasses: string;
}

/** Cartoon faces, each with glasses and without. */
export interface CartoonFaces {
  /** `[count, size, size, 3]` on white. */
  readonly withoutGlasses: ByteImages;
  /** The same faces in the same order, and nothing else is changed: the exact counterfactuals. */
  readonly withGlasses: ByteImages;
  readonly faces: readonly CartoonFace[];
}

/**
 * Cartoon faces of many parts, each with glasses and without: what a translation between the two should give is known
 * to the pixel.
 *
 * Drawn by DiceBear, which is loaded at the first use, in the style Avataaars by Pablo Stanley, free for personal and
 * commercial use. They are assembled of some hundred parts, all frontal and of one size: far from photographs. Under 2
 * ms a picture.
 *
 * @throws RangeError when a count or the size is out of range
 */
export async function makeCartoonFaces({ train, test, seed, size = 32 }: CartoonOptions): Promise<{
  readonly train: CartoonFaces;
  readonly test: CartoonFaces;
}> {
  requireInteger('size', size, { min: 1 });
  const part = async (name: Part, count: number): Promise<CartoonFaces> => {
    const choices = choicesOfPart({ seed, part: name, count }, 1);
    const numbers = choices.map((pick) => pick.numberOf(name));
    const plain = await drawAll(numbers, size, 0);
    const worn = await drawAll(numbers, size, 100);
    const faces = worn.parts.map((parts, i) => labelsOf(numbers[i], parts));
    return { withoutGlasses: plain.images, withGlasses: worn.images, faces };
  };
  return { train: await part('train', train), test: await part('test', test) };
}

/** The head fills the picture: 150 % of the size, a tenth farther down. */
const CROP = { scale: 150, translateY: 10 };

/** The parts that a face is made of, as DiceBear tells them. */
type Parts = Readonly<Record<string, unknown>>;

async function drawAll(
  numbers: readonly number[],
  size: number,
  accessoriesProbability: 0 | 100,
): Promise<{ images: ByteImages; parts: Parts[] }> {
  const { createAvatar } = await import('@dicebear/core');
  const style = await import('@dicebear/avataaars');
  const numBytes = size * size * 3;
  const data = new Uint8Array(numbers.length * numBytes);
  const parts: Parts[] = [];
  for (const [i, number] of numbers.entries()) {
    const options = { accessories: [...CARTOON_GLASSES], accessoriesProbability, ...CROP };
    const avatar = createAvatar(style, { seed: String(number), ...options });
    data.set((await renderSvg(avatar.toString(), size)).data, i * numBytes);
    parts.push(avatar.toJson().extra);
  }
  return { images: { shape: [numbers.length, size, size, 3], data }, parts };
}

function labelsOf(number: number, parts: Parts): CartoonFace {
  const text = (name: string) => String(parts[name]);
  return {
    ...{ number, top: text('top'), eyes: text('eyes'), eyebrows: text('eyebrows') },
    ...{ mouth: text('mouth'), clothing: text('clothing'), glasses: text('accessories') },
    ...{ skinColor: text('skinColor'), hairColor: text('hairColor') },
    facialHair: parts.facialHair === undefined ? null : text('facialHair'),
  };
}
