import { requireInteger } from '../check';
import { Random } from '../random';

/** What is trained on, and what is held out. */
export type Part = 'train' | 'test';

/** People and builds with this number and above are held out. */
export const FIRST_HELD_OUT = 2 ** 30;

/** Choices made by random numbers, one after another. */
export class Choices {
  private next = 0;

  /** @param numbers each in [0, 1) */
  constructor(private readonly numbers: Float32Array) {}

  /** An integer from `min` to `max`, each as likely. */
  integer(min: number, max: number): number {
    return min + Math.floor(this.share() * (max - min + 1));
  }

  /** True in this share of the cases. */
  happens(share: number): boolean {
    return this.share() < share;
  }

  /** A number from `min` to below `max`. */
  between(min: number, max: number): number {
    return min + this.share() * (max - min);
  }

  /** A number from −1 to 1, mostly near 0 (standard deviation ⅓): made of three. */
  bell(): number {
    return ((this.share() + this.share() + this.share()) * 2) / 3 - 1;
  }

  /** One of these, each as likely. */
  from<T>(values: readonly T[]): T {
    return values[this.integer(0, values.length - 1)];
  }

  /** The number of a person or of a build of this part. */
  numberOf(part: Part): number {
    return this.integer(0, FIRST_HELD_OUT - 1) + (part === 'test' ? FIRST_HELD_OUT : 0);
  }

  /** A number in [0, 1). */
  share(): number {
    return this.numbers[this.next++];
  }
}

/** Choices for one thing: always the same ones for its number, an integer from 0 to 2³¹ − 1. */
export function choicesOf(number: number, numChoices: number): Choices {
  requireInteger('number', number, { min: 0, max: 2 ** 31 - 1 });
  return drawChoices(new Random(number), 1, numChoices)[0];
}

/** Choices for `count` examples of a part: other ones for each part, and no others when more examples are asked for. */
export function choicesOfPart(
  { seed, part, count }: { readonly seed: number; readonly part: Part; readonly count: number },
  numChoices: number,
): Choices[] {
  requireInteger(part, count, { min: 0 });
  const random = new Random(seed).fork(part === 'train' ? 0 : 1);
  return count === 0 ? [] : drawChoices(random, count, numChoices);
}

/** What {@link makeDistinct} makes, and how much of it. */
export interface Making<T> {
  readonly count: number;
  /** Integer from 0 to 2³¹ − 1. */
  readonly seed: number;
  /** Random numbers that one takes at most. */
  readonly numbers: number;
  /** Makes one. @param place how many there are already */
  make(choices: Choices, place: number): T;
  /** Equal for those that count as the same. */
  keyOf(made: T): string;
}

/** Things for which random numbers are drawn at once. */
const BATCH = 512;

/** As many things as asked for, none twice. */
export function makeDistinct<T>({ count, seed, numbers, make, keyOf }: Making<T>): T[] {
  const random = new Random(seed);
  const known = new Set<string>();
  const all: T[] = [];
  while (all.length < count) {
    for (const choices of drawChoices(random, BATCH, numbers)) {
      if (all.length === count) break;
      const made = make(choices, all.length);
      const key = keyOf(made);
      if (known.has(key)) continue;
      known.add(key);
      all.push(made);
    }
  }
  return all;
}

function drawChoices(random: Random, count: number, numChoices: number): Choices[] {
  const tensor = random.uniform([count, numChoices]);
  const numbers = tensor.dataSync<'float32'>();
  tensor.dispose();
  return Array.from(
    { length: count },
    (_, i) => new Choices(numbers.subarray(i * numChoices, (i + 1) * numChoices)),
  );
}
