import { COURSE_NAME, COURSE_PROMISE } from './course-words';
import type { LessonEntry } from './lesson-page';
import { renderLine } from './markdown';
import type { Page } from './page';
import { PLAY_PAGE } from './play-page';
import { REFERENCE_INDEX } from './reference-pages';

/** A picture of the site and what it shows. */
export interface IndexPicture {
  readonly file: string;
  readonly width: number;
  readonly height: number;
  readonly alt: string;
  readonly caption: string;
}

/** The first page: the promise, a picture, and the lessons by part. */
export function indexPage(
  lessons: readonly LessonEntry[],
  picture: IndexPicture | undefined,
  files: ReadonlySet<string>,
): Page {
  const parts = [...new Set(lessons.map(({ row }) => row?.part ?? ''))];
  const lists = parts.map((part) => {
    const items = lessons.filter(({ row }) => (row?.part ?? '') === part).map(lessonItem);
    const heading = part === '' ? '' : `<h3>${renderLine(part)}</h3>`;
    return `${heading}<ol class="lesson-list">${items.join('')}</ol>`;
  });
  const further = [
    [PLAY_PAGE, 'Try the networks'],
    [REFERENCE_INDEX, 'The library'],
  ].flatMap(([file, words]) =>
    files.has(file) ? `<a class="button quiet" href="${file}">${words}</a>` : [],
  );
  return {
    file: 'index.html',
    title: COURSE_NAME,
    description: COURSE_PROMISE,
    card: picture?.file,
    body: `<div class="hero"><h1 id="top">${COURSE_NAME}</h1>
<p class="promise">${COURSE_PROMISE}</p>
<p class="actions"><a class="button" href="${lessons[0].file}" data-continue>Begin with lesson 1</a>
${further.join('\n')}</p></div>
${figure(picture)}
<h2 id="lessons">The lessons</h2>
<div class="progress" data-progress></div>
${lists.join('')}`,
  };
}

function lessonItem({ file, number, title, promise, row }: LessonEntry): string {
  const facts = row
    ? `<p>${renderLine(row.idea)}.</p><dl class="lesson-facts"><div><dt>Minutes</dt><dd>${renderLine(row.minutes)}</dd></div>` +
      `<div><dt>Result</dt><dd>${renderLine(row.result)}</dd></div></dl>`
    : `<p>${renderLine(promise)}</p>`;
  return (
    `<li data-lesson="${file}"><span class="number" aria-hidden="true">${number}</span>` +
    `<div><a class="title" href="${file}">${renderLine(title)}</a>${facts}</div></li>`
  );
}

function figure(picture: IndexPicture | undefined): string {
  if (!picture) return '';
  const { file, width, height, alt, caption } = picture;
  return (
    `<figure><img src="${file}" width="${width}" height="${height}" alt="${alt}">` +
    `<figcaption>${caption}</figcaption></figure>`
  );
}
