import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { load, type CheerioAPI } from 'cheerio';

/** The pages of a built site as they are written, for what a browser is not needed for. */
export class SiteFiles {
  private readonly pages = new Map<string, CheerioAPI>();

  constructor(private readonly site: string) {}

  page(file: string): CheerioAPI {
    return this.at(join(this.site, file));
  }

  /** Links to files that are not there, or to places that their page does not have. */
  badLinks(file: string): string[] {
    const $ = this.page(file);
    const links = $('a[href], link[href], img[src], script[src], audio[src], source[srcset]')
      .toArray()
      .map(({ attribs }) => attribs.href ?? attribs.src ?? attribs.srcset)
      .filter((link) => !/^(https?|data):/.test(link));
    return [...new Set(links)].filter((link) => {
      const [path, hash = ''] = link.split('#').map(decodeURIComponent);
      const target =
        path === '' ? join(this.site, file) : resolve(dirname(join(this.site, file)), path);
      if (!target.startsWith(this.site) || !existsSync(target)) return true;
      return hash !== '' && this.at(target)(`[id=${JSON.stringify(hash)}]`).length !== 1;
    });
  }

  /**
   * What a page may load that is not shared with others: itself, its pictures with the stills of its films, and its sounds.
   */
  weight(file: string): number {
    const media = this.page(file)('main img, main source, main audio')
      .toArray()
      .map(({ attribs }) => attribs.src ?? attribs.srcset)
      .map((link) => resolve(dirname(join(this.site, file)), decodeURIComponent(link)));
    return [join(this.site, file), ...new Set(media)]
      .map((path) => readFileSync(path).length)
      .reduce((sum, bytes) => sum + bytes, 0);
  }

  private at(path: string): CheerioAPI {
    const page = this.pages.get(path) ?? load(readFileSync(path, 'utf8'));
    this.pages.set(path, page);
    return page;
  }
}
