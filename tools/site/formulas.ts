import { createRequire } from 'node:module';
import type { CheerioAPI } from 'cheerio';
import { FORMULA } from '../notebooks/formula-pattern';
import { escapeHtml } from './html';

/** The part of MathJax's Node component that is used here; the package has no types. */
interface MathJax {
  tex2svg(tex: string, options: { display: boolean }): unknown;
  svgStylesheet(): unknown;
  startup: {
    adaptor: { outerHTML(node: unknown): string; textContent(node: unknown): string };
    output: { fontCache: { clearCache(): void; getCache(): unknown } };
  };
}

// no types come with the package
const component = createRequire(__filename)('mathjax') as {
  init(options: object): Promise<MathJax>;
};

/** Where dollar signs are no formulas. */
const VERBATIM = 'code, pre, script, style, textarea, svg, math';

/** Draws formulas while the pages are built, as SVG with MathML beside it for screen readers: pages need no script for them. */
export class Formulas {
  private constructor(private readonly mathjax: MathJax) {}

  static async open(): Promise<Formulas> {
    const mathjax: MathJax = await component.init({
      // the full input: the small one looks for \boldsymbol and others while it runs
      loader: {
        load: ['input/tex-full', 'output/svg', 'adaptors/liteDOM', 'a11y/assistive-mml'],
        // no word on the console about a component without a version
        versionWarnings: false,
      },
      tex: { packages: { '[-]': ['noundefined', 'noerrors'] } },
      svg: { fontCache: 'global' },
    });
    return new Formulas(mathjax);
  }

  /** What the formulas ask of the pages' style. */
  stylesheet(): string {
    const { startup } = this.mathjax;
    return startup.adaptor.textContent(this.mathjax.svgStylesheet());
  }

  /**
   * Draws each formula of a page's text, and puts the shapes of their letters, once, at its end.
   * @returns what is wrong with formulas that could not be read
   */
  render($: CheerioAPI): string[] {
    const { adaptor, output } = this.mathjax.startup;
    output.fontCache.clearCache();
    const errors: string[] = [];
    const texts = $.root()
      .find('*')
      .addBack()
      .contents()
      .filter((_, node) => node.type === 'text' && /\$|\\begin\{/.test(node.data))
      .filter((_, node) => $(node).closest(VERBATIM).length === 0);
    for (const node of texts.toArray()) {
      const pieces = splitFormulas($(node).text()).map((piece) => {
        if (typeof piece === 'string') return escapeHtml(piece);
        const html = adaptor.outerHTML(this.mathjax.tex2svg(piece.tex, { display: piece.display }));
        const error = /data-mjx-error="([^"]*)"/.exec(html)?.[1];
        if (error !== undefined) errors.push(`the formula ${piece.tex}: ${error}`);
        return isWide(html) ? html.replace('class="MathJax"', 'class="MathJax wide"') : html;
      });
      $(node).replaceWith(keepTogether(pieces).join(''));
    }
    if (texts.length > 0) {
      const shapes = adaptor.outerHTML(output.fontCache.getCache());
      $.root().append(`<svg class="formula-shapes" aria-hidden="true">${shapes}</svg>`);
    }
    return errors;
  }
}

export interface Formula {
  readonly tex: string;
  readonly display: boolean;
}

/** Text and formulas in turn. */
export function splitFormulas(text: string): (string | Formula)[] {
  const pieces: (string | Formula)[] = [];
  let end = 0;
  for (const match of text.matchAll(FORMULA)) {
    if (match.index > end) pieces.push(text.slice(end, match.index));
    const { display, inline } = match.groups!;
    pieces.push({ tex: (display ?? inline ?? match[0]).trim(), display: inline === undefined });
    end = match.index + match[0].length;
  }
  if (end < text.length) pieces.push(text.slice(end));
  return pieces;
}

/** Wider than a list in a window of 320 pixels: on a telephone such a formula scrolls on its own. */
function isWide(html: string): boolean {
  return Number(/ width="([\d.]+)ex"/.exec(html)?.[1] ?? 0) > 22;
}

/** A browser may break a line beside any formula: what touches one, as in "$G$'s", is kept on its line. */
function keepTogether(pieces: readonly string[]): string[] {
  const kept = [...pieces];
  pieces.forEach((piece, i) => {
    if (!piece.startsWith('<mjx-container') || /^[^>]* display="true"/.test(piece)) return;
    const isText = (at: number): boolean => kept[at] !== undefined && !kept[at].startsWith('<');
    const before = isText(i - 1) ? (/[^\s>]{1,12}$/.exec(kept[i - 1])?.[0] ?? '') : '';
    const after = isText(i + 1) ? (/^[^\s<]{1,12}(?=\s|$)/.exec(kept[i + 1])?.[0] ?? '') : '';
    if (before + after === '') return;
    if (before !== '') kept[i - 1] = kept[i - 1].slice(0, -before.length);
    kept[i] = `<span class="together">${before}${piece}${after}</span>`;
    if (after !== '') kept[i + 1] = kept[i + 1].slice(after.length);
  });
  return kept;
}
