import { statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { load, type CheerioAPI } from 'cheerio';
import MarkdownIt from 'markdown-it';
import type { Finding } from '../findings';
import { withoutFormulas } from '../formula-pattern';
import { loadsFromElsewhere, tagOf } from '../html-loads';
import type { Cell, JsonObject, NamedNotebook } from '../notebook';
import { MAX_IMAGE_BYTES, kilobytes } from './outputs';

/** Links are kept as they were written, so that findings name them so. */
const MARKDOWN = Object.assign(new MarkdownIt({ html: true }), {
  normalizeLink: (address: string) => address,
  validateLink: () => true,
});

/** What JupyterLab leaves out of a text, or the pages do. */
const EMBEDDED = 'iframe, frame, object, embed, script, style, link, base, form, audio, video';

/**
 * Links and pictures in the text, however they are written: files must exist, a picture needs alt text, and comes from the
 * repository or is pasted into the cell.
 */
export function checkLinks({ name, notebook }: NamedNotebook, path: string): Finding[] {
  return notebook.cells.flatMap((cell) => {
    if (cell.cell_type !== 'markdown') return [];
    const $ = load(MARKDOWN.render(withoutFormulas(cell.source)), null, false);
    const attachments = cell.attachments ?? {};
    const found = [
      ...checkElements($),
      ...targetsOf($, 'img', 'src').flatMap((picture) =>
        checkPicture(picture, dirname(path), attachments),
      ),
      ...targetsOf($, 'a', 'href').flatMap((link) => checkAddress('link', link, dirname(path))),
    ];
    return found.map(({ target, message }) => ({
      notebook: name,
      ...placeOf(target, cell),
      message,
    }));
  });
}

/** What is wrong, and the address that stands in the text where it is. */
interface Found {
  readonly target: string;
  readonly message: string;
}

interface Target {
  readonly target: string;
  readonly alt: string;
}

function targetsOf($: CheerioAPI, tag: string, attribute: string): Target[] {
  return $(tag)
    .toArray()
    .map((node) => $(node))
    .map((element) => ({ target: element.attr(attribute) ?? '', alt: element.attr('alt') ?? '' }));
}

function checkElements($: CheerioAPI): Found[] {
  const embedded = $(EMBEDDED)
    .toArray()
    .map((node) => tagOf($(node)))
    .map((tag) => ({
      target: `<${tag}`,
      message: `a lesson's text has links, pictures and formulas, but no <${tag}>`,
    }));
  $(EMBEDDED).remove();
  const loads = loadsFromElsewhere($).map(({ tag, address }) => ({
    target: address,
    message: `the ${tag === 'img' ? 'picture' : `<${tag}> with`} ${address} needs the network`,
  }));
  return [...embedded, ...loads];
}

function checkPicture(
  picture: Target,
  folder: string,
  attachments: { readonly [name: string]: JsonObject },
): Found[] {
  const { target, alt } = picture;
  const found: Found[] = [];
  if (alt.trim() === '') found.push({ target, message: `the picture ${target} has no alt text` });
  const name = /^attachment:(.*)$/s.exec(target)?.[1];
  if (name === undefined) return [...found, ...checkAddress('picture', picture, folder)];
  const message = checkPasted(attachments[name]);
  if (message !== undefined) found.push({ target, message: `the picture ${target} ${message}` });
  return found;
}

function checkPasted(pasted: JsonObject | undefined): string | undefined {
  if (pasted === undefined) return 'is not among those pasted into the cell: paste it again';
  const sizes = Object.values(pasted).map((data) => Buffer.from(String(data), 'base64').length);
  const bytes = Math.max(0, ...sizes);
  if (bytes <= MAX_IMAGE_BYTES) return undefined;
  return `has ${kilobytes(bytes)}: the limit is ${kilobytes(MAX_IMAGE_BYTES)}`;
}

function checkAddress(what: string, { target }: Target, folder: string): Found[] {
  if (/^([a-z][a-z0-9+.-]*:|\/\/)/i.test(target)) return []; // a picture of another host is told above
  const find = (message: string) => [{ target, message: `the ${what} ${target} ${message}` }];
  if (target.startsWith('/')) return find('is no relative path: readers have the course elsewhere');
  const file = decodePath(target.replace(/[?#].*$/s, ''));
  if (file === undefined) return find('is no address: write %25 for a percent sign');
  if (file === '') return target === '' ? find('leads nowhere') : [];
  const stats = statSync(resolve(folder, file), { throwIfNoEntry: false });
  if (stats === undefined || (what === 'picture' && !stats.isFile())) return find('leads nowhere');
  return [];
}

/** The path that an address stands for; undefined where a percent sign is none of an address. */
function decodePath(address: string): string | undefined {
  try {
    return decodeURIComponent(address);
  } catch {
    return undefined;
  }
}

function placeOf(target: string, { id, source }: Cell): { cell: string; line?: number } {
  const at = source.split('\n').findIndex((line) => target !== '' && line.includes(target));
  return at < 0 ? { cell: id } : { cell: id, line: at + 1 };
}
