import type { Finding } from '../findings';
import type { NamedNotebook } from '../notebook';
import { linesOutsideFences } from './shape';

/** Dollar signs outside code stand around formulas only, in pairs: the pages take every other one for a formula too. */
export function checkFormulas({ name, notebook }: NamedNotebook): Finding[] {
  return notebook.cells.flatMap(({ id, cell_type, source }) => {
    if (cell_type !== 'markdown') return [];
    const lines = linesOutsideFences(source).map((line) => line.replace(/`[^`]*`/g, ''));
    const escaped = lines.findIndex((line) => line.includes('\\$'));
    if (escaped >= 0) {
      const message = 'the pages take \\$ for a formula: write it as code, or in words';
      return [{ notebook: name, cell: id, line: escaped + 1, message }];
    }
    const numDollars = lines.join('\n').split('$').length - 1;
    if (numDollars % 2 === 0) return [];
    return [
      {
        notebook: name,
        cell: id,
        message: 'a formula is not closed: the dollar signs are not in pairs',
      },
    ];
  });
}
