import MarkdownIt from 'markdown-it';
import { replaceFormulas } from '../notebooks/formula-pattern';
import { escapeHtml } from './html';

const MARKDOWN = new MarkdownIt({ html: false });

/** A line of Markdown as HTML. Formulas stay as they are, between their dollar signs. */
export function renderLine(text: string): string {
  return keepFormulas(text, (kept) => MARKDOWN.renderInline(kept));
}

/** Paragraphs and lists of Markdown as HTML. Formulas stay as they are. */
export function renderText(text: string): string {
  return keepFormulas(text, (kept) => MARKDOWN.render(kept));
}

/** A cell of a table, as Markdown. */
export type TableCells = readonly string[];

/** A heading of the third level, and the rows of the table below it. */
export interface MarkdownPart {
  readonly title: string;
  readonly rows: readonly TableCells[];
}

/** The tables of the section "## title": one part for each "###" in it, or one without a title. */
export function readTables(text: string, title: string): MarkdownPart[] {
  const parts: { title: string; rows: string[][] }[] = [];
  let isInside = false;
  let isInBody = false;
  const tokens = MARKDOWN.parse(text, {});
  tokens.forEach((token, i) => {
    const { type, tag } = token;
    if (type === 'heading_open' && tag === 'h2') isInside = tokens[i + 1].content === title;
    if (!isInside) return;
    if (type === 'heading_open' && tag === 'h3')
      parts.push({ title: tokens[i + 1].content, rows: [] });
    if (type === 'table_open' && parts.length === 0) parts.push({ title: '', rows: [] });
    if (type === 'tbody_open' || type === 'tbody_close') isInBody = type === 'tbody_open';
    if (isInBody && type === 'tr_open') parts.at(-1)!.rows.push([]);
    if (isInBody && type === 'td_open')
      parts
        .at(-1)!
        .rows.at(-1)!
        .push(tokens[i + 1].content);
  });
  return parts;
}

/** Markdown would take backslashes and underscores of formulas for its own. */
function keepFormulas(text: string, render: (kept: string) => string): string {
  const formulas: string[] = [];
  const kept = replaceFormulas(text, (found) => `\uE000${formulas.push(found) - 1}\uE001`);
  return render(kept).replace(/\uE000(\d+)\uE001/g, (_, i) => escapeHtml(formulas[i]));
}
