import { type Loops, LOOP_ROWS, LOOP_TRACKS, pickLoops, transposeLoops } from '../data/loops';
import type { Rolls } from '../metrics/loops';
import { buildAccompanist } from '../models/musegan';
import { Random } from '../random';
import { accompany, trainAccompanist } from './accompany-run';
import type { Experiment, Measures, Method } from './experiment';
import { keptNetwork } from './kept-network';
import { loopScale, loopSets } from './loop-bench';
import { inAnyKey, nearestLoops, shuffledTracks } from './musegan-measures';
import { trainedOnce } from './trained-once';

/** The accompanist of seed 1: z `[n, 112]` and a bass → logits of drums and chords ({@link accompany}). */
export const ACCOMPANIST = keptNetwork('accompanist', {
  experiment: 'accompany',
  build: () => buildAccompanist(0),
});

const TASK = 'drums and chords for a bass';
/** Held-out basses to be accompanied. */
const NUM_GIVEN = 500;

/** Loops whose bass is given; the others of their tracks are the truth. */
const givenLoops = (seed: number): Rolls => inAnyKey(loopSets().test, NUM_GIVEN, new Random(seed));

/** The bass of the first, and drums and chords of the second. */
const withBassOf = (given: Rolls, others: Rolls): Rolls => shuffledTracks(others, given, others);

/** Of each loop drums and chords of that training loop, in whatever key, whose bass is most like its own. */
export function nearestAccompaniment(given: Rolls, known: Loops): Rolls {
  const nearest = nearestLoops(given, known, LOOP_TRACKS.bass);
  const size = given.data.length / given.shape[0];
  const data = new Uint8Array(given.data.length);
  nearest.forEach(({ place, key }, i) => {
    data.set(transposeLoops(pickLoops(known, [place]), key).rolls.data, i * size);
  });
  return withBassOf(given, { shape: given.shape, data });
}

/**
 * How drums and chords go with a given bass, and how they compare with the true ones: `tonal`, the mean tonal distance of
 * bass and chords, and `tonalApart`, how far it is distributed from the training loops'; `drums` and `chords`, the share of
 * notes that both have, theirs and the true ones (Dice's); `closer` and `ratio` of all measures ({@link fitLoopScale}).
 */
export function measureAccompaniment(made: Rolls, truth: Rolls): Measures {
  const { closer, ratio, tonal, ...distances } = loopScale().measure(made);
  return {
    tonal,
    tonalApart: distances['bass to chords: tonal distance'],
    drums: commonShare(made, truth, 'drums'),
    chords: commonShare(made, truth, 'chords'),
    closer,
    ratio,
  };
}

function commonShare(a: Rolls, b: Rolls, track: 'drums' | 'chords'): number {
  const { first, rows } = LOOP_TRACKS[track];
  let [common, all] = [0, 0];
  a.data.forEach((cell, i) => {
    const row = (i % LOOP_ROWS) - first;
    if (row < 0 || row >= rows) return;
    common += 2 * cell * b.data[i];
    all += cell + b.data[i];
  });
  return common / all;
}

/** Accompanies basses; what else the loops have is not to be looked at. */
type Accompany = (given: Rolls, random: Random) => Rolls;

function judged(seed: number, play: Accompany): Measures {
  const given = givenLoops(seed);
  return measureAccompaniment(play(given, new Random(seed)), given);
}

const rule = (name: string, play: Accompany): Method => ({
  task: TASK,
  name,
  run: (seed) => judged(seed, play),
});

const trainedBy = trainedOnce((seed, way: 'critic' | 'likelihood') =>
  trainAccompanist(loopSets().train, { seed, isAdversarial: way === 'critic' }),
);

const trained = (name: string, way: 'critic' | 'likelihood', draws = false): Method => ({
  task: TASK,
  name,
  run: async (seed) => {
    const { generator, steps, minutes } = await trainedBy(seed, way);
    if (way === 'critic' && seed === 1) {
      ACCOMPANIST.save(generator, { seed, steps, minutes: Number(minutes.toFixed(2)) });
    }
    return { ...judged(seed, (given, random) => accompany(generator, given, { random, draws })), minutes }; // prettier-ignore
  },
});

/** Drums and chords for the basses of held-out styles: a critic's, or of likelihood alone, beside others' tracks. */
export const ACCOMPANY_EXPERIMENT: Experiment = {
  name: 'accompany',
  about: 'drums and chords for a given bass; about 7 minutes a seed',
  methods: [
    rule('the true tracks', (given) => given),
    rule('tracks of the nearest bass', (given) => nearestAccompaniment(given, loopSets().train)),
    rule('tracks of any loop', (given, random) =>
      withBassOf(given, inAnyKey(loopSets().train, NUM_GIVEN, random)),
    ),
    trained('likelihood alone', 'likelihood'),
    trained('likelihood alone, drawn', 'likelihood', true),
    trained('with a critic', 'critic'),
  ],
};
