import type { CheerioAPI } from 'cheerio';
import { oneLine } from './html';
import { groupOf } from './reference-groups';

/**
 * Links to lessons lead to their pages, links to files of the library to their entry in the reference; links to other files of
 * the repository keep their text only, since the pages stand alone.
 *
 * @param files the pages of the site
 */
export function rewriteLinks($: CheerioAPI, files: ReadonlySet<string>): void {
  $('a[href]').each((_, element) => {
    const link = $(element);
    const href = link.attr('href')!;
    if (/^([a-z][a-z0-9+.-]*:|#)/i.test(href)) return;
    const page = pageOf(href);
    if (page !== undefined && files.has(page.file)) link.attr('href', page.file + page.fragment);
    else link.replaceWith(link.contents());
  });
}

function pageOf(href: string): { file: string; fragment: string } | undefined {
  const [, lesson, fragment = ''] = /^(?:\.\/)?([^#?/]+)\.ipynb(#.*)?$/.exec(href) ?? [];
  if (lesson !== undefined) return { file: `${lesson}.html`, fragment };
  const [, path] = /^\.\.\/lib\/([a-z][a-z0-9/-]*(?:\.ts)?)$/.exec(href) ?? [];
  return path === undefined ? undefined : { file: `reference/${groupOf(path)}.html`, fragment: '' };
}

/** A sign beside each heading with an id, which leads to it: whoever copies its address shares the section. */
export function addAnchors($: CheerioAPI): void {
  $('a.anchor-link').remove();
  $('h2[id], h3[id]').each((_, element) => {
    const heading = $(element);
    const anchor = $('<a class="anchor" aria-label="Link to this section">#</a>');
    anchor.attr('href', `#${encodeURIComponent(heading.attr('id')!)}`);
    heading.append(anchor);
  });
}

/** Where the reference has each name of the library. */
export type NamePlaces = ReadonlyMap<string, string>;

/** Inline code that is a name of the library, or a call of it, leads to its entry. */
export function linkInlineCode($: CheerioAPI, places: NamePlaces, root: string): void {
  $('code').each((_, element) => {
    const code = $(element);
    if (code.closest('a, pre, h1, h2, h3, h4, summary, dt').length > 0) return;
    const name = /^([A-Za-z]\w*)(\(.*\))?$/s.exec(code.text())?.[1];
    const place = name === undefined ? undefined : places.get(name);
    if (place !== undefined) code.wrap(`<a class="name" href="${root}${place}"></a>`);
  });
}

/** The names that a cell imports from the library lead to their entries. */
export function linkImports($: CheerioAPI, places: NamePlaces, root: string): void {
  $('.highlight pre').each((_, element) => {
    const pre = $(element);
    if (!/from\s+['"]\.\.\/lib['"]/.test(pre.text())) return;
    linkTokens($, pre.find('span'), places, root);
  });
}

/** Names in coloured code lead to their entries. */
export function linkTokens(
  $: CheerioAPI,
  tokens: ReturnType<CheerioAPI>,
  places: NamePlaces,
  root: string,
): void {
  tokens.each((_, element) => {
    const token = $(element);
    const place = places.get(oneLine(token.text()));
    if (place !== undefined && !isProperty(token))
      token.wrap(`<a class="name" href="${root}${place}"></a>`);
  });
}

/** `generatorLoss: number` and `row.generatorLoss` are not the function of that name. */
function isProperty(token: ReturnType<CheerioAPI>): boolean {
  return /^[:?]/.test(token.next().text().trim()) || /\.$/.test(token.prev().text());
}
