import { tf } from './backend';

/**
 * Many rows, made some at a time so that what lies on the way stays small, one part behind the other.
 *
 * @param count of all rows
 * @param size of a part, but for the last one
 * @param part n rows from `start` on; what else it makes is disposed
 * @returns `[count, ...]`; the caller disposes
 */
export const inChunks = <T extends tf.Tensor>(
  count: number,
  size: number,
  part: (start: number, n: number) => T,
): T =>
  tf.tidy(() => {
    const parts = Array.from({ length: Math.ceil(count / size) }, (_, i) =>
      tf.tidy(() => part(i * size, Math.min(size, count - i * size))),
    );
    return tf.concat(parts) as T; // of the parts' rank
  });
