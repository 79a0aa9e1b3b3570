import type { Finding } from '../findings';
import type { NamedNotebook } from '../notebook';
import { linesOutsideFences } from './shape';

/**
 * A question is a paragraph that begins with "**Question.**", and a list of answers below it, each a details whose summary is
 * the answer and whose text begins with "Right" or "Wrong" and gives the reason. One answer at least is right.
 */
export function checkQuizzes({ name, notebook }: NamedNotebook): Finding[] {
  return notebook.cells.flatMap(({ id, cell_type, source }) => {
    if (cell_type !== 'markdown') return [];
    const lines = linesOutsideFences(source);
    const starts = lines.flatMap((line, i) => (/^\*\*Question\b/.test(line) ? [i] : []));
    return starts.flatMap((start, i) =>
      checkQuestion(lines.slice(start, starts[i + 1]).join('\n')).map((message) => ({
        notebook: name,
        cell: id,
        line: start + 1,
        message,
      })),
    );
  });
}

function checkQuestion(text: string): string[] {
  const answers = [...text.matchAll(/^- (.*)\n([^]*?)(?=^- |^#|(?![^]))/gm)];
  if (answers.length < 2) return ['the question has no list of answers: expected "- <details>…"'];
  const found: string[] = [];
  let numRight = 0;
  for (const [, head, body] of answers) {
    const summary = /^<details><summary>(.+)<\/summary>$/.exec(head)?.[1];
    const [, verdict, reason] =
      /^\s+(Right|Wrong)\b[.:,]?\s*([^]*?)\s*<\/details>/.exec(body) ?? [];
    if (summary === undefined || verdict === undefined) {
      found.push(
        `the answer "${head}" is not "<details><summary>answer</summary>", a text that begins with Right or Wrong, "</details>"`,
      );
    } else if (reason === '') {
      found.push(`the answer "${summary}" gives no reason`);
    }
    if (verdict === 'Right') numRight += 1;
  }
  if (found.length === 0 && numRight === 0) found.push('no answer to the question is right');
  return found;
}
