import * as ts from 'typescript';

/** A doc comment, taken apart; every text is Markdown. */
export interface DocComment {
  readonly text: string;
  readonly params: readonly { readonly name: string; readonly text: string }[];
  readonly returns: string;
  readonly throws: readonly string[];
  readonly see: readonly string[];
}

/** The doc comment of a declaration, empty where it has none. */
export function docCommentOf(node: ts.Node): DocComment {
  const comment = ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc).at(-1);
  const tags = (comment?.tags ?? []).map((tag) => ({
    kind: tag.tagName.text,
    text: tagText(tag),
  }));
  const all = (...kinds: string[]): string[] =>
    tags.filter(({ kind }) => kinds.includes(kind)).map(({ text }) => text);
  return {
    text: withoutLinks(ts.getTextOfJSDocComment(comment?.comment) ?? ''),
    params: all('param').map((text) => {
      const [, name, rest] = /^(\S+)\s*(?:-\s+)?([^]*)$/.exec(text) ?? ['', text, ''];
      return { name, text: rest };
    }),
    returns: all('returns', 'return').join(' '),
    throws: all('throws'),
    see: all('see'),
  };
}

/** A tag's words as they were written: TypeScript takes the first word of `@see Goodfellow et al.` for a name. */
function tagText(tag: ts.JSDocTag): string {
  const raw = tag.getSourceFile().text.slice(tag.pos, tag.end);
  const lines = raw.split('\n').map((line) => line.replace(/^\s*\*(?!\/) ?/, '').trimEnd());
  const text = lines.join('\n').replace(/\*\/\s*$/, '');
  return withoutLinks(text.replace(/^\s*@\w+\s*/, '').trim());
}

function withoutLinks(text: string): string {
  return text.replace(/\{@link\s+([^}|\s]+)[^}]*\}/g, '`$1`');
}
