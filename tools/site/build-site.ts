import { execFile } from 'node:child_process';
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
import { promisify } from 'node:util';
import { libraryFace } from '../notebooks/check-lesson';
import { coursePython } from '../notebooks/execute';
import { formatFinding } from '../notebooks/findings';
import { checkFreshness } from '../notebooks/freshness';
import { COURSE, listLessons, readLesson, type Course, type Lesson } from '../notebooks/lessons';
import type { NamedNotebook } from '../notebooks/notebook';
import { checkLinks } from '../notebooks/rules/links';
import { checkOutputs } from '../notebooks/rules/outputs';
import { openingOf } from '../notebooks/rules/shape';
import { finishPage, indexPage, type PageEntry } from './pages';

/** The template and its assets belong to the repository, whatever course is built. */
const SITE = join(COURSE.root, 'site');

type ReadLesson = Lesson & NamedNotebook;

/**
 * Builds one page per lesson and an index into `target`, which is replaced when all of it is done.
 * @returns the names of the pages. @throws Error with all findings when a lesson is not fit to be published.
 */
export async function buildSite(
  course: Course,
  target: string,
  python = coursePython(COURSE),
): Promise<string[]> {
  const lessons = listLessons(course).map((lesson) => ({
    ...lesson,
    notebook: readLesson(lesson),
  }));
  if (lessons.length === 0) throw new Error(`there are no lessons in ${course.notebooks}`);
  checkFitness(lessons, course);
  if (!existsSync(python))
    throw new Error(`${python} is missing: npm start or npm test sets it up`);
  const partial = `${target}.partial`;
  rmSync(partial, { recursive: true, force: true });
  mkdirSync(join(partial, 'assets'), { recursive: true });
  await convert(lessons, partial, python);
  const entries = lessons.map(entryOf);
  for (const { file } of entries) {
    const path = join(partial, file);
    writeFileSync(path, finishPage(readFileSync(path, 'utf8'), entries, file));
  }
  const template = readFileSync(join(SITE, 'index.html'), 'utf8');
  writeFileSync(join(partial, 'index.html'), indexPage(template, entries));
  copyAssets(join(partial, 'assets'));
  rmSync(target, { recursive: true, force: true });
  renameSync(partial, target);
  return ['index.html', ...entries.map(({ file }) => file)];
}

/** Readers of the pages cannot run a lesson, so what they see must be complete and belong to the code. */
function checkFitness(lessons: readonly ReadLesson[], course: Course): void {
  const face = libraryFace(course);
  const findings = lessons.flatMap((lesson) => [
    ...checkOutputs(lesson),
    ...checkFreshness(lesson, face),
    ...checkLinks(lesson, lesson.path),
  ]);
  if (findings.length > 0) throw new Error(findings.map(formatFinding).join('\n'));
}

function entryOf({ name, notebook }: ReadLesson): PageEntry {
  return { file: name.replace(/\.ipynb$/, '.html'), ...openingOf(notebook) };
}

async function convert(lessons: readonly Lesson[], target: string, python: string): Promise<void> {
  const options = [
    ...['-m', 'nbconvert', '--to', 'html', '--log-level', 'ERROR'],
    ...['--config', join(SITE, 'nbconvert.json')],
    `--TemplateExporter.extra_template_basedirs=${SITE}`,
    ...['--output-dir', target],
  ];
  // a reader's own Jupyter settings must not change the pages
  const env = { ...process.env, JUPYTER_NO_CONFIG: '1' };
  await promisify(execFile)(python, [...options, ...lessons.map(({ path }) => path)], { env });
}

function copyAssets(target: string): void {
  cpSync(join(SITE, 'course.css'), join(target, 'course.css'));
  cpSync(join(SITE, 'assets'), target, { recursive: true }); // as they are
  const mathjax = dirname(require.resolve('mathjax/package.json'));
  // the full one: tex-svg.js looks for \boldsymbol and others in more files, and shows no formula at all without them
  cpSync(join(mathjax, 'es5', 'tex-svg-full.js'), join(target, 'tex-svg-full.js'));
  cpSync(join(mathjax, 'LICENSE'), join(target, 'tex-svg-full.LICENSE.txt'));
}
