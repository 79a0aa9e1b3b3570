import { COURSE_SHORT_NAME } from './course-words';
import { escapeHtml } from './html';
import { renderLine } from './markdown';
import { encodePath, pathTo, rootOf, type ContentsEntry, type Page } from './page';
import { PLAY_PAGE } from './play-page';
import { REFERENCE_INDEX } from './reference-pages';
import type { Section } from './sections';

/** What every page knows of the others. */
export interface Frame {
  readonly files: ReadonlySet<string>;
  /** Where the site will be, for what must be a whole address; '' when that is not known. */
  readonly baseUrl: string;
  /** The course in the order that the header shows. */
  readonly sections: readonly Section[];
}

/** Set before the first paint, so that nothing flashes or moves: the reader's theme, and that scripts are on. */
const EARLY_SCRIPT = `(function(e){e.classList.add('js');try{var t=localStorage.getItem('gan-course:theme');if(t)e.dataset.theme=t}catch(_){}})(document.documentElement)`;

/** Contents are folded away where they would push down the text. */
const FOLD_SCRIPT = `if(matchMedia('(max-width: 63.99rem)').matches)document.currentScript.parentElement.open=false`;

/** A whole document around a page's body, whose formulas are drawn. */
export function framePage(page: Page, frame: Frame): string {
  const root = rootOf(page.file);
  return `<!doctype html>
<html lang="en" data-root="${root}">
<head>
${head(page, frame, root)}
</head>
<body>
<a class="skip" href="#main">Skip to the text</a>
${header(page, frame)}
<div class="${page.contents ? 'page with-contents' : 'page'}">
${page.contents ? contents(page, frame.sections) : ''}
<main id="main" tabindex="-1">
${page.body}
</main>
</div>
<footer><p>${COURSE_SHORT_NAME}. Pages, formulas and search work without a network and without a server.</p></footer>
</body>
</html>
`;
}

function head(page: Page, { baseUrl }: Frame, root: string): string {
  const title = page.title.length > 40 ? page.title : `${page.title} · ${COURSE_SHORT_NAME}`;
  const address = (file: string): string =>
    baseUrl === '' ? pathTo(file, page.file) : baseUrl + encodePath(file);
  const meta = (attribute: string, name: string, content: string): string =>
    `<meta ${attribute}="${name}" content="${escapeHtml(content)}">`;
  return [
    '<meta charset="utf-8">',
    meta('name', 'viewport', 'width=device-width, initial-scale=1'),
    `<title>${escapeHtml(title)}</title>`,
    meta('name', 'description', page.description),
    meta('name', 'color-scheme', 'light dark'),
    meta('property', 'og:type', 'article'),
    meta('property', 'og:title', page.title),
    meta('property', 'og:description', page.description),
    meta('property', 'og:site_name', COURSE_SHORT_NAME),
    ...(baseUrl === ''
      ? []
      : [
          meta('property', 'og:url', address(page.file)),
          `<link rel="canonical" href="${address(page.file)}">`,
        ]),
    ...(page.card === undefined
      ? []
      : [
          meta('property', 'og:image', address(page.card)),
          meta('name', 'twitter:card', 'summary_large_image'),
        ]),
    `<link rel="icon" type="image/svg+xml" href="${root}assets/favicon.svg">`,
    `<link rel="stylesheet" href="${root}assets/course.css">`,
    `<script>${EARLY_SCRIPT}</script>`,
    ...['course.js', ...(page.scripts ?? [])].map(
      (script) => `<script defer src="${root}assets/${script}"></script>`,
    ),
  ].join('\n');
}

/** The pages that the header leads to, where they are built. */
const PLACES: readonly (readonly [string, string])[] = [
  ['index.html', 'Lessons'],
  [PLAY_PAGE, 'Play'],
  [REFERENCE_INDEX, 'Library'],
];

function header({ file }: Page, { files }: Frame): string {
  const places = PLACES.filter(([target]) => files.has(target)).map(
    ([target, title]) =>
      `<li><a href="${pathTo(target, file)}"${target === file ? ' aria-current="page"' : ''}>${title}</a></li>`,
  );
  return `<header class="top">
<a class="brand" href="${pathTo('index.html', file)}">${COURSE_SHORT_NAME}</a>
<nav aria-label="Site"><ul>${places.join('')}</ul></nav>
<div class="tools"><button type="button" data-search>Search</button><button type="button" data-theme-switch>Theme</button></div>
</header>`;
}

function contents(page: Page, sections: readonly Section[]): string {
  const { label, parts } = page.contents!;
  // the library's index has a section for each of its pages: their lines stand in the list already
  const listed = new Set(parts.flatMap(({ entries }) => entries.map(({ file }) => file)));
  const folder = page.file.replace(/[^/]*$/, '');
  const own = sections.filter(({ level, id }) => level === 2 && !listed.has(`${folder}${id}.html`));
  const lists = parts.map(({ title, entries }) => {
    const heading = title === '' || title === label ? '' : `<p>${renderLine(title)}</p>`;
    return `${heading}<ul>${entries.map((entry) => item(entry, page.file, own)).join('')}</ul>`;
  });
  return `<nav class="contents" aria-label="Contents"><details open><summary>Contents</summary><script>${FOLD_SCRIPT}</script>
${lists.join('\n')}</details></nav>`;
}

function item(entry: ContentsEntry, current: string, sections: readonly Section[]): string {
  const number = entry.number === undefined ? '' : `<span class="number">${entry.number} </span>`;
  const text = number + renderLine(entry.title);
  if (entry.file !== current)
    return `<li data-lesson="${entry.file}"><a href="${pathTo(entry.file, current)}">${text}</a></li>`;
  const inner = sections.map(
    ({ id, title }) => `<li><a href="#${encodeURIComponent(id)}">${escapeHtml(title)}</a></li>`,
  );
  const list = inner.length > 0 ? `<ul class="sections">${inner.join('')}</ul>` : '';
  return `<li class="current" data-lesson="${entry.file}"><a href="#main" aria-current="page">${text}</a>${list}</li>`;
}
