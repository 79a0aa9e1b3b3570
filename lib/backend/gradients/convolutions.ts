import { tf } from '../tfjs';
import { replaceGradient, run } from '../register';

interface Attributes {
  readonly dilations?: number | number[];
}

/** A convolution and its gradients: three kernels, each linear in both its inputs. */
interface Convolution {
  readonly forward: string;
  readonly backpropInput: string;
  readonly backpropFilter: string;
  readonly dataFormat: string;
}

const CONVOLUTIONS: readonly Convolution[] = [
  {
    forward: 'Conv2D',
    backpropInput: 'Conv2DBackpropInput',
    backpropFilter: 'Conv2DBackpropFilter',
    dataFormat: 'NHWC',
  },
  {
    forward: 'Conv3D',
    backpropInput: 'Conv3DBackpropInputV2',
    backpropFilter: 'Conv3DBackpropFilterV2',
    dataFormat: 'NDHWC',
  },
  {
    forward: 'DepthwiseConv2dNative',
    backpropInput: 'DepthwiseConv2dNativeBackpropInput',
    backpropFilter: 'DepthwiseConv2dNativeBackpropFilter',
    dataFormat: 'NHWC',
  },
];

/** Gradients of convolutions, of any order: those of each of the three kernels are the other two. */
export function installConvolutions(): void {
  CONVOLUTIONS.forEach(installConvolution);
}

function installConvolution({
  forward,
  backpropInput,
  backpropFilter,
  dataFormat,
}: Convolution): void {
  const convolve = (x: tf.Tensor, filter: tf.Tensor, attrs: Attributes) =>
    run(forward, { x, filter }, { dilations: 1, dataFormat, ...attrs });
  const inInput = (dy: tf.Tensor, filter: tf.Tensor, x: tf.Tensor, attrs: Attributes) =>
    run(backpropInput, { dy, filter }, { dataFormat, ...attrs, inputShape: x.shape });
  const inFilter = (x: tf.Tensor, dy: tf.Tensor, filter: tf.Tensor, attrs: Attributes) =>
    run(backpropFilter, { x, dy }, { dataFormat, ...attrs, filterShape: filter.shape });

  replaceGradient<Attributes>(forward, {
    inputs: ['x', 'filter'],
    gradients: (dy, [x, filter], attrs) => {
      requireNoDilation(forward, attrs);
      return {
        x: () => inInput(dy, filter, x, attrs),
        filter: () => inFilter(x, dy, filter, attrs),
      };
    },
  });
  replaceGradient<Attributes>(backpropInput, {
    inputs: ['dy', 'filter'],
    gradients: (ddx, [dy, filter], attrs) => ({
      dy: () => convolve(ddx, filter, attrs),
      filter: () => inFilter(ddx, dy, filter, attrs),
    }),
  });
  replaceGradient<Attributes>(backpropFilter, {
    inputs: ['x', 'dy'],
    gradients: (ddFilter, [x, dy], attrs) => ({
      x: () => inInput(dy, ddFilter, x, attrs),
      dy: () => convolve(x, ddFilter, attrs),
    }),
  });
}

/** tfjs-node's gradient kernels take no dilation, and TensorFlow's on a CPU would refuse it. */
function requireNoDilation(kernelName: string, { dilations = 1 }: Attributes): void {
  if ([dilations].flat().every((rate) => rate === 1)) return;
  throw new RangeError(
    `expected dilations of 1 for a gradient of ${kernelName}, but got ${String(dilations)}`,
  );
}
