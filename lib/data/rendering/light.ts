import { type Rotation, sineAndCosine } from './angles';

/** Red, green and blue, 0 to 1. */
export type Colour = readonly [number, number, number];

/** Where light comes from, in degrees: from the picture's left (below 0) or right, and from above. */
export interface Lamp {
  readonly azimuth: number;
  readonly elevation: number;
}

/** Light that comes from all sides, from the viewer, and from the lamp. */
const [AMBIENT, FRONTAL, LAMP] = [0.26, 0.1, 0.7];

/**
 * Of each point its brightness, about 0.2 to 1.06: matt, and without shadows cast.
 *
 * @param normals x, y, z of length 1 for each point, as the thing itself has them
 * @param rotation how the thing is turned to the viewer; the lamp does not turn with it
 */
export function brightnessOf(
  normals: Float32Array,
  rotation: Rotation,
  { azimuth, elevation }: Lamp,
): Float32Array {
  const [sa, ca] = sineAndCosine(azimuth);
  const [se, ce] = sineAndCosine(elevation);
  const lamp = [sa * ce, se, ca * ce];
  const [right, up, front] = rotation;
  // The lamp as the thing sees it: the rotation backwards.
  const [a, b, c] = [0, 1, 2].map((k) => right[k] * lamp[0] + up[k] * lamp[1] + front[k] * lamp[2]);
  const brightness = new Float32Array(normals.length / 3);
  for (let i = 0; i < brightness.length; i++) {
    const [x, y, z] = [normals[3 * i], normals[3 * i + 1], normals[3 * i + 2]];
    const ofViewer = Math.max(0, x * front[0] + y * front[1] + z * front[2]);
    const ofLamp = Math.max(0, x * a + y * b + z * c);
    brightness[i] = AMBIENT + FRONTAL * ofViewer + LAMP * ofLamp;
  }
  return brightness;
}

/**
 * Of each point its colour, 0 to 1.
 *
 * @param regions of each point a place in `colours`
 * @param colours in full light, all of as many channels
 */
export function litColours(
  brightness: Float32Array,
  regions: Uint8Array,
  colours: readonly (readonly number[])[],
): Float32Array {
  const channels = colours[0].length;
  const lit = new Float32Array(brightness.length * channels);
  for (let i = 0; i < brightness.length; i++) {
    const colour = colours[regions[i]];
    for (let k = 0; k < channels; k++) {
      lit[i * channels + k] = Math.min(1, colour[k] * brightness[i]);
    }
  }
  return lit;
}
