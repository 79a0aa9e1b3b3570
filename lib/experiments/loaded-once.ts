import { tf } from '../backend';

/**
 * A loader that loads when it is first called, and gives the same each time after. Its tensors live on, also when that
 * first call is within a `tf.tidy`, which would have disposed them.
 */
export function loadedOnce<T>(load: () => T): () => T {
  let loaded: { readonly value: T } | undefined;
  return () => {
    if (!loaded) {
      const value = load();
      keepTensors(value);
      loaded = { value };
    }
    return loaded.value;
  };
}

function keepTensors(value: unknown): void {
  if (value instanceof tf.Tensor) tf.keep(value);
  else if (typeof value === 'object' && value !== null && !ArrayBuffer.isView(value)) {
    Object.values(value).forEach(keepTensors);
  }
}
