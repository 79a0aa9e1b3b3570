import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import {
  MOVIELENS_SET,
  type MovieLens,
  type Ratings,
  loadMovieLens,
  ratingTable,
} from '../../lib/data/movielens';
import { encodeSet } from '../../tools/data/build-set';
import { assertClose } from '../assert-close';
import { describeDamages } from './damaged-sets';
import { itWhereFetched } from './fetched-set';

const PARTS = ['train', 'validation', 'test'] as const;

/** Two users rated 25 films each at times 100, 101, …, the second one backwards; the first one another one last. */
const USER_A = Array.from({ length: 25 }, (_, i) => i);
const FILMS = [...USER_A, 25, ...[...USER_A].reverse()];
const smallFile = () =>
  encodeSet(MOVIELENS_SET, {
    arrays: {
      users: { shape: [51], data: Int16Array.from(FILMS, (_, i) => Number(i > 25)) },
      films: { shape: [51], data: Int16Array.from(FILMS) },
      halfStars: { shape: [51], data: Uint8Array.from(FILMS, (_, i) => 1 + (i % 10)) },
      times: { shape: [51], data: Int32Array.from(FILMS, (_, i) => 100 + i) },
      years: {
        shape: [26],
        data: Int16Array.from({ length: 26 }, (_, i) => (i === 1 ? 0 : 1980 + i)),
      },
    },
    texts: {
      titles: Array.from({ length: 26 }, (_, i) => (i === 1 ? '' : `Film ${i}`)),
      genres: Array.from({ length: 26 }, (_, i) => ['', 'Comedy', 'Comedy|War'][i % 3]),
    },
  });

/** Each rating's user, film, stars and time. */
const listOf = ({ users, films, stars, times }: Ratings) =>
  [...users.keys()].map((i) => [users[i], films[i], stars[i], times[i]]);

describe('loadMovieLens', () => {
  const folder = mkdtempSync(join(tmpdir(), 'movielens-'));
  after(() => rmSync(folder, { recursive: true }));
  const path = join(folder, 'small');
  before(() => writeFileSync(path, smallFile()));

  it("holds out each user's last ratings: a fifth, and 8 % before it", () => {
    const set = loadMovieLens({ minRatings: 2 }, path);
    // Of 25 ratings 5 are a fifth, and 2 are 8 %.
    const filmsOf = (part: Ratings, user: number) =>
      [...part.films].filter((_, i) => part.users[i] === user);
    assert.deepEqual(
      PARTS.map((part) => set[part].count),
      [36, 4, 10],
    );
    assert.deepEqual(filmsOf(set.test, 0), [20, 21, 22, 23, 24]);
    assert.deepEqual(filmsOf(set.test, 1), [4, 3, 2, 1, 0]);
    assert.deepEqual(filmsOf(set.validation, 0), [18, 19]);
    assert.deepEqual(filmsOf(set.validation, 1), [6, 5]);
  });

  it('holds out as many of any time when asked to, the same each time', () => {
    const load = () => loadMovieLens({ minRatings: 2, heldOut: 'any' }, path);
    const set = load();
    assert.deepEqual(set, load());
    for (const user of [0, 1]) {
      const counts = PARTS.map((part) => set[part].users.filter((one) => one === user).length);
      assert.deepEqual(counts, [18, 2, 5]);
    }
    assert.ok(set.train.times.some((time) => time > set.test.times[0]));
    const all = PARTS.flatMap((part) => listOf(set[part])).sort((a, b) => a[3] - b[3]);
    const last = loadMovieLens({ minRatings: 2 }, path);
    assert.deepEqual(
      all,
      PARTS.flatMap((part) => listOf(last[part])).sort((a, b) => a[3] - b[3]),
    );
  });

  it('gives each rating its stars and its time, in one part only', () => {
    const set = loadMovieLens({ minRatings: 2 }, path);
    const found = PARTS.flatMap((part) => listOf(set[part])).sort((a, b) => a[3] - b[3]);
    const all = FILMS.map((film, i) => [Number(i > 25), film, (1 + (i % 10)) / 2, 100 + i]);
    assert.deepEqual(
      found,
      all.filter(([, film]) => film !== 25),
    );
  });

  it('takes films with as many ratings as asked for, and numbers them anew', () => {
    assert.equal(loadMovieLens({ minRatings: 1 }, path).films.length, 26);
    assert.equal(loadMovieLens({ minRatings: 2 }, path).films.length, 25);
    const none = loadMovieLens({}, path);
    assert.deepEqual([none.films.length, none.numUsers, none.train.count], [0, 2, 0]);
  });

  it('says title, year and genres of a film, as far as they are known', () => {
    const { films } = loadMovieLens({ minRatings: 1 }, path);
    assert.deepEqual(films[0], { title: 'Film 0', year: 1980, genres: [] });
    assert.deepEqual(films[1], { title: '', year: 0, genres: ['Comedy'] });
    assert.deepEqual(films[2], { title: 'Film 2', year: 1982, genres: ['Comedy', 'War'] });
  });

  it('throws when films are to have no rating', () => {
    assert.throws(() => loadMovieLens({ minRatings: 0 }, path), {
      name: 'RangeError',
      message: 'expected minRatings to be an integer of at least 1, but got 0',
    });
  });

  describeDamages(
    MOVIELENS_SET,
    (file) => loadMovieLens({}, file),
    () => Buffer.from(smallFile()),
  );
});

