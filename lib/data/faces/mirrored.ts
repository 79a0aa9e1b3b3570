import { tf } from '../../backend';
import type { Face } from './face';
import type { Faces } from './faces';

/**
 * Faces with their mirror images behind them, which are turned and lit the other way: twice the examples for nothing.
 * Winks stay alone, since all wink with the same eye.
 */
export function withMirrorImages({ images, faces }: Faces): Faces {
  const places = faces.flatMap(({ expression }, i) => (expression === 'wink' ? [] : [i]));
  const mirrored = tf.tidy(() => {
    const pictures = tf.tensor4d(images.data, [...images.shape], 'int32');
    return tf.reverse(tf.gather(pictures, tf.tensor1d(places, 'int32')), 2).dataSync();
  });
  const data = new Uint8Array(images.data.length + mirrored.length);
  data.set(images.data);
  data.set(mirrored, images.data.length);
  const [count, ...size] = images.shape;
  return {
    images: { shape: [count + places.length, ...size], data },
    faces: [...faces, ...places.map((i) => mirroredFace(faces[i]))],
  };
}

const mirroredFace = (face: Face): Face => ({
  ...face,
  yaw: -face.yaw,
  roll: -face.roll,
  lightAzimuth: -face.lightAzimuth,
});
