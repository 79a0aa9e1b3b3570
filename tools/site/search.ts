import { splitFormulas } from './formulas';
import type { Page } from './page';
import type { Section } from './sections';

/** What the search in the pages looks through: one entry for each section of a page. */
export interface SearchEntry {
  readonly url: string;
  readonly page: string;
  readonly section: string;
  readonly text: string;
  readonly code: string;
}

export function searchEntries(page: Page, sections: readonly Section[]): SearchEntry[] {
  return sections.map(({ id, title, level, text, code }) => ({
    url: level === 1 ? page.file : `${page.file}#${encodeURIComponent(id)}`,
    page: page.title,
    section: level === 1 ? '' : sayFormulas(title),
    text: sayFormulas(text),
    code: onlyNames(code),
  }));
}

/** A script that hands the entries to the pages: from disk, pages cannot fetch a file, but they can load a script. */
export function searchScript(entries: readonly SearchEntry[]): string {
  return `window.courseSearchEntries = ${JSON.stringify(entries)};\n`;
}

/** The words of code, each once: enough to find it by. */
function onlyNames(code: string): string {
  return [...new Set(code.match(/[A-Za-z_]\w{2,}/g))].join(' ');
}

function sayFormulas(text: string): string {
  return splitFormulas(text)
    .map((piece) => (typeof piece === 'string' ? piece : sayFormula(piece.tex)))
    .join('');
}

/** A formula as one may type it: ln 2 for \ln 2. */
function sayFormula(tex: string): string {
  return tex
    .replace(/\\(begin|end)\{\w+\*?\}|\\\\(\[[^\]]*\])?/g, ' ') // lines of a formula
    .replace(/\\(mathrm|mathbb|mathcal|text|boldsymbol|left|right|quad|qquad|[tdb]?frac)\b/g, ' ')
    .replace(/\\([a-zA-Z]+)/g, '$1')
    .replace(/[\\{}]/g, '');
}
