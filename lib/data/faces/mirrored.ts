import type { Face } from './face';
import type { Faces } from './faces';

/**
 * Faces with their mirror images behind them, which are turned and lit the other way: twice the examples for nothing.
 * Winks stay alone, since all wink with the same eye.
 */
export function withMirrorImages({ images, faces }: Faces): Faces {
  const places = faces.flatMap(({ expression }, i) => (expression === 'wink' ? [] : [i]));
  const [, height, width, channels] = images.shape;
  const size = height * width * channels;
  const data = new Uint8Array((faces.length + places.length) * size);
  data.set(images.data);
  places.forEach((place, i) => {
    const picture = images.data.subarray(place * size, (place + 1) * size);
    mirrorInto(data.subarray((faces.length + i) * size), picture, { width, channels });
  });
  return {
    images: { shape: [faces.length + places.length, height, width, channels], data },
    faces: [...faces, ...places.map((i) => mirroredFace(faces[i]))],
  };
}

const mirroredFace = (face: Face): Face => ({
  ...face,
  yaw: -face.yaw,
  roll: -face.roll,
  lightAzimuth: -face.lightAzimuth,
});

/** Writes a picture's pixels with left and right exchanged. */
function mirrorInto(
  target: Uint8Array,
  picture: Uint8Array,
  { width, channels }: { readonly width: number; readonly channels: number },
): void {
  for (let pixel = 0; pixel < picture.length / channels; pixel++) {
    const column = pixel % width;
    const from = (pixel - column + width - 1 - column) * channels;
    target.set(picture.subarray(from, from + channels), pixel * channels);
  }
}
