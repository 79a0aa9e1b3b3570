import { tf } from '../backend';

/**
 * The squared size of each wave in some planes: entry (i, j) belongs to waves that fit i times into the height and j times
 * into the width, |Σ x(r, c) exp(−2πi (ir / height + jc / width))|². Within a `tf.tidy`.
 *
 * @param planes `[n, height, width]`
 * @returns `[n, height, width]`
 */
export function wavePowers(planes: tf.Tensor3D): tf.Tensor3D {
  const [, height, width] = planes.shape;
  const [cosDown, sinDown] = wavesOf(height);
  const [even, odd] = wavesOf(width).map((waves) => along(planes, waves));
  const real = tf.sub(along(even, cosDown), along(odd, sinDown));
  const imaginary = tf.add(along(even, sinDown), along(odd, cosDown));
  return tf.add(tf.square(real), tf.square(imaginary));
}

/** Each row of each plane times a matrix, and the planes turned, so that a second call takes the columns. */
function along(planes: tf.Tensor3D, matrix: tf.Tensor2D): tf.Tensor3D {
  const [, height, width] = planes.shape;
  const rows = tf.matMul(planes.reshape<tf.Tensor2D>([-1, width]), matrix);
  return tf.transpose(rows.reshape<tf.Tensor3D>([-1, height, width]), [0, 2, 1]);
}

/** cos and sin of 2π x k / size, `[x, k]` each. */
function wavesOf(size: number): tf.Tensor2D[] {
  return [Math.cos, Math.sin].map((wave) => {
    const values = Array.from({ length: size * size }, (_, i) =>
      wave((2 * Math.PI * ((Math.floor(i / size) * (i % size)) % size)) / size),
    );
    return tf.tensor2d(values, [size, size]);
  });
}
