import { tf } from '../../lib/backend';
import type { DiscriminatorName } from '../../lib/experiments/discriminators';
import type { GeneratorName } from '../../lib/experiments/generators';
import { buildConditionalGenerator } from '../../lib/models/conditional-dcgan';
import { buildDcganGenerator } from '../../lib/models/dcgan';
import { buildDenseDiscriminator, buildDenseGenerator } from '../../lib/models/dense';
import { applyInUse } from '../../lib/models/gan';
import { fromFloat24 } from './float24';

/** The course's trained networks, built by the library's own functions. */
const BUILD = {
  dense: () => buildDenseGenerator({ seed: 0 }),
  dcgan: () => buildDcganGenerator({ seed: 0 }),
  dcganContinuous: () => buildDcganGenerator({ seed: 0, categories: 0 }),
  conditional: () => buildConditionalGenerator({ seed: 0 }),
  denseDiscriminator: () => buildDenseDiscriminator({ seed: 0 }),
} satisfies Record<GeneratorName | `${DiscriminatorName}Discriminator`, () => tf.LayersModel>;

export type Generator = GeneratorName;
type Network = keyof typeof BUILD;

declare global {
  /** What the files of weights fill: base 64 of float24 numbers, in the order of the model's weights. */
  var ganWeights: Partial<Record<string, string>> | undefined;
}

const loaded = new Map<Network, Promise<tf.LayersModel>>();

/** A network with its trained weights; each is loaded once. The file is a script, since a page opened from disk can fetch nothing else. */
function load(name: Network): Promise<tf.LayersModel> {
  const known = loaded.get(name) ?? loadScript(name).then(() => build(name));
  loaded.set(name, known);
  known.catch(() => loaded.delete(name)); // to be tried again
  return known;
}

const folder = (document.currentScript as HTMLScriptElement).src.replace(/[^/]*$/, '');

function loadScript(name: Network): Promise<void> {
  return new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.src = `${folder}${name}.js`;
    script.onload = () => resolve();
    script.onerror = () => reject(new Error(`${name}.js cannot be loaded`));
    document.head.append(script);
  });
}

function build(name: Network): tf.LayersModel {
  const model = BUILD[name]();
  const text = atob(globalThis.ganWeights![name]!);
  delete globalThis.ganWeights![name];
  const values = fromFloat24(Uint8Array.from(text, (letter) => letter.charCodeAt(0)));
  let start = 0;
  const tensors = model.weights.map(({ shape }) => {
    const sizes = shape as number[]; // a weight has no batch
    const end = start + sizes.reduce((a, b) => a * b, 1);
    const tensor = tf.tensor(values.subarray(start, end), sizes);
    start = end;
    return tensor;
  });
  model.setWeights(tensors);
  tensors.forEach((tensor) => tensor.dispose());
  return model;
}

/** An image of 28×28, row by row, 0 to 1. */
export type Digit = Float32Array;
export const SIZE = 28;

/**
 * What a generator makes of z, one image a row.
 *
 * @param labels the digit asked for in each row, of the conditional generator only
 */
export async function generate(
  name: Generator,
  z: readonly (readonly number[])[],
  labels?: readonly number[],
): Promise<Digit[]> {
  const model = await load(name);
  const images = tf.tidy(() => {
    const input = tf.tensor2d(z as number[][]);
    return applyInUse(model, labels ? [input, tf.tensor1d(labels as number[], 'int32')] : input);
  });
  const values = (await images.data()) as Float32Array;
  images.dispose();
  return z.map((_, i) => values.slice(i * SIZE * SIZE, (i + 1) * SIZE * SIZE));
}

/** D(x), the probability that the dense discriminator gives to an image being real. */
export async function judge(digit: Digit): Promise<number> {
  const model = await load('denseDiscriminator');
  return tf.tidy(() => {
    const logit = applyInUse(model, tf.tensor4d(digit, [1, SIZE, SIZE, 1]));
    return tf.sigmoid(logit).dataSync()[0];
  });
}
