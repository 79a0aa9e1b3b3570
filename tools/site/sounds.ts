import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CheerioAPI } from 'cheerio';
import { encodePath } from './page';

/** What stands in an attribute instead of an address: its kind, and the bytes. */
const SOUND = /^data:audio\/([a-z]+);base64,(.*)$/s;

/**
 * Puts the sounds of a page into files of their own, named after their cells, and the songs to take away beside them:
 * the page is there without them, and a sound comes when it is played.
 *
 * @param below of the files, below the site's folder: sounds/17_sound
 */
export function moveSounds($: CheerioAPI, { site, below }: { site: string; below: string }): void {
  const places = [['audio', 'src'], ['a', 'href']] as const; // prettier-ignore
  for (const [tag, attribute] of places) {
    $(`${tag}[${attribute}^="data:audio/"]`).each((i, element) => {
      const holder = $(element);
      const [, type, data] = SOUND.exec(holder.attr(attribute) ?? '') ?? [];
      if (!data) return;
      const cell = holder.closest('[id^="cell-"]').attr('id')?.slice('cell-'.length) ?? 'sound';
      const file = `${below}/${cell}-${i + 1}.${type.replace('midi', 'mid')}`;
      mkdirSync(join(site, below), { recursive: true });
      writeFileSync(join(site, file), Buffer.from(data, 'base64'));
      holder.attr(attribute, encodePath(file));
      if (tag === 'audio') holder.attr('preload', 'none');
    });
  }
}
