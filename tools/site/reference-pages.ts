import { plainTokens } from './code';
import type { DocComment } from './doc-comment';
import { escapeHtml, parseFragment } from './html';
import type { LibraryEntry } from './library';
import { addAnchors, linkInlineCode, linkTokens, type NamePlaces } from './links';
import { renderLine, renderText } from './markdown';
import { pathTo, type Contents, type Page } from './page';
import { groupOf, groupTitle } from './reference-groups';
import { codeBlock, colourEntries, colourFiles, type Coloured } from './reference-code';
import type { SourceFile } from './source-files';

export const REFERENCE_INDEX = 'reference/index.html';

/** The lessons that import a name: file of the page, and number. */
export type NameUses = ReadonlyMap<string, readonly { file: string; number: number }[]>;

/** Where the reference has each name: reference/training.html#trainGan. */
export function placesOf(entries: readonly LibraryEntry[]): NamePlaces {
  return new Map(entries.map(({ name, file }) => [name, `${groupPage(groupOf(file))}#${name}`]));
}

export interface ReferenceOptions {
  readonly uses: NameUses;
  /** The library's code, whole: each page has the files that it is about. */
  readonly files: readonly SourceFile[];
  readonly python: string;
}

/** The library's reference: a page that lists every name, and one for each folder or single file. */
export async function referencePages(
  entries: readonly LibraryEntry[],
  { uses, files, python }: ReferenceOptions,
): Promise<Page[]> {
  if (entries.length === 0) return [];
  const groups = [...new Set(entries.map(({ file }) => groupOf(file)))].sort();
  const contents: Contents = {
    label: 'The library',
    parts: [
      {
        title: 'The library',
        entries: [
          { file: REFERENCE_INDEX, title: 'All names' },
          ...groups.map((group) => ({ file: groupPage(group), title: groupTitle(group) })),
        ],
      },
    ],
  };
  const code = await colourEntries(entries, python);
  const whole = await colourFiles(files, python);
  const places = placesOf(entries);
  const pages = groups.map((group) => {
    const members = entries.filter(({ file }) => groupOf(file) === group);
    const page = {
      file: groupPage(group),
      title: `${groupTitle(group)}: the library`,
      description: describe(members),
      body: groupBody(group, members, { code, uses, whole }),
      contents,
    };
    return { ...page, body: linkNames(page.body, places) };
  });
  return [{ ...indexPage(groups, entries), contents }, ...pages];
}

function groupPage(group: string): string {
  return `reference/${group}.html`;
}

function describe(entries: readonly LibraryEntry[]): string {
  const names = entries.slice(0, 6).map(({ name }) => name);
  const more = entries.length > 6 ? ` and ${entries.length - 6} more` : '';
  return `What the course's library has of ${names.join(', ')}${more}: types, shapes, ranges, errors and sources.`;
}

interface GroupParts {
  readonly code: ReadonlyMap<string, Coloured>;
  readonly uses: NameUses;
  /** Coloured code by file. */
  readonly whole: ReadonlyMap<string, string>;
}

function groupBody(group: string, entries: readonly LibraryEntry[], parts: GroupParts): string {
  const files = [...new Set(entries.map(({ file }) => file))];
  const sections = files.map((file) => {
    const inFile = entries.filter((entry) => entry.file === file);
    const bodies = inFile.map((entry) => entryBody(entry, parts));
    return `<h2 id="${file}">${file}</h2>${bodies.join('')}${wholeFile(file, parts)}`;
  });
  const others = [...parts.whole.keys()].filter(
    (file) => groupOf(file) === group && !files.includes(file),
  );
  const more =
    others.length === 0
      ? ''
      : `<h2 id="other-files">Files that the others use</h2>${others.map((file) => wholeFile(file, parts)).join('')}`;
  return `<p class="eyebrow">The library</p><h1 id="top">${groupTitle(group)}</h1>${sections.join('')}${more}`;
}

