import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import type { CheerioAPI } from 'cheerio';
import { encodePath } from './page';

export interface PictureFolders {
  /** The site's folder. */
  readonly site: string;
  /** Of the pictures, below it: pictures/01_what_is_a_gan. */
  readonly below: string;
  /** Where the text's links to pictures start from. */
  readonly source: string;
}

/**
 * Puts the pictures of a page into files of their own, named after their cells: the page is there before they are, and they
 * come when they are scrolled to. Every picture knows its size, so nothing moves when it comes.
 */
export function movePictures($: CheerioAPI, { site, below, source }: PictureFolders): void {
  mkdirSync(join(site, below), { recursive: true });
  $('img').each((i, element) => {
    const image = $(element);
    const src = image.attr('src') ?? '';
    const [, type, data] = /^data:image\/([a-z]+).*?;base64,(.*)$/s.exec(src) ?? [];
    const cell = image.closest('[id^="cell-"]').attr('id')?.slice('cell-'.length) ?? 'picture';
    const target = data
      ? `${below}/${cell}-${i + 1}.${type.replace('jpeg', 'jpg')}`
      : `${below}/${basename(decodeURIComponent(src))}`;
    if (data) writeFileSync(join(site, target), Buffer.from(data, 'base64'));
    else copyFileSync(resolve(source, decodeURIComponent(src)), join(site, target));
    image.attr('src', encodePath(target)).attr('decoding', 'async');
    if (i > 0) image.attr('loading', 'lazy');
    const bytes = readFileSync(join(site, target));
    if (image.attr('width') === undefined) {
      const size = pngSize(bytes);
      if (size) image.attr('width', String(size.width)).attr('height', String(size.height));
    }
    // the words of a chart must not become too small in a narrow window; images of digits may
    const width = image.attr('width');
    if (width !== undefined && !isGreyPng(bytes)) image.attr('style', `--width: ${width}`);
    // text with a picture in it becomes a figure as wide as the page
    const paragraph = image.parent('p');
    if (paragraph.length > 0 && paragraph.text().trim() === '') paragraph.addClass('picture');
  });
}

/** What a PNG says of its size; undefined for anything else. */
export function pngSize(bytes: Buffer): { width: number; height: number } | undefined {
  if (bytes.length < 24 || bytes.toString('latin1', 1, 4) !== 'PNG') return undefined;
  return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
}

/** Whether a PNG has a palette of greys alone, as grids of digits have; false for anything else. */
export function isGreyPng(bytes: Buffer): boolean {
  const at = bytes.indexOf('PLTE', 0, 'latin1');
  if (at < 0 || pngSize(bytes) === undefined) return false;
  const palette = bytes.subarray(at + 4, at + 4 + bytes.readUInt32BE(at - 4));
  return palette.every((value, i) => value === palette[i - (i % 3)]);
}

/** Copies a picture of the repository into the site. @returns its place there */
export function copyPicture(path: string, site: string): string {
  const target = join('pictures', basename(path));
  mkdirSync(dirname(join(site, target)), { recursive: true });
  copyFileSync(path, join(site, target));
  return target;
}
