import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { drawCard } from './card';
import { parseFragment } from './html';
import { type LessonContext, type LessonEntry, placeAmong } from './lesson-page';

/** Draws the card of a lesson, with the first picture of its page. @returns the card's file, below the site's folder */
export async function lessonCard(
  body: string,
  { file, number, title, promise }: LessonEntry,
  { site, lessons }: LessonContext,
): Promise<string> {
  const picture = parseFragment(body)('img').first().attr('src');
  const card = await drawCard({
    eyebrow: placeAmong(number, lessons),
    title,
    text: promise,
    picture: picture === undefined ? undefined : join(site, decodeURIComponent(picture)),
  });
  const target = `cards/${file.replace(/\.html$/, '.png')}`;
  mkdirSync(join(site, 'cards'), { recursive: true });
  writeFileSync(join(site, target), card);
  return target;
}
