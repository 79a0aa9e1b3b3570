import type { CheerioAPI } from 'cheerio';
import { oneLine } from './html';

/** A heading of a page and what stands below it, down to the next one. */
export interface Section {
  readonly id: string;
  readonly title: string;
  readonly level: number;
  readonly text: string;
  readonly code: string;
}

/** The sections of a page in order; what comes before its first heading with an id belongs to none. */
export function sectionsOf($: CheerioAPI): Section[] {
  const sections: { id: string; title: string; level: number; text: string[]; code: string[] }[] =
    [];
  const visit = (element: Parameters<CheerioAPI>[0]): void => {
    $(element)
      .contents()
      .each((_, node) => {
        const last = sections.at(-1);
        if (node.type === 'text') last?.text.push(node.data);
        // what a whole file says is said by its parts already
        if (node.type !== 'tag' || node.name === 'nav' || $(node).is('details.file')) return;
        const [, level] = /^h([123])$/.exec(node.name) ?? [];
        const id = node.attribs.id;
        if (level !== undefined && id !== undefined) {
          const title = oneLine($(node).clone().find('a.anchor').remove().end().text());
          sections.push({ id, title, level: Number(level), text: [], code: [] });
        } else if (node.name === 'pre') {
          last?.code.push($(node).text());
        } else {
          visit(node);
          last?.text.push(/^(p|li|td|th|dt|dd|div|summary)$/.test(node.name) ? ' ' : '');
        }
      });
  };
  visit($.root());
  return sections.map(({ text, code, ...section }) => ({
    ...section,
    text: oneLine(text.join('')),
    code: oneLine(code.join(' ')),
  }));
}
