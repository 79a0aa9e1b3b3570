import type { Finding } from '../findings';
import type { NamedNotebook, Notebook } from '../notebook';

/** A heading of a lesson and the Markdown below it, down to the next heading of its rank or a higher one. */
interface Heading {
  readonly cell: string;
  readonly line: number;
  readonly level: number;
  readonly title: string;
  readonly text: string;
}

const OPENING = ['Before you start', 'Setup'];
const CLOSING = ['What we saw', 'Exercises', 'References'];
/** In front of these, in a lesson that trains. */
const BESIDE = 'Your run beside others';

/** What STYLE.md asks of the order and the headings of a lesson. */
export function checkShape({ name, notebook }: NamedNotebook): Finding[] {
  const headings = headingsOf(notebook);
  const found = [
    ...checkLevels(headings),
    ...checkSections(headings),
    ...checkList(headings, 'What we saw', /^[-*] /gm, 'bullets'),
    ...checkList(headings, 'Exercises', /^(\d+\.|[-*]|###) /gm, 'exercises'),
  ];
  return found.map((finding) => ({ notebook: name, ...finding }));
}

/** Whether what is shown elsewhere without Markdown and formulas has none: titles, in lists of the pages, and raw cells. */
export function checkWords({ name, notebook }: NamedNotebook): Finding[] {
  const found = [
    ...checkOpeningCell(notebook),
    ...checkTitles(headingsOf(notebook)),
    ...checkRaw(notebook),
  ];
  return found.map((finding) => ({ notebook: name, ...finding }));
}

/** The title and the one-line promise that a lesson begins with; '' where one is missing. */
export function openingOf(notebook: Notebook): { title: string; promise: string } {
  const source = notebook.cells[0]?.source ?? '';
  const title = /^# +(.+)$/m.exec(source)?.[1] ?? '';
  const promise = [...source.matchAll(/^> ?(.+)$/gm)].map(([, line]) => line.trim()).join(' ');
  return { title, promise };
}

type Found = Omit<Finding, 'notebook'>;

function checkOpeningCell(notebook: Notebook): Found[] {
  const cell = notebook.cells[0];
  if (!/^# .+\n+> .+/.test(cell?.source ?? '') || cell.cell_type !== 'markdown') {
    const message = 'expected the first cell to be "# Title", then the promise in one "> " quote';
    return [{ cell: cell?.id, message }];
  }
  const { title, promise } = openingOf(notebook);
  if (!/[$`*_[\]<>\\]/.test(title + promise)) return [];
  const message = 'the title and the promise stand in the index too: plain words only';
  return [{ cell: cell.id, message }];
}

function checkTitles(headings: readonly Heading[]): Found[] {
  return headings
    .filter(({ level, title }) => level === 2 && title.includes('$'))
    .map(({ cell, line, title }) => ({
      cell,
      line,
      message: `"${title}" stands in the contents too: words, no formula`,
    }));
}

function checkRaw(notebook: Notebook): Found[] {
  const raw = notebook.cells.filter(({ cell_type }) => cell_type === 'raw');
  const message = 'JupyterLab shows a raw cell as text, the pages as HTML: make it Markdown';
  return raw.map(({ id }) => ({ cell: id, message }));
}

function checkLevels(headings: readonly Heading[]): Found[] {
  return headings.flatMap(({ cell, line, level, title }, i) => {
    if (level === 1 && i > 0)
      return [{ cell, line, message: `"${title}" is a second title: use ##` }];
    const before = headings[i - 1]?.level ?? 0;
    if (level <= before + 1) return [];
    return [
      {
        cell,
        line,
        message: `"${title}" skips a level: a heading of level ${level} follows one of level ${before}`,
      },
    ];
  });
}

function checkSections(headings: readonly Heading[]): Found[] {
  const all = headings.filter(({ level }) => level === 2);
  const sections = all.filter(({ title }, i) => {
    const isBesideOthers = title === BESIDE && all[i + 1]?.title === CLOSING[0];
    return !isBesideOthers; // it is no idea of its own
  });
  const titles = sections.map(({ title }) => title);
  const missing = [...OPENING, ...CLOSING].filter((title) => !titles.includes(title));
  if (missing.length > 0) {
    return missing.map((title) => ({ message: `the section "## ${title}" is missing` }));
  }
  const found: Found[] = [];
  const expected = [...OPENING, ...CLOSING].map((title, i) => ({
    title,
    at: i < OPENING.length ? i : titles.length - OPENING.length - CLOSING.length + i,
  }));
  for (const { title, at } of expected) {
    if (titles[at] === title) continue;
    const { cell, line } = sections[titles.indexOf(title)];
    found.push({
      cell,
      line,
      message: `"## ${title}" is out of order: expected ${[...OPENING, '3 to 6 sections', ...CLOSING].join(', ')}`,
    });
  }
  const numIdeas = titles.length - OPENING.length - CLOSING.length;
  if (numIdeas < 3 || numIdeas > 6) {
    found.push({
      message: `expected 3 to 6 sections between Setup and What we saw, but found ${numIdeas}`,
    });
  }
  return found;
}

function checkList(
  headings: readonly Heading[],
  title: string,
  item: RegExp,
  what: string,
): Found[] {
  const section = headings.find((heading) => heading.level === 2 && heading.title === title);
  if (!section) return [];
  const count = section.text.match(item)?.length ?? 0;
  if (count >= 3 && count <= 5) return [];
  const { cell, line } = section;
  return [{ cell, line, message: `expected 3 to 5 ${what} below "${title}", but found ${count}` }];
}

function headingsOf(notebook: Notebook): Heading[] {
  const headings: { cell: string; line: number; level: number; title: string; text: string }[] = [];
  for (const cell of notebook.cells.filter(({ cell_type }) => cell_type === 'markdown')) {
    linesOutsideFences(cell.source).forEach((text, i) => {
      const [, marks, title] = /^(#{1,6}) +(.*?) *$/.exec(text) ?? [];
      const level = marks?.length ?? Infinity;
      for (const above of headings) if (isOpen(above, headings)) above.text += `${text}\n`;
      if (marks) headings.push({ cell: cell.id, line: i + 1, level, title, text: '' });
    });
  }
  return headings;
}

/** Whether a heading's section still goes on at the end of the list. */
function isOpen(heading: Heading, headings: readonly Heading[]): boolean {
  const after = headings.slice(headings.indexOf(heading as (typeof headings)[number]) + 1);
  return after.every(({ level }) => level > heading.level);
}

/** The lines of a Markdown text, with those of code blocks left empty. */
export function linesOutsideFences(source: string): string[] {
  let isFenced = false;
  return source.split('\n').map((line) => {
    const isFence = /^\s*(```|~~~)/.test(line);
    if (isFence) isFenced = !isFenced;
    return isFence || isFenced ? '' : line;
  });
}
