import type { tf } from '../backend';

/** Tensors by name, or what is known of them. */
type Shapes = Readonly<Record<string, { readonly shape: readonly number[] }>>;

/**
 * The names under which a file keeps weights: first their place in the list, then their own name, as in
 * `0.hidden/kernel`. Own names alone may be shared (by layers of two models inside a third) and are others when unnamed
 * layers are built again.
 *
 * @param prefix such as `generator.`, without digits
 */
export const placedNames = (weights: readonly tf.LayerVariable[], prefix = ''): string[] =>
  weights.map(({ originalName }, place) => `${prefix}${place}.${originalName}`);

/** The same tensors by their prefix and place alone, as `0` or `generator.0`. */
export function byPlace(tensors: Readonly<Record<string, tf.Tensor>>): Record<string, tf.Tensor> {
  return Object.fromEntries(
    Object.entries(tensors).map(([name, tensor]) => [placeOf(name), tensor]),
  );
}

/** The first place whose shapes are not the same in both, in words; undefined when there is none. */
export function shapeDifference(expected: Shapes, found: Shapes): string | undefined {
  const [wanted, got] = [expected, found].map(shapesByPlace);
  const name = [...Object.keys(expected), ...Object.keys(found)].find(
    (each) => wanted[placeOf(each)] !== got[placeOf(each)],
  );
  if (name === undefined) return undefined;
  const [of, but] = [wanted, got].map((shapes) => shapes[placeOf(name)] ?? 'nothing');
  return `expected ${name} of ${of}, but got ${but}`;
}

/** Up to its first number; what follows is the weight's own name. */
const placeOf = (name: string) => name.replace(/((?:^|\.)\d+)\..*$/, '$1');

const shapesByPlace = (shapes: Shapes): Record<string, string> =>
  Object.fromEntries(
    Object.entries(shapes).map(([name, { shape }]) => [placeOf(name), `[${shape.join(', ')}]`]),
  );