describe('MovieLens', () => {
  const all = () => loadMovieLens({ minRatings: 1 });

  itWhereFetched(
    'has 100,004 ratings of 9,066 films by 671 people, as GroupLens says',
    MOVIELENS_SET,
    all,
    (set) => {
      const counts = PARTS.map((part) => set[part].count);
      assert.equal(counts[0] + counts[1] + counts[2], 100_004);
      assert.deepEqual([set.numUsers, set.films.length], [671, 9066]);
      const genres = new Set(set.films.flatMap((film) => film.genres));
      assert.ok(genres.size === 19 && genres.has('Film-Noir'));
      assert.deepEqual(set.films[0].title, 'Toy Story');
    },
  );

  itWhereFetched(
    'has 3,496 films with five ratings',
    MOVIELENS_SET,
    () => loadMovieLens(),
    (set) => {
      assert.equal(set.films.length, 3496);
      requireFitSplit(set);
    },
  );

  for (const [heldOut, share] of [
    ['last', 0.09],
    ['any', 0.18],
  ] as const) {
    itWhereFetched(
      `makes most popular films hit with about ${share} where ${heldOut} ratings are held out`,
      MOVIELENS_SET,
      () => loadMovieLens({ heldOut }),
      (set) => assertClose(hitsOfMostPopular(set), share, 0.005),
    );
  }

  itWhereFetched('rates in half stars from 1995 to 2016', MOVIELENS_SET, all, (set) => {
    for (const part of PARTS) {
      const { stars, times } = set[part];
      assert.ok(stars.every((value) => value >= 0.5 && value <= 5 && Number.isInteger(2 * value)));
      const years = times.map((time) => new Date(1000 * time).getUTCFullYear());
      assert.ok(years.every((year) => year >= 1995 && year <= 2016));
    }
    requireFitSplit(set);
  });
});

/** Share of the five films with most ratings that a user has not rated yet, the user's held-out ratings are of. */
function hitsOfMostPopular({ numUsers, films, train, validation, test }: MovieLens): number {
  const counts = new Int32Array(films.length);
  const known = Array.from({ length: numUsers }, () => new Set<number>());
  for (const part of [train, validation]) {
    part.films.forEach((film, i) => {
      counts[film]++;
      known[part.users[i]].add(film);
    });
  }
  const heldOut = new Set([...test.users.keys()].map((i) => `${test.users[i]} ${test.films[i]}`));
  const order = [...films.keys()].sort((a, b) => counts[b] - counts[a]);
  const hits = known.flatMap((seen, user) =>
    order
      .filter((film) => !seen.has(film))
      .slice(0, 5)
      .filter((film) => heldOut.has(`${user} ${film}`)),
  );
  return hits.length / (5 * numUsers);
}

/** Everybody has ratings in each part, none twice, and those of later parts came later. */
function requireFitSplit(set: MovieLens): void {
  const seen = new Set<string>();
  const lastTimes = new Float64Array(set.numUsers);
  for (const part of PARTS) {
    const { users, films, times } = set[part];
    assert.equal(new Set(users).size, set.numUsers, part);
    users.forEach((user, i) => {
      assert.ok(times[i] >= lastTimes[user]);
      lastTimes[user] = times[i];
      seen.add(`${user} ${films[i]}`);
    });
  }
  assert.equal(seen.size, set.train.count + set.validation.count + set.test.count);
}

describe('ratingTable', () => {
  it('has a row for each user and a column for each film: stars, and 0 where there is no rating', () => {
    const ratings: Ratings = {
      count: 3,
      users: Int16Array.of(0, 1, 1),
      films: Int16Array.of(2, 0, 1),
      stars: Float32Array.of(4.5, 1, 3),
      times: Int32Array.of(1, 2, 3),
    };
    const film = { title: '', year: 0, genres: [] };
    const table = ratingTable(ratings, { numUsers: 2, films: [film, film, film] });
    assert.deepEqual([...table], [0, 0, 4.5, 1, 3, 0]);
  });
});
