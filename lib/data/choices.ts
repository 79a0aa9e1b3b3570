import { Random } from '../random';

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

  /** A number in [0, 1). */
  share(): number {
    return this.numbers[this.next++];
  }
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
    const tensor = random.uniform([BATCH, numbers]);
    const drawn = tensor.dataSync<'float32'>();
    tensor.dispose();
    for (let i = 0; i < BATCH && all.length < count; i++) {
      const made = make(new Choices(drawn.subarray(i * numbers, (i + 1) * numbers)), all.length);
      const key = keyOf(made);
      if (known.has(key)) continue;
      known.add(key);
      all.push(made);
    }
  }
  return all;
}
