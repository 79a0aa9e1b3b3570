import { tf } from '../backend';
import { requireInteger, requirePositive } from '../check';
import { requirePixels } from '../data/pixel-range';
import { partsOf } from './colour-mix';
import { copyImages } from './image-pixels';
import { openPanels } from './panels';
import { DENSITY, type Picture, chartPicture } from './picture';

/** How heights become a picture. */
export interface ReliefShading {
  /** Pixels of the picture to a height's cell each way, an integer. Default 4. */
  readonly zoom?: number;
  /** How many cells high a height of 1 is: more makes slopes steeper. Default 4. */
  readonly steepness?: number;
  /** What lies at this height or below is water. Default: there is none. */
  readonly seaLevel?: number;
}

/** How to draw relief. */
export interface ReliefOptions extends ReliefShading {
  /** What the picture shows, for those who cannot see it. */
  readonly alt: string;
  /** Maps in a row, an integer. Default: at most 6. */
  readonly columns?: number;
  /** Above each map. Default: none. */
  readonly names?: readonly string[];
  /** Below each map, such as a number. Default: none. */
  readonly captions?: readonly string[];
}

/** From the lowest to the highest land, each brighter than the one before. */
const LAND = ['#2b5d47', '#6b965c', '#b5b47c', '#dcc9a8', '#ffffff'].map(partsOf);
const WATER = partsOf('#4a7fb5');
/** The light comes from the upper left, where readers expect it, halfway up. */
const LIGHT = { x: -0.5, y: -0.5, z: Math.SQRT1_2 } as const;
/** Brightness of what the light does not reach, and of the steepest slope towards it: 1 is flat land. */
const [DARKEST, BRIGHTEST] = [0.35, 1.25];
const NUM_COLOURS = 128;

/**
 * Height maps as shaded relief, several in a grid: green is low and white is high, and light falls from the upper left.
 *
 * @param heights `[count, height, width, 1]` in 0..1, float32; stays the caller's
 * @throws TypeError when heights are not float32; RangeError when the shape or the range is another, there is none,
 *   words are not as many, an option is out of its range, or the picture would be too large
 */
export function drawRelief(heights: tf.Tensor4D, options: ReliefOptions): Picture {
  const { names, captions, alt } = options;
  const images = shadeRelief(heights, options);
  const [count, height, width] = images.shape;
  const columns = options.columns ?? Math.min(6, count);
  const { context, places } = openPanels({ count, columns, width, height, names, captions });
  const pixels = context.getImageData(0, 0, context.canvas.width, context.canvas.height);
  copyImages(images, new Uint32Array(pixels.data.buffer), {
    stride: pixels.width,
    zoom: DENSITY,
    range: 'zeroToOne',
    corner: (map) => [places[map].left * DENSITY, places[map].top * DENSITY],
  });
  images.dispose();
  context.putImageData(pixels, 0, 0);
  return chartPicture(context.canvas, alt, NUM_COLOURS);
}

/**
 * The pictures of {@link drawRelief}, to be shown beside others.
 *
 * @param heights `[count, height, width, 1]` in 0..1, float32
 * @returns `[count, height · zoom, width · zoom, 3]` in 0..1; the caller disposes
 * @throws as drawRelief
 */
export function shadeRelief(heights: tf.Tensor4D, options: ReliefShading = {}): tf.Tensor4D {
  const zoom = requireInteger('zoom', options.zoom ?? 4, { min: 1 });
  const steepness = requirePositive('steepness', options.steepness ?? 4);
  const { seaLevel = -Infinity } = options;
  if (heights.rank !== 4 || heights.shape[0] === 0 || heights.shape[3] !== 1) {
    throw new RangeError(
      `expected heights of shape [count, height, width, 1], but got [${heights.shape.join(', ')}]`,
    );
  }
  requirePixels(heights, 'zeroToOne');
  const fine = tf.tidy(() => enlarge(heights, zoom));
  const [count, height, width] = fine.shape;
  const values = fine.dataSync<'float32'>();
  fine.dispose();
  const colours = new Float32Array(values.length * 3);
  const slopeScale = steepness * zoom; // a pixel is 1 / zoom of a cell wide
  for (let i = 0; i < values.length; i++) {
    const isWater = values[i] <= seaLevel;
    const slopes = isWater ? [0, 0] : slopesAt(values, i, { height, width });
    const light = brightness(slopes.map((slope) => slope * slopeScale));
    const colour = isWater ? WATER : landColour(values[i]);
    colour.forEach((part, k) => (colours[3 * i + k] = Math.min(1, (part / 255) * light)));
  }
  return tf.tensor4d(colours, [count, height, width, 3]);
}

/** Heights between heights, without edges where cells meet. */
function enlarge(heights: tf.Tensor4D, zoom: number): tf.Tensor4D {
  const [, height, width] = heights.shape;
  // half-pixel centres keep the edges of the map where they are
  const large = tf.image.resizeBilinear(heights, [height * zoom, width * zoom], false, true);
  return tf.avgPool(tf.avgPool(large, zoom, 1, 'same'), zoom, 1, 'same');
}

/** Rise to the right and downwards, from pixel to pixel; at the edges on one side. */
function slopesAt(
  values: Float32Array,
  i: number,
  { height, width }: { readonly height: number; readonly width: number },
): [number, number] {
  const [x, y] = [i % width, Math.floor(i / width) % height];
  const slope = (place: number, length: number, stride: number) => {
    const [before, after] = [place > 0 ? 1 : 0, place < length - 1 ? 1 : 0];
    if (before + after === 0) return 0;
    return (values[i + after * stride] - values[i - before * stride]) / (before + after);
  };
  return [slope(x, width, 1), slope(y, height, width)];
}

/** How much light falls on a slope, as a part of what falls on flat land (Lambert's law). */
function brightness([right, down]: readonly number[]): number {
  const facing = LIGHT.z - LIGHT.x * right - LIGHT.y * down;
  const light = facing / Math.hypot(right, down, 1) / LIGHT.z;
  return Math.min(BRIGHTEST, Math.max(DARKEST, light));
}

function landColour(height: number): number[] {
  const place = Math.min(1, Math.max(0, height)) * (LAND.length - 1);
  const below = Math.min(LAND.length - 2, Math.floor(place));
  return LAND[below].map((part, k) => part + (place - below) * (LAND[below + 1][k] - part));
}
