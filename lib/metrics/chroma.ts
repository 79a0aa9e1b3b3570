/** Pitch classes, C first: what is left of a pitch when octaves do not count. */
export const NUM_PITCH_CLASSES = 12;

/**
 * How much of each pitch class sounds: rows an octave apart are added.
 *
 * The published code of MuseGAN adds bands of neighbouring rows in their place, so that C major in three octaves has five
 * classes there and not three.
 *
 * @param rows how long or how loud each pitch is, a semitone a row
 * @param lowest MIDI note of the first row, in which 60 is a C
 * @returns 12 numbers, of C, C sharp, and so on
 */
export function chromaOf(rows: ArrayLike<number>, lowest: number): number[] {
  const classes = new Array<number>(NUM_PITCH_CLASSES).fill(0);
  Array.from(rows).forEach((each, row) => {
    classes[(lowest + row) % NUM_PITCH_CLASSES] += each;
  });
  return classes;
}

/** Circles of fifths, minor thirds and major thirds: their radius, and the angle from one semitone to the next. */
const CIRCLES = [
  { radius: 1, angle: (7 * Math.PI) / 6 },
  { radius: 1, angle: (3 * Math.PI) / 2 },
  { radius: 0.5, angle: (2 * Math.PI) / 3 },
];

/**
 * How far two sounding chords are from each other in harmony: the distance of their centres on three circles, on which
 * notes that go together lie near each other. 0 for the same chord in any octave.
 *
 * @param a 12 numbers of {@link chromaOf}, any of them above 0
 * @param b likewise
 * @see Harte et al. 2006, "Detecting harmonic change in musical audio", sections 2 and 3
 */
export function tonalDistance(a: readonly number[], b: readonly number[]): number {
  const [p, q] = [centreOf(a), centreOf(b)];
  return Math.hypot(...p.map((each, i) => each - q[i]));
}

function centreOf(chroma: readonly number[]): number[] {
  const whole = chroma.reduce((sum, each) => sum + each, 0);
  return CIRCLES.flatMap(({ radius, angle }) =>
    [Math.sin, Math.cos].map((wave) =>
      chroma.reduce((sum, each, i) => sum + (each / whole) * radius * wave(i * angle), 0),
    ),
  );
}
