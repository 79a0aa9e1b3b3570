import type { CheerioAPI } from 'cheerio';

/** What a browser loads by itself, and the element that asks for it; a link is not followed until it is chosen. */
export interface Load {
  readonly tag: string;
  readonly address: string;
}

const LOADING = ['src', 'srcset', 'poster', 'background', 'data', 'style', 'href', 'xlink:href'];
/** An address of another host, alone or in a style or a list. */
const ELSEWHERE = /(?:^|[\s,('"])((?:[a-z][a-z0-9+.-]*:)?\/\/[^\s,)'"]+)/i;

/** What HTML loads from other hosts while it is read. */
export function loadsFromElsewhere($: CheerioAPI): Load[] {
  return $('*')
    .toArray()
    .flatMap((node) => {
      const element = $(node);
      const tag = tagOf(element);
      return LOADING.filter((name) => tag !== 'a' || !name.endsWith('href')).flatMap((name) => {
        const value = element.attr(name) ?? '';
        const address = value.startsWith('data:') ? undefined : ELSEWHERE.exec(value)?.[1];
        return address === undefined ? [] : [{ tag, address }];
      });
    });
}

/** An element's name, such as img. */
export function tagOf(element: ReturnType<CheerioAPI>): string {
  return String(element.prop('tagName')).toLowerCase();
}
