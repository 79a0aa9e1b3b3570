/**
 * A formula, as JupyterLab finds it: `$$…$$` and an environment (`\begin{align}…\end{align}`) stand on their own, `$…$` within
 * a line.
 */
export const FORMULA =
  /\$\$(?<display>[^$]+)\$\$|\$(?<inline>[^$]+)\$|\\begin\{(?<name>[a-zA-Z]*\*?)\}[^]*?\\end\{\k<name>\}/g;

/** In Markdown code comes first: what looks like a formula in it is none. */
const CODE_OR_FORMULA = new RegExp(`(?<ticks>\`+)[^]*?\\k<ticks>(?!\`)|${FORMULA.source}`, 'g');

/** Markdown with something else in the place of each formula. */
export function replaceFormulas(markdown: string, replace: (formula: string) => string): string {
  return markdown.replace(CODE_OR_FORMULA, (found) =>
    found.startsWith('`') ? found : replace(found),
  );
}

/** Markdown with white space in the place of formulas, line by line as it was. */
export function withoutFormulas(markdown: string): string {
  return replaceFormulas(markdown, blank);
}

/** White space as long as the text, with the same lines. */
export function blank(text: string): string {
  return text.replace(/[^\n]/g, ' ');
}
