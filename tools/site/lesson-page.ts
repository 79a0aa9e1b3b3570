import { dirname } from 'node:path';
import type { Lesson } from '../notebooks/lessons';
import { plainTokens } from './code';
import { markDrawings } from './drawings';
import { addStills } from './films';
import { oneLine, parseFragment } from './html';
import type { LessonRow } from './lesson-table';
import { addAnchors, linkImports, linkInlineCode, rewriteLinks, type NamePlaces } from './links';
import { renderLine } from './markdown';
import { pathTo } from './page';
import { movePictures } from './pictures';
import { PLAY_PAGE, PLAY_SECTIONS } from './play-page';
import { markQuizzes, markSolutions } from './quizzes';
import { moveSounds } from './sounds';
import { keepUnits } from './units';

/** A lesson as the pages speak of it. */
export interface LessonEntry {
  readonly lesson: Lesson;
  /** Of its page, such as 01_what_is_a_gan.html. */
  readonly file: string;
  readonly number: number;
  readonly title: string;
  readonly promise: string;
  /** Its row in the README, for a lesson that has one. */
  readonly row: LessonRow | undefined;
}

/** What surrounds a lesson. */
export interface LessonContext {
  /** The site's folder, where pictures go. */
  readonly site: string;
  readonly lessons: readonly LessonEntry[];
  readonly places: NamePlaces;
  /** Every page of the site, for links. */
  readonly files: ReadonlySet<string>;
}

/** The body of a lesson's page, from the cells as nbconvert wrote them. */
export async function lessonBody(
  cells: string,
  entry: LessonEntry,
  context: LessonContext,
): Promise<string> {
  const $ = parseFragment(cells);
  const name = entry.file.replace(/\.html$/, '');
  const folder = dirname(entry.lesson.path);
  movePictures($, { site: context.site, below: `pictures/${name}`, source: folder });
  await addStills($, context.site);
  markDrawings($);
  rewriteLinks($, context.files);
  moveSounds($, { site: context.site, below: `sounds/${name}` }); // whose links are no pages
  markQuizzes($);
  markSolutions($);
  addAnchors($);
  linkImports($, context.places, '');
  linkInlineCode($, context.places, '');
  plainTokens($);
  keepUnits($);
  $('table').wrap('<div class="scroll"></div>');
  // the lists of solutions and answers stand on their own; a table's empty corner is no heading
  $('th')
    .filter((_, cell) => oneLine($(cell).text()) === '')
    .each((_, cell) => {
      $(cell).replaceWith('<td></td>');
    });
  const promise = $('h1').first().nextAll('blockquote').first();
  promise.replaceWith(`<p class="promise">${promise.children('p').html() ?? ''}</p>`);
  $('h1')
    .first()
    .before(`<p class="eyebrow">${eyebrow(entry, context.lessons)}</p>`);
  $('.promise').first().after(facts(entry, context.files));
  return `${$.html()}${ending(entry, context.lessons)}`;
}

/** Where the notebook of a lesson is, below the site's folder. */
export function notebookFile({ lesson }: LessonEntry): string {
  return `notebooks/${lesson.name}`;
}

function eyebrow({ number, row }: LessonEntry, lessons: readonly LessonEntry[]): string {
  const part = row?.part ? ` · ${renderLine(row.part)}` : '';
  return `${placeAmong(number, lessons)}${part}`;
}

/** Which lesson it is, of how many; one that is not written yet counts too. */
export const placeAmong = (number: number, lessons: readonly LessonEntry[]): string =>
  `Lesson ${number} of ${Math.max(...lessons.map((each) => each.number))}`;

function facts(entry: LessonEntry, files: ReadonlySet<string>): string {
  const minutes = entry.row ? `<li>${renderLine(entry.row.minutes)} minutes on two cores</li>` : '';
  const section = files.has(PLAY_PAGE) ? PLAY_SECTIONS.get(entry.number) : undefined;
  const play = section ? `<li><a href="${PLAY_PAGE}#${section}">Try its generator</a></li>` : '';
  return `<ul class="facts">${minutes}<li><a href="${notebookFile(entry)}" download>Notebook file</a></li>${play}</ul>`;
}

function ending(entry: LessonEntry, lessons: readonly LessonEntry[]): string {
  const at = lessons.indexOf(entry);
  const link = (to: LessonEntry | undefined, rel: string, word: string): string =>
    to
      ? `<a class="${rel}" rel="${rel}" href="${pathTo(to.file, entry.file)}"><span>${word}</span> ${renderLine(to.title)}</a>`
      : '';
  return [
    `<div class="lesson-end" data-lesson="${entry.file}"></div>`,
    '<nav class="neighbours" aria-label="Previous and next lesson">',
    link(lessons[at - 1], 'prev', 'Previous'),
    link(lessons[at + 1], 'next', 'Next'),
    '</nav>',
  ].join('');
}
