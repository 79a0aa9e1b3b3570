/** An error of TensorFlow about an index that a table does not have, in a sentence; any other error as it is. */
export function indexError(error: unknown): unknown {
  const found = /indices\[.*\] = (-?\d+) is not in \[0, (\d+)\)/.exec(String(error));
  if (!found) return error;
  const [, index, size] = found;
  return new RangeError(
    `expected indices, such as labels of classes, from 0 to ${Number(size) - 1}, but got ${index}`,
    { cause: error },
  );
}
