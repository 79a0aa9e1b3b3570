import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Course } from '../notebooks/lessons';
import { renderLine } from './markdown';
import { escapeHtml } from './html';
import type { IndexPicture } from './index-page';
import { copyPicture, pngSize } from './pictures';

/** The first picture of the README, with the paragraph below it; undefined for a course without one. */
export function coursePicture(course: Course, site: string): IndexPicture | undefined {
  const readme = join(course.root, 'README.md');
  if (!existsSync(readme)) return undefined;
  const [, alt, path, caption] =
    /^!\[([^\]]+)\]\(([^)]+)\)\n\n(.+)$/m.exec(readFileSync(readme, 'utf8')) ?? [];
  if (path === undefined) return undefined;
  const from = join(course.root, path);
  const size = pngSize(readFileSync(from));
  if (!size) throw new Error(`${from}: expected a PNG`);
  return {
    file: copyPicture(from, site),
    ...size,
    alt: escapeHtml(alt),
    caption: renderLine(caption),
  };
}
