import { tf } from './tfjs';

const BACKEND = 'tensorflow';

/** The arguments of a kernel: tensors and attributes by name. */
export interface KernelArguments<Attributes> {
  readonly inputs: Readonly<Record<string, tf.TensorInfo>>;
  readonly attrs: Attributes;
}

/** Puts a kernel in the place of the one of that name, or adds it. */
export function replaceKernel<Attributes extends object>(
  kernelName: string,
  kernelFunc: (args: KernelArguments<Attributes>) => tf.TensorInfo | tf.TensorInfo[],
): void {
  if (tf.getKernel(kernelName, BACKEND)) tf.unregisterKernel(kernelName, BACKEND);
  // Whoever calls a kernel by its name gives it that kernel's inputs and attributes.
  const config = { kernelName, backendName: BACKEND, kernelFunc } as unknown as tf.KernelConfig;
  tf.registerKernel(config);
}

/** How a gradient goes back through a kernel. */
export interface Gradient<Attributes> {
  /** Names of inputs that {@link gradients} needs; `'all'` for a kernel that takes a list. */
  readonly inputs?: readonly string[] | 'all';
  /** Which outputs it needs; they come after the inputs. */
  readonly outputs?: readonly boolean[];
  /** The gradient in each input, from that in the output (a list when there are several). */
  readonly gradients: (
    dy: tf.Tensor & tf.Tensor[],
    saved: readonly tf.Tensor[],
    attrs: Attributes,
  ) => Record<string, () => tf.Tensor>;
}

/** Puts a gradient in the place of a kernel's, or adds it. */
export function replaceGradient<Attributes extends object>(
  kernelName: string,
  { inputs = [], outputs = [], gradients }: Gradient<Attributes>,
): void {
  if (tf.getGradient(kernelName)) tf.unregisterGradient(kernelName);
  tf.registerGradient({
    kernelName,
    ...(inputs === 'all' ? { saveAllInputs: true } : { inputsToSave: [...inputs] }),
    outputsToSave: [...outputs],
    // A kernel has either one output or a fixed number of them, and its own attributes.
    gradFunc: gradients as unknown as tf.GradFunc,
  });
}

/** Runs a registered kernel of one output by its name, so that the tape records it. */
export function run(kernelName: string, inputs: object, attrs: object = {}): tf.Tensor {
  // The engine hands both on to the kernel as they are.
  return tf.engine().runKernel(kernelName, inputs as tf.NamedTensorMap, attrs as tf.NamedAttrMap);
}
