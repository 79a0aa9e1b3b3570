import type { RgbPicture } from './images';

/**
 * An SVG picture drawn on white into a square of `size` pixels, `[size, size, 3]`. The package that draws is loaded at
 * the first use.
 *
 * @throws RangeError when the picture is not square
 */
export async function renderSvg(svg: string, size: number): Promise<RgbPicture> {
  const { Resvg } = await import('@resvg/resvg-js');
  const options = {
    fitTo: { mode: 'width' as const, value: size },
    background: '#fff',
    font: { loadSystemFonts: false }, // looking for fonts takes 200 times as long as drawing
  };
  const { pixels, height } = new Resvg(svg, options).render();
  if (height !== size) throw new RangeError(`expected a square picture, but got height ${height}`);
  const data = new Uint8Array(size * size * 3);
  for (let i = 0; i < size * size; i++) data.set(pixels.subarray(4 * i, 4 * i + 3), 3 * i);
  return { shape: [size, size, 3], data };
}
