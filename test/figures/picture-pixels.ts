import { createCanvas, Image } from 'canvas';

import type { Picture } from '../../lib/figures';

/** A decoded picture. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  /** Red, green, blue, alpha, 0 to 255. */
  at(x: number, y: number): number[];
  readonly rgba: Uint8ClampedArray;
}

/** What a PNG shows, decoded by node-canvas, which had no part in writing it. */
export function decodePng(data: Buffer): Pixels {
  const image = new Image();
  image.src = data;
  const { width, height } = image;
  const context = createCanvas(width, height).getContext('2d');
  context.drawImage(image, 0, 0);
  const rgba = context.getImageData(0, 0, width, height).data;
  const at = (x: number, y: number) =>
    Array.from(rgba.subarray((y * width + x) * 4, (y * width + x) * 4 + 4));
  return { width, height, at, rgba };
}

/** The places of a picture's pixels within `tolerance` of a colour such as `#0072b2` in each channel, row by row. */
export function placesOf(picture: Picture, colour: string, tolerance = 12): [number, number][] {
  const wanted = [1, 3, 5].map((i) => parseInt(colour.slice(i, i + 2), 16));
  const { width, rgba } = decodePng(picture.data);
  const isNear = (i: number, k: number) => Math.abs(rgba[i + k] - wanted[k]) <= tolerance;
  const places: [number, number][] = [];
  for (let i = 0; i < rgba.length; i += 4) {
    if (!isNear(i, 0) || !isNear(i, 1) || !isNear(i, 2)) continue;
    places.push([(i / 4) % width, Math.floor(i / 4 / width)]);
  }
  return places;
}

/** Share of a picture's pixels within `tolerance` of a colour. */
export function shareOf(picture: Picture, colour: string, tolerance = 12): number {
  const numPixels = picture.width * picture.height * 4; // two each way to a CSS pixel
  return placesOf(picture, colour, tolerance).length / numPixels;
}
