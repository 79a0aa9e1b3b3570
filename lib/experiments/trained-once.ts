/**
 * A training that is done once for each seed and way, however many methods of an experiment measure what it gives. Its
 * networks live on.
 *
 * @param train called when a seed and a way are asked for the first time
 */
export function trainedOnce<Way extends string, T>(
  train: (seed: number, way: Way) => Promise<T>,
): (seed: number, way: Way) => Promise<T> {
  const trained = new Map<string, Promise<T>>();
  return (seed, way) => {
    const key = `${seed} ${way}`;
    const result = trained.get(key) ?? train(seed, way);
    trained.set(key, result);
    return result;
  };
}
