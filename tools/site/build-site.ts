import {
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { coursePython } from '../notebooks/execute';
import { COURSE, listLessons, readLesson, type Course } from '../notebooks/lessons';
import { openingOf } from '../notebooks/rules/shape';
import { writeAssets } from './assets';
import { convertLessons } from './convert';
import { requireFitness } from './fitness';
import { Formulas } from './formulas';
import { framePage, type Frame } from './frame';
import { parseFragment } from './html';
import { lessonBody, notebookFile, type LessonEntry } from './lesson-page';
import { readLessonTable } from './lesson-table';
import { libraryUses } from './library-uses';
import { readLibrary } from './library';
import { lessonCard } from './lesson-card';
import { coursePicture } from './course-picture';
import { indexPage } from './index-page';
import type { Contents, Page } from './page';
import { writePlay } from './play';
import { playPage } from './play-page';
import { placesOf, referencePages } from './reference-pages';
import { searchEntries, searchScript, type SearchEntry } from './search';
import { sectionsOf } from './sections';
import { sitemap } from './sitemap';
import { readSourceFiles } from './source-files';

export interface SiteOptions {
  /** The address that the site's folder will have, with a slash at its end; links do not need it, cards and search engines do. */
  readonly baseUrl?: string;
  readonly python?: string;
}

/**
 * Builds one page per lesson, the library's reference and an index into `target`, which is replaced when all of it is done.
 * @returns the pages' files. @throws Error with all findings when a lesson is not fit to be published.
 */
export async function buildSite(
  course: Course,
  target: string,
  { baseUrl = '', python = coursePython(COURSE) }: SiteOptions = {},
): Promise<string[]> {
  const lessons = readEntries(course);
  if (lessons.length === 0) throw new Error(`there are no lessons in ${course.notebooks}`);
  requireFitness(
    lessons.map(({ lesson, notebook }) => ({ ...lesson, notebook })),
    course,
  );
  if (!existsSync(python))
    throw new Error(`${python} is missing: npm start or npm test sets it up`);
  const partial = `${target}.partial`;
  rmSync(partial, { recursive: true, force: true });
  mkdirSync(join(partial, 'notebooks'), { recursive: true });
  const pages = await makePages(course, lessons, partial, python);
  await writePages(pages, partial, baseUrl);
  for (const entry of lessons) cpSync(entry.lesson.path, join(partial, notebookFile(entry)));
  rmSync(target, { recursive: true, force: true });
  renameSync(partial, target);
  return pages.map(({ file }) => file);
}

type ReadEntry = LessonEntry & { readonly notebook: ReturnType<typeof readLesson> };

function readEntries(course: Course): ReadEntry[] {
  const table = readLessonTable(course);
  return listLessons(course).map((lesson) => {
    const notebook = readLesson(lesson);
    return {
      lesson,
      notebook,
      file: lesson.name.replace(/\.ipynb$/, '.html'),
      number: Number(lesson.number),
      row: table.get(lesson.name),
      ...openingOf(notebook),
    };
  });
}

/** Every page without its frame; pictures and cards are in the site's folder then. */
async function makePages(
  course: Course,
  lessons: readonly ReadEntry[],
  site: string,
  python: string,
): Promise<Page[]> {
  const library = readLibrary(course);
  const cells = join(site, 'cells');
  const picture = coursePicture(course, site);
  // only the course itself has trained networks
  const play = course.root === COURSE.root ? [playPage(picture?.file)] : [];
  const [reference] = await Promise.all([
    referencePages(library, {
      uses: libraryUses(lessons, library),
      files: readSourceFiles(course),
      python,
    }),
    convertLessons(
      lessons.map(({ lesson }) => lesson),
      cells,
      python,
    ),
    play.length > 0 ? writePlay(join(site, 'assets', 'play')) : undefined,
  ]);
  const files = new Set([...lessons, ...play, ...reference].map(({ file }) => file));
  const context = { site, lessons, places: placesOf(library), files };
  const contents = lessonContents(lessons);
  const lessonPages = await Promise.all(
    lessons.map(async (entry): Promise<Page> => {
      const { file, title, promise } = entry;
      const body = await lessonBody(readFileSync(join(cells, file), 'utf8'), entry, context);
      const card = await lessonCard(body, entry, context);
      return { file, title, description: promise, body, contents, card };
    }),
  );
  rmSync(cells, { recursive: true });
  const index = indexPage(lessons, picture, files);
  return [index, ...lessonPages, ...play, ...reference];
}

function lessonContents(lessons: readonly LessonEntry[]): Contents {
  const parts = [...new Set(lessons.map(({ row }) => row?.part ?? ''))];
  return {
    label: 'Lessons',
    parts: parts.map((title) => ({
      title,
      entries: lessons.filter(({ row }) => (row?.part ?? '') === title),
    })),
  };
}

/** Draws the formulas of all pages, puts each into its frame, and writes what they share. */
async function writePages(pages: readonly Page[], site: string, baseUrl: string): Promise<void> {
  const formulas = await Formulas.open();
  const frame: Omit<Frame, 'sections'> = { files: new Set(pages.map(({ file }) => file)), baseUrl };
  const entries: SearchEntry[] = [];
  const errors: string[] = [];
  for (const page of pages) {
    const $ = parseFragment(page.body);
    const sections = sectionsOf($);
    entries.push(...searchEntries(page, sections));
    errors.push(...formulas.render($).map((error) => `${page.file}: ${error}`));
    const path = join(site, page.file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, framePage({ ...page, body: $.html() }, { ...frame, sections }));
  }
  if (errors.length > 0) throw new Error(errors.join('\n'));
  await writeAssets(join(site, 'assets'), formulas.stylesheet());
  writeFileSync(join(site, 'assets', 'search-entries.js'), searchScript(entries));
  writeFileSync(join(site, 'sitemap.xml'), sitemap(pages, baseUrl));
}
