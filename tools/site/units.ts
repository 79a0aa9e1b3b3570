import type { CheerioAPI } from 'cheerio';

/** Text that stands as it was written; tables need every place to break that they have. */
const VERBATIM = 'code, pre, script, style, svg, table';

/** A percent sign stays on the line of its number, and so do both sides of a ±: no line ends between them. */
export function keepUnits($: CheerioAPI): void {
  $.root()
    .find('*')
    .contents()
    .each((_, node) => {
      if (node.type !== 'text' || $(node).closest(VERBATIM).length > 0) return;
      node.data = node.data.replace(/(\d\$?) %/g, '$1\u00a0%').replace(/ ± /g, '\u00a0±\u00a0');
    });
}
