/** One page of the site before it has its frame. */
export interface Page {
  /** Where it goes, below the site's folder: reference/losses.html. */
  readonly file: string;
  readonly title: string;
  /** One sentence or two for search engines and cards. */
  readonly description: string;
  /** What stands in main, formulas still as TeX between dollar signs. */
  readonly body: string;
  /** What the page belongs to, listed beside its text. */
  readonly contents?: Contents;
  /** A picture of the site that stands for the page where its address is shared. */
  readonly card?: string;
  /** Of the site's assets, beside those that every page has: play.js. */
  readonly scripts?: readonly string[];
}

/** A list of pages, in parts. */
export interface Contents {
  readonly label: string;
  readonly parts: readonly ContentsPart[];
}

export interface ContentsPart {
  readonly title: string;
  readonly entries: readonly ContentsEntry[];
}

export interface ContentsEntry {
  readonly file: string;
  readonly title: string;
  /** Of a lesson. */
  readonly number?: number;
}

/** How one page is reached from another: '../index.html' from 'reference/losses.html'. */
export function pathTo(target: string, from: string): string {
  return `${rootOf(from)}${encodePath(target)}`;
}

/** A path as an address: `?`, `#` and `%` in a file's name mean nothing else then. */
export function encodePath(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/');
}

/** The way from a page to the site's folder: '' or '../'. */
export function rootOf(file: string): string {
  return '../'.repeat(file.split('/').length - 1);
}