/** A file with all that its exports rest on, folded. */
function wholeFile(file: string, { whole }: GroupParts): string {
  const code = whole.get(file);
  if (code === undefined) return '';
  return `<details class="source file"><summary>All of ${file}</summary>${codeBlock(code)}</details>`;
}

function entryBody(entry: LibraryEntry, { code, uses }: GroupParts): string {
  const { name, kind, file, comment, members } = entry;
  const { declaration, source } = code.get(name)!;
  const lessons = (uses.get(name) ?? []).map(
    (lesson) => `<a href="${pathTo(lesson.file, groupPage(groupOf(file)))}">${lesson.number}</a>`,
  );
  return [
    `<section class="entry" aria-labelledby="${name}">`,
    `<h3 id="${name}">${name} <span class="kind">${kind}</span></h3>`,
    codeBlock(declaration),
    commentBody(comment),
    memberList(members),
    lessons.length > 0 ? `<p class="uses">Used in lesson ${lessons.join(', ')}.</p>` : '',
    source === ''
      ? ''
      : `<details class="source"><summary>Source of ${name}</summary>${codeBlock(source)}</details>`,
    '</section>',
  ].join('');
}

function commentBody({ text, params, returns, throws, see }: DocComment): string {
  const rows: [string, string][] = [
    ...params.map((param): [string, string] => [
      `<code>${escapeHtml(param.name)}</code>`,
      renderLine(param.text),
    ]),
    ...(returns === '' ? [] : [['Returns', renderLine(returns)] as [string, string]]),
    ...throws.map((error): [string, string] => ['Throws', renderLine(error)]),
    ...see.map((place): [string, string] => ['See', renderLine(place)]),
  ];
  return renderText(text) + descriptionList(rows);
}

function memberList(members: LibraryEntry['members']): string {
  const rows = members.map(({ name, comment }): [string, string] => [
    `<code>${escapeHtml(name)}</code>`,
    commentBody(comment),
  ]);
  return descriptionList(rows);
}

function descriptionList(rows: readonly [string, string][]): string {
  if (rows.length === 0) return '';
  const items = rows.map(([term, text]) => `<div><dt>${term}</dt><dd>${text}</dd></div>`);
  return `<dl>${items.join('')}</dl>`;
}

function linkNames(body: string, places: NamePlaces): string {
  const $ = parseFragment(body);
  $('.entry').each((_, element) => {
    const entry = $(element);
    const others = new Map(places);
    others.delete(entry.attr('aria-labelledby') ?? '');
    linkTokens($, entry.find('.highlight span'), others, '../');
  });
  linkTokens($, $('.file .highlight span'), places, '../');
  linkInlineCode($, places, '../');
  plainTokens($);
  addAnchors($);
  return $.html();
}

function indexPage(groups: readonly string[], entries: readonly LibraryEntry[]): Page {
  const sections = groups.map((group) => {
    const items = entries
      .filter(({ file }) => groupOf(file) === group)
      .map(
        ({ name, comment }) =>
          `<div><dt><a href="${group}.html#${name}"><code>${name}</code></a></dt>` +
          `<dd>${renderLine(firstSentence(comment.text))}</dd></div>`,
      );
    return `<h2 id="${group}">${groupTitle(group)}</h2><dl class="names">${items.join('')}</dl>`;
  });
  return {
    file: REFERENCE_INDEX,
    title: 'The library',
    description:
      "Every name that the course's library exports, with its types, shapes, ranges, errors and sources.",
    body: `<p class="eyebrow">Reference</p><h1 id="top">The library</h1>
<p class="promise">What the lessons import as <code>'../lib'</code>: ${entries.length} names, from their own doc comments.</p>
${sections.join('')}`,
  };
}

function firstSentence(text: string): string {
  return /^[^]*?[.:](?=\s|$)/.exec(text)?.[0].replace(/:$/, '.') ?? text;
}
