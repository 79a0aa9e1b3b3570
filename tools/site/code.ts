import type { CheerioAPI } from 'cheerio';

/** The kinds of tokens, by Pygments' short names, that site/styles/4-code.css gives a colour. */
const COLOURED = new Set('k kd kr ow kc m mi mf mh s s1 s2 sb sr c1 cm cs nb nc nf'.split(' '));

/** Takes away the marks of tokens that look like any other text: most of the elements of a page with code. */
export function plainTokens($: CheerioAPI): void {
  $('.highlight span').each((_, element) => {
    const { class: kind = '' } = element.attribs;
    if (COLOURED.has(kind)) return;
    const token = $(element);
    token.replaceWith(token.contents());
  });
}
