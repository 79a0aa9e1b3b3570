import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Finding } from '../findings';
import type { NamedNotebook } from '../notebook';
import { linesOutsideFences } from './shape';

/** Links and pictures in the text: files must exist, a picture needs alt text, and pictures come from the repository. */
export function checkLinks({ name, notebook }: NamedNotebook, path: string): Finding[] {
  return notebook.cells.flatMap(({ id, cell_type, source }) => {
    if (cell_type !== 'markdown') return [];
    return linesOutsideFences(source).flatMap((line, i) =>
      [...line.matchAll(/(!?)\[([^\]]*)\]\(\s*<?([^)\s>]+)/g)].flatMap(([, mark, text, target]) =>
        checkLink(mark === '!', text, target, dirname(path)).map((message) => ({
          notebook: name,
          cell: id,
          line: i + 1,
          message,
        })),
      ),
    );
  });
}

function checkLink(isPicture: boolean, text: string, target: string, folder: string): string[] {
  const found: string[] = [];
  if (isPicture && text.trim() === '') found.push(`the picture ${target} has no alt text`);
  if (/^[a-z]+:/.test(target)) {
    if (isPicture && !target.startsWith('data:'))
      found.push(`the picture ${target} needs the network`);
    return found;
  }
  const file = decodeURI(target.replace(/#.*$/, ''));
  if (file !== '' && !existsSync(resolve(folder, file)))
    found.push(`the link ${target} leads nowhere`);
  return found;
}
