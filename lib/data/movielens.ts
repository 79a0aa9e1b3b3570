import { requireInteger } from '../check';
import { Random } from '../random';
import { type SetFile, type SetIdentity, readSet } from './set-file';

/** The file of {@link loadMovieLens}. */
export const MOVIELENS_SET: SetIdentity = { name: 'movielens', version: '1', isFetched: true };

/** Of each user's ratings a fifth is held out, and less than a tenth serves to stop a training. */
export const HELD_OUT_SHARES = { validation: 0.08, test: 0.2 } as const;

/** Of the split that takes any ratings: always the same. */
const SPLIT_SEED = 1;

/** A film that was rated. */
export interface RatedFilm {
  /** Without its year. Five films have none in the source: empty. */
  readonly title: string;
  /** When it was first shown; 0 where the source does not say. */
  readonly year: number;
  /** Such as `['Comedy', 'Romance']`, of 19; empty where none is listed. */
  readonly genres: readonly string[];
}

/** Ratings, user by user, each one's in the order of time. */
export interface Ratings {
  readonly count: number;
  /** Of each who gave it, 0 to the number of users − 1. */
  readonly users: Int16Array;
  /** Of each its film, a place in {@link MovieLens.films}. */
  readonly films: Int16Array;
  /** Of each 0.5 (worst) to 5, in halves. */
  readonly stars: Float32Array;
  /** Of each when it was given, in seconds since 1970. */
  readonly times: Int32Array;
}

/** What {@link loadMovieLens} gives. */
export interface MovieLens {
  readonly numUsers: number;
  readonly films: readonly RatedFilm[];
  readonly train: Ratings;
  /** To choose by: when to stop, and settings. */
  readonly validation: Ratings;
  /** To be looked at once. */
  readonly test: Ratings;
}

/** Which films to take, and what is held out. */
export interface MovieLensOptions {
  /** Ratings that a film has at least. Default 5, which leaves 3,496 films; 1 is all 9,066. */
  readonly minRatings?: number;
  /** Which ratings of each user: the last ones, or any, as in most published numbers. Default the last. */
  readonly heldOut?: 'last' | 'any';
}

/**
 * Ratings of films: 671 people gave at least 20 each, 100,004 in all, from 1995 to 2016.
 *
 * Held out are of each user the ratings that came last: a fifth as `test`, and before it 8 % as `validation`. So a
 * recommender is asked what somebody rates next, and has seen nothing that this user did later; what others did later
 * it has seen. Of ratings that a user gave in one second (as pages of films are rated), those of films with a higher
 * number in MovieLens count as later.
 *
 * With `heldOut: 'any'` they are as many, but drawn at random, the same each time. That is easier, since what somebody
 * rates in one sitting belongs together: of five most popular films that a user has not rated yet 18 % are held out
 * ones, where it is 9 % with the last ratings.
 *
 * It is MovieLens' "ml-latest-small" of 2016 as the R package dslabs ships it. Its terms ask for credit and allow
 * neither commercial use nor passing it on without permission: so it is not in the repository, and set-up fetches it.
 *
 * @throws RangeError when `minRatings` is not a positive integer; Error naming the file, what was found and what to do
 * @see Harper and Konstan 2015, "The MovieLens datasets: history and context"
 */
export function loadMovieLens(
  { minRatings = 5, heldOut = 'last' }: MovieLensOptions = {},
  path?: string,
): MovieLens {
  requireInteger('minRatings', minRatings, { min: 1 });
  const file = readSet(MOVIELENS_SET, path);
  const all = readRatings(file);
  const films = readFilms(file);
  const counts = new Int32Array(films.length);
  for (const film of all.films) counts[film]++;
  const kept = [...films.keys()].filter((film) => counts[film] >= minRatings);
  const ratings = keepFilms(all, kept);
  return {
    numUsers: all.users[all.count - 1] + 1,
    films: kept.map((film) => films[film]),
    ...split(ratings, heldOut),
  };
}

function readRatings(file: SetFile): Ratings {
  const users = file.array('users', 'int16', 1).data;
  const halves = file.array('halfStars', 'uint8', 1).data;
  return {
    count: users.length,
    users,
    films: file.array('films', 'int16', 1).data,
    stars: Float32Array.from(halves, (value) => value / 2),
    times: file.array('times', 'int32', 1).data,
  };
}

function readFilms(file: SetFile): RatedFilm[] {
  const genres = file.lines('genres').map((line) => (line === '' ? [] : line.split('|')));
  const years = file.array('years', 'int16', 1).data;
  return file.lines('titles').map((title, i) => ({ title, year: years[i], genres: genres[i] }));
}

/** The ratings of these films, which are numbered anew. */
function keepFilms(ratings: Ratings, kept: readonly number[]): Ratings {
  const places = new Map(kept.map((film, place) => [film, place]));
  const found = [...ratings.films.keys()].filter((i) => places.has(ratings.films[i]));
  const picked = pickRatings(ratings, found);
  return { ...picked, films: picked.films.map((film) => places.get(film) ?? 0) };
}

/** Some of the ratings, in the order asked for. */
function pickRatings({ users, films, stars, times }: Ratings, places: readonly number[]): Ratings {
  return {
    count: places.length,
    users: Int16Array.from(places, (i) => users[i]),
    films: Int16Array.from(places, (i) => films[i]),
    stars: Float32Array.from(places, (i) => stars[i]),
    times: Int32Array.from(places, (i) => times[i]),
  };
}

/** @param ratings user by user, each one's in the order of time */
function split(
  ratings: Ratings,
  heldOut: 'last' | 'any',
): Pick<MovieLens, 'train' | 'validation' | 'test'> {
  const random = new Random(SPLIT_SEED);
  const places = { train: [] as number[], validation: [] as number[], test: [] as number[] };
  for (let start = 0, end = 0; start < ratings.count; start = end) {
    while (end < ratings.count && ratings.users[end] === ratings.users[start]) end++;
    const count = end - start;
    const ranks = heldOut === 'last' ? undefined : random.permutation(count);
    for (let i = 0; i < count; i++) places[partOf(ranks ? ranks[i] : i, count)].push(start + i);
  }
  return {
    train: pickRatings(ratings, places.train),
    validation: pickRatings(ratings, places.validation),
    test: pickRatings(ratings, places.test),
  };
}

/** @param rank of a rating among the user's `count`, 0 the first */
function partOf(rank: number, count: number): 'train' | 'validation' | 'test' {
  const numTest = Math.round(HELD_OUT_SHARES.test * count);
  const numValidation = Math.round(HELD_OUT_SHARES.validation * count);
  if (rank >= count - numTest) return 'test';
  return rank >= count - numTest - numValidation ? 'validation' : 'train';
}

/**
 * Ratings as a table `[numUsers, films.length]`, row by row: stars where somebody rated a film, and 0 elsewhere. Where
 * only counts what was rated at all, `Math.sign` of each makes 1 of it.
 *
 * @param of the set from which they are, for the table's size
 */
export function ratingTable(
  { count, users, films, stars }: Ratings,
  of: Pick<MovieLens, 'numUsers' | 'films'>,
): Float32Array {
  const table = new Float32Array(of.numUsers * of.films.length);
  for (let i = 0; i < count; i++) table[users[i] * of.films.length + films[i]] = stars[i];
  return table;
}
