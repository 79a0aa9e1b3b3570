import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createCanvas, loadImage } from 'canvas';
import type { CheerioAPI } from 'cheerio';
import { imagePicture } from '../../lib/figures/picture';
import { encodePath } from './page';

/**
 * Gives each film its first frame as a still beside it, which is what readers see who have asked their system for less
 * motion, with or without scripts; and a button, that the pages' script brings to life. A replay has its own.
 */
export async function addStills($: CheerioAPI, site: string): Promise<void> {
  for (const element of $('img[src$=".gif"]').toArray()) {
    const image = $(element);
    const src = image.attr('src') ?? '';
    const still = src.replace(/\.gif$/, '-still.png');
    writeFileSync(
      join(site, decodeURIComponent(still)),
      await firstFrame(join(site, decodeURIComponent(src))),
    );
    image.wrap('<picture></picture>');
    image.before(
      `<source media="(prefers-reduced-motion: reduce)" srcset="${encodePath(decodeURIComponent(still))}">`,
    );
    if (image.closest('.replay').length > 0) continue;
    image.parent().parent().addClass('film');
    image.parent().after('<button type="button">Pause the film</button>');
  }
}

/** A GIF's first frame as a PNG. */
async function firstFrame(path: string): Promise<Buffer> {
  const image = await loadImage(path);
  const canvas = createCanvas(image.width, image.height);
  canvas.getContext('2d').drawImage(image, 0, 0);
  return imagePicture(canvas, '').data;
}
