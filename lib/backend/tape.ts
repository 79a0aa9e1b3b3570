import { tf } from './tfjs';

// tfjs differentiates by a tape: a list of nodes, one a kernel call, in the order of the calls. A node keeps clones of
// the tensors that its gradient needs, and each clone is a node too. Three things in it make gradients of gradients
// wrong or impossible; they are mended here, for every kernel at once.

interface TapeNode {
  readonly inputs: tf.NamedTensorMap;
  readonly outputs: readonly tf.Tensor[];
  readonly gradient?: (dys: tf.Tensor[]) => Record<string, () => tf.Tensor>;
}
interface TapeEngine {
  readonly state: { readonly activeTape: TapeNode[] };
  addTapeNode(
    kernelName: string,
    inputs: tf.NamedTensorMap,
    outputs: readonly tf.Tensor[],
    gradient: unknown,
    saved: readonly tf.Tensor[],
    attrs: unknown,
  ): void;
}

/** Inputs on which a kernel's output does not depend, or only in steps: their gradient is 0 and never asked for. */
const CONSTANT_INPUTS: Readonly<Record<string, readonly string[]>> = {
  ReluGrad: ['saved'],
  LeakyReluGrad: ['saved'],
  AvgPoolGrad: ['input'],
  AvgPool3DGrad: ['input'],
  MaxPoolGrad: ['input', 'output'],
  MaxPoolGradGrad: ['input', 'output'],
  ResizeBilinearGrad: ['images'],
  ResizeNearestNeighborGrad: ['images'],
};

/**
 * Mends the tape, once.
 *
 * 1. The clone of a saved *output* is recorded before the kernel that makes the output. A second gradient, which walks
 *    the tape from the front, does not see that the clone depends on anything: it is silently wrong. The kernel's
 *    node is put before its clones.
 * 2. A `tf.customGrad` can save what it computes on the way, which the tape knows nothing of: silently wrong as well. A
 *    second gradient through it throws.
 * 3. Booleans and whole numbers have no gradient, yet `where(greater(x, 0), …)` asks Greater for one and throws. Nodes
 *    without a float output are not recorded.
 *
 * @see https://github.com/tensorflow/tfjs/issues/3252
 */
export function repairTape(): void {
  // addTapeNode is private, but every record on the tape is made by it (tfjs-core 4.22, engine.ts).
  const engine = tf.engine() as unknown as TapeEngine;
  const record = engine.addTapeNode.bind(engine);
  engine.addTapeNode = (kernelName, inputs, outputs, gradient, saved, attrs) => {
    if (outputs.every(({ dtype }) => dtype === 'bool' || dtype === 'int32')) {
      tf.dispose([...saved]);
      return;
    }
    record(kernelName, varying(kernelName, inputs), outputs, gradient, saved, attrs);
    if (saved.length > 0) mendClones(engine.state.activeTape, kernelName, inputs, saved);
  };
}

function varying(kernelName: string, inputs: tf.NamedTensorMap): tf.NamedTensorMap {
  const constant = CONSTANT_INPUTS[kernelName];
  if (!constant) return inputs;
  return Object.fromEntries(Object.entries(inputs).filter(([name]) => !constant.includes(name)));
}

/** Puts the tape's last node before the clones of its outputs, and guards those of anything but outputs and inputs. */
function mendClones(
  tape: TapeNode[],
  kernelName: string,
  inputs: tf.NamedTensorMap,
  saved: readonly tf.Tensor[],
): void {
  const last = tape.length - 1;
  const [inputIds, outputIds, savedIds] = [Object.values(inputs), tape[last].outputs, saved].map(
    // An optional input may be undefined.
    (tensors) => new Set(tensors.map((tensor) => tensor?.id)),
  );
  let target = last;
  for (let i = last - 1; i >= Math.max(0, last - saved.length); i--) {
    const { inputs: source, outputs: clones } = tape[i];
    if (!savedIds.has(clones[0].id)) continue;
    if (outputIds.has(source.x.id)) target = i;
    else if (!inputIds.has(source.x.id)) tape[i] = unknownGradient(tape[i], kernelName, inputs);
  }
  if (target < last) tape.splice(target, 0, ...tape.splice(last, 1));
}

/** A clone that depends on the kernel's inputs in a way that nobody knows. */
function unknownGradient(clone: TapeNode, kernelName: string, inputs: tf.NamedTensorMap): TapeNode {
  const gradient = () => {
    throw new Error(
      `the second gradient of ${kernelName} is not known: its first one uses a tensor that is neither input nor output`,
    );
  };
  return { ...clone, inputs, gradient };
}
