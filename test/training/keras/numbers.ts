import { tf } from '../../../lib/backend';

// The initial weights and the noise of make_reference.py, number for number, from integer arithmetic.

/** The finaliser of MurmurHash3: spreads an integer over 32 bits. */
function mix(value: number): number {
  let bits = value ^ (value >>> 16);
  bits = Math.imul(bits, 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}

/** `count` numbers in (0, 1): number i of a stream is a function of the stream and i alone. */
export function uniform(stream: number, count: number): number[] {
  const start = mix(Math.imul(stream + 1, 0x9e3779b9));
  return Array.from(
    { length: count },
    (_, i) => (mix(start + Math.imul(i, 0x9e3779b9)) + 0.5) / 2 ** 32,
  );
}

/** `count` numbers from N(0, 1) by Box and Muller, from 2 · count uniform ones. */
export function normal(stream: number, count: number): number[] {
  const u = uniform(stream, 2 * count);
  return Array.from(
    { length: count },
    (_, i) => Math.sqrt(-2 * Math.log(u[i])) * Math.cos(2 * Math.PI * u[count + i]),
  );
}

/** Weights of a stack of dense layers of these sizes: Glorot's uniform ones, and biases of 0. */
export function denseWeights(firstStream: number, sizes: readonly number[]): tf.Tensor[] {
  return sizes.slice(1).flatMap((columns, layer) => {
    const rows = sizes[layer];
    const limit = Math.sqrt(6 / (rows + columns));
    const kernel = uniform(firstStream + layer, rows * columns).map((u) => (2 * u - 1) * limit);
    return [tf.tensor2d(kernel, [rows, columns]), tf.zeros([columns])];
  });
}
