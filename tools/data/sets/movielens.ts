import { join } from 'node:path';

import type { ByteImages } from '../../../lib/data/images';
import {
  MOVIELENS_SET,
  type MovieLens,
  type Ratings,
  loadMovieLens,
  ratingTable,
} from '../../../lib/data/movielens';
import type { SetDefinition, SheetRow } from '../definition';
import { type RValue, member, readRObject } from '../r-data';
import { spread } from '../spread';
import { textPicture } from '../text-picture';

/** How the source says that no genre is known. */
const NO_GENRE = '(no genres listed)';

/** Of the sheet: users and films of a table, a pixel each, and lines of text that are as high. */
const [USERS, FILMS, LINES] = [196, 480, 14];

/** Ratings of films by people. */
export const movielens: SetDefinition<'dslabs'> = {
  set: MOVIELENS_SET,
  title: 'MovieLens: 100,004 ratings of films',
  licences: ['not free'],
  credit: [
    'MovieLens ml-latest-small (2016), GroupLens Research, University of Minnesota (Harper and Konstan 2015, ' +
      'https://doi.org/10.1145/2827872), as the R package dslabs ships it; no commercial use, not to be passed on',
  ],
  packages: {
    dslabs: {
      registry: 'Debian',
      name: 'r-cran-dslabs',
      version: '0.7.4-1',
      sha256: 'c3f93382c44d4581de9561792a87b110cb239c70771cac5ad63fa0a259e71ef3',
    },
  },
  async build({ dslabs }) {
    const frame = readRObject(
      join(dslabs, 'usr/lib/R/site-library/dslabs/data/Rdata'),
      'movielens',
    );
    const [userIds, filmIds, times, stars, years] = [
      ...['userId', 'movieId', 'timestamp', 'rating', 'year'],
    ].map((name) => numbersOf(member(frame, name)));
    const users = placesOf(userIds);
    const films = placesOf(filmIds);
    // Sorting keeps the source's order of equals, which is that of the films' numbers.
    const order = [...userIds.keys()].sort(
      (a, b) => userIds[a] - userIds[b] || times[a] - times[b],
    );
    const first = [...films.keys()].map((id) => filmIds.indexOf(id));
    const titles = textsOf(member(frame, 'title'));
    const genres = levelsOf(member(frame, 'genres'));
    const count = order.length;
    return {
      arrays: {
        users: { shape: [count], data: Int16Array.from(order, (i) => users.get(userIds[i]) ?? 0) },
        films: { shape: [count], data: Int16Array.from(order, (i) => films.get(filmIds[i]) ?? 0) },
        halfStars: { shape: [count], data: Uint8Array.from(order, (i) => 2 * stars[i]) },
        times: { shape: [count], data: Int32Array.from(order, (i) => times[i]) },
        years: { shape: [films.size], data: Int16Array.from(first, (i) => Math.max(0, years[i])) },
      },
      texts: {
        titles: first.map((i) => titles[i] ?? ''),
        genres: first.map((i) => (genres[i] === NO_GENRE ? '' : genres[i])),
      },
    };
  },
  sheet() {
    const set = loadMovieLens();
    return [
      ...(['train', 'validation', 'test'] as const).map(
        (part): SheetRow => ({
          title: `${part}: ${USERS} users, ${FILMS} films with most ratings first; brighter is better`,
          images: drawTable(set, set[part]),
        }),
      ),
      {
        title: 'the last ratings of one user',
        images: textPicture(linesOf(set).slice(-LINES), FILMS),
      },
    ];
  },
};

const numbersOf = ({ values }: RValue): number[] => Array.from(values as ArrayLike<number>);

const textsOf = ({ values }: RValue): readonly (string | null)[] => values as (string | null)[];

/** The text of each element of a factor, which holds numbers from 1 on. */
function levelsOf(factor: RValue): string[] {
  const levels = factor.attributes.levels.values as readonly string[];
  return numbersOf(factor).map((code) => levels[code - 1]);
}

/** Numbers as they are, in their order, and which place each gets. */
const placesOf = (ids: readonly number[]): ReadonlyMap<number, number> =>
  new Map([...new Set(ids)].sort((a, b) => a - b).map((id, place) => [id, place]));

/** A pixel for each user (down) and film (across). */
function drawTable(set: MovieLens, ratings: Ratings): ByteImages {
  const table = ratingTable(ratings, set);
  const counts = new Int32Array(set.films.length);
  for (const film of set.train.films) counts[film]++;
  const films = [...set.films.keys()].sort((a, b) => counts[b] - counts[a]).slice(0, FILMS);
  const users = spread(USERS, set.numUsers);
  const data = users.flatMap((user) =>
    films.map((film) => Math.round(51 * table[user * set.films.length + film])),
  );
  return { shape: [1, USERS, FILMS, 1], data: Uint8Array.from(data) };
}

/** What one user rated, part by part. */
function linesOf(set: MovieLens): string[] {
  return (['train', 'validation', 'test'] as const).flatMap((part) => {
    const { users, films, stars, times } = set[part];
    return [...users.keys()]
      .filter((i) => users[i] === 0)
      .map((i) => {
        const { title, year, genres } = set.films[films[i]];
        const date = new Date(1000 * times[i]).toISOString().slice(0, 10);
        return `${part.padEnd(10)} ${date} ${stars[i].toFixed(1)} ${title} (${year}) ${genres.join(', ')}`;
      });
  });
}
