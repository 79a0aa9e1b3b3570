import type { Finding } from '../findings';
import { FORMULA } from '../formula-pattern';
import type { NamedNotebook } from '../notebook';
import { linesOutsideFences } from './shape';

/**
 * Dollar signs outside code stand around formulas only, in pairs: the pages take every other one for a formula too. What begins
 * with \begin{…} ends with \end{…}.
 */
export function checkFormulas({ name, notebook }: NamedNotebook): Finding[] {
  return notebook.cells.flatMap(({ id, cell_type, source }) => {
    if (cell_type !== 'markdown') return [];
    const lines = linesOutsideFences(source).map((line) => line.replace(/`[^`]*`/g, ''));
    const escaped = lines.findIndex((line) => line.includes('\\$'));
    if (escaped >= 0) {
      const message = 'the pages take \\$ for a formula: write it as code, or in words';
      return [{ notebook: name, cell: id, line: escaped + 1, message }];
    }
    const text = lines.join('\n');
    if (text.split('$').length % 2 === 0) {
      const message = 'a formula is not closed: the dollar signs are not in pairs';
      return [{ notebook: name, cell: id, message }];
    }
    const [open] = /\\(begin|end)\{[^}]*\}/.exec(text.replace(FORMULA, '')) ?? [];
    if (open === undefined) return [];
    return [{ notebook: name, cell: id, message: `a formula is not closed: ${open} stands alone` }];
  });
}
