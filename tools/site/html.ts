import { load, type CheerioAPI } from 'cheerio';

/** Text as it stands between tags and in attributes. */
export function escapeHtml(text: string): string {
  return text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;');
}

/** A piece of HTML to look into and to change, without the html and body that a whole document has. */
export function parseFragment(html: string): CheerioAPI {
  return load(html, null, false);
}

/** Runs of white space as one space, none at the ends. */
export function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
