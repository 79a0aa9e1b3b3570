/** One lesson as the pages speak of it. */
export interface PageEntry {
  /** File name of the page, such as 01_what_is_a_gan.html. */
  readonly file: string;
  readonly title: string;
  readonly promise: string;
}

const INDEX = 'index.html';

/** The page of a lesson that nbconvert made, with its title, the way to its neighbours, and links that lead to pages. */
export function finishPage(html: string, entries: readonly PageEntry[], file: string): string {
  const at = entries.findIndex((entry) => entry.file === file);
  const navigation = navigationOf(entries[at - 1], entries[at + 1]);
  const titled = html.replace(
    /<title>.*?<\/title>/s,
    () => `<title>${escapeHtml(entries[at].title)}</title>`,
  );
  const linked = rewriteLinks(titled, new Set(entries.map((entry) => entry.file)));
  return linked.replaceAll('<!-- lesson navigation -->', () => navigation);
}

/**
 * Links to lessons lead to their pages. Links to other files of the repository keep their text only, since the pages stand
 * alone.
 */
export function rewriteLinks(html: string, files: ReadonlySet<string>): string {
  return html.replace(
    /<a\b([^>]*?)href="([^"]*)"([^>]*)>(.*?)<\/a>/gs,
    (link, before, target, after, text) => {
      if (/^([a-z][a-z0-9+.-]*:|#)/i.test(target)) return link;
      const [, name, fragment = ''] = /^(?:\.\/)?([^#?]+?)\.ipynb(#.*)?$/.exec(target) ?? [];
      const page = name === undefined ? '' : `${name}.html`;
      return files.has(page) ? `<a${before}href="${page}${fragment}"${after}>${text}</a>` : text;
    },
  );
}

/** The index: the template with one entry for each lesson. */
export function indexPage(template: string, entries: readonly PageEntry[]): string {
  const items = entries.map(
    ({ file, title, promise }) =>
      `<li><a href="${encodeURI(file)}">${escapeHtml(title)}</a><p>${escapeHtml(promise)}</p></li>`,
  );
  return template.replace('<!-- lessons -->', () => items.join('\n'));
}

function navigationOf(previous: PageEntry | undefined, next: PageEntry | undefined): string {
  const link = (entry: PageEntry | undefined, write: (title: string) => string): string =>
    entry ? `<a href="${encodeURI(entry.file)}">${write(escapeHtml(entry.title))}</a>` : '';
  return [
    '<nav class="lesson-navigation" aria-label="Lessons">',
    `<span>${link(previous, (title) => `← ${title}`)}</span>`,
    `<span><a href="${INDEX}">All lessons</a></span>`,
    `<span>${link(next, (title) => `${title} →`)}</span>`,
    '</nav>',
  ].join('');
}

function escapeHtml(text: string): string {
  return text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;');
}
