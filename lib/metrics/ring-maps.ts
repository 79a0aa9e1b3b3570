/**
 * A map of a ring of modes onto a ring of as many: mode k goes to mode k + turn, or −k + turn where it is mirrored. Of n
 * modes there are 2n; of eight, 16.
 */
export interface RingMap {
  /** From 0 to the number of modes − 1. */
  readonly turn: number;
  readonly isMirrored: boolean;
}

/** How often each mode of one ring is taken to each mode of another. */
export interface RingReport {
  /** Of each mode, the mode to which most of its points go. */
  readonly images: readonly number[];
  /** Share of the points, 0..1, that go where most of their mode do. */
  readonly agreement: number;
  /** Whether each mode is the image of one. */
  readonly isOneToOne: boolean;
  /** The map, when it is one of the turns and mirrorings. */
  readonly map?: RingMap;
}

/**
 * Which map of a ring onto a ring a translation of points is.
 *
 * @param from of each point its mode, an integer from 0 to `numModes` − 1
 * @param to of each point the mode to which it was taken, as many
 * @throws RangeError when there is no point of a mode, or a number is no mode
 */
export function judgeRingMap(
  from: ArrayLike<number>,
  to: ArrayLike<number>,
  numModes: number,
): RingReport {
  const counts = Array.from({ length: numModes }, () => new Array<number>(numModes).fill(0));
  for (let i = 0; i < from.length; i++) {
    if (counts[from[i]]?.[to[i]] === undefined) {
      throw new RangeError(
        `expected modes from 0 to ${numModes - 1}, but got ${from[i]}, ${to[i]}`,
      );
    }
    counts[from[i]][to[i]]++;
  }
  const most = counts.map((row) => Math.max(...row));
  const empty = most.indexOf(0);
  if (empty >= 0) throw new RangeError(`expected points of each mode, but got none of ${empty}`);
  const images = counts.map((row, k) => row.indexOf(most[k]));
  return {
    images,
    agreement: most.reduce((a, b) => a + b, 0) / from.length,
    isOneToOne: new Set(images).size === numModes,
    map: ringMapOf(images),
  };
}

function ringMapOf(images: readonly number[]): RingMap | undefined {
  const n = images.length;
  const turn = images[0]; // of mode 0, which no mirror moves
  return [false, true]
    .map((isMirrored) => ({ turn, isMirrored }))
    .find((map) =>
      images.every((image, k) => image === (map.isMirrored ? n - k + turn : k + turn) % n),
    );
}
