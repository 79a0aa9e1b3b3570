import { tf } from '../tfjs';
import { execute, FLOAT, int, text, type, type OpAttribute } from '../execute';
import { replaceGradient, replaceKernel, run } from '../register';

/** Gradients of what moves, repeats or picks numbers; each is the adjoint of a linear map. */
export function installIndexing(): void {
  installMirrorPad();
  installStridedSlice();
  installDepthToSpace();
  installGather();
  installGatherNd();
  installTopK();
}

interface MirrorPadAttributes {
  readonly paddings: readonly (readonly [number, number])[];
  readonly mode: 'reflect' | 'symmetric';
}

/** tfjs only cuts the border off; its gradient belongs to the pixels that it mirrors. */
function installMirrorPad(): void {
  replaceKernel<MirrorPadAttributes>('MirrorPadGrad', ({ inputs: { dy }, attrs }) => {
    const { paddings, mode } = attrs;
    return tf.tidy(() => {
      const pairs = tf.tensor2d(paddings.flat(), [paddings.length, 2], 'int32');
      const Tpaddings = type('int32');
      return execute('MirrorPadGrad', [dy, pairs], {
        mode: text(mode.toUpperCase()),
        Tpaddings,
        T: FLOAT,
      });
    });
  });
  replaceGradient('MirrorPad', {
    gradients: (dy, _, attrs) => ({ x: () => run('MirrorPadGrad', { dy }, attrs) }),
  });
  replaceGradient('MirrorPadGrad', {
    gradients: (ddx, _, attrs) => ({ dy: () => run('MirrorPad', { x: ddx }, attrs) }),
  });
}

interface StridedSliceAttributes {
  readonly begin: number[];
  readonly end: number[];
  readonly strides: number[];
  readonly beginMask: number;
  readonly endMask: number;
  readonly ellipsisMask: number;
  readonly newAxisMask: number;
  readonly shrinkAxisMask: number;
}

function installStridedSlice(): void {
  replaceKernel<StridedSliceAttributes & { shape: number[] }>(
    'StridedSliceGrad',
    ({ inputs: { dy }, attrs }) =>
      execute('StridedSliceGrad', [attrs.shape, attrs.begin, attrs.end, attrs.strides, dy], {
        begin_mask: int(attrs.beginMask),
        end_mask: int(attrs.endMask),
        ellipsis_mask: int(attrs.ellipsisMask),
        new_axis_mask: int(attrs.newAxisMask),
        shrink_axis_mask: int(attrs.shrinkAxisMask),
        Index: type('int32'),
        T: FLOAT,
      }),
  );
  replaceGradient<StridedSliceAttributes>('StridedSlice', {
    inputs: ['x'],
    gradients: (dy, [x], attrs) => ({
      x: () => run('StridedSliceGrad', { dy }, { ...attrs, shape: x.shape }),
    }),
  });
  replaceGradient('StridedSliceGrad', {
    gradients: (ddx, _, attrs) => ({ dy: () => run('StridedSlice', { x: ddx }, attrs) }),
  });
}

interface BlockAttributes {
  readonly blockSize: number;
  readonly dataFormat: string;
}

function installDepthToSpace(): void {
  replaceKernel<BlockAttributes>('SpaceToDepth', ({ inputs: { x }, attrs }) => {
    const attributes: Record<string, OpAttribute> = {
      block_size: int(attrs.blockSize),
      data_format: text(attrs.dataFormat),
      T: FLOAT,
    };
    return execute('SpaceToDepth', [x], attributes);
  });
  for (const [kernelName, adjoint] of [
    ['DepthToSpace', 'SpaceToDepth'],
    ['SpaceToDepth', 'DepthToSpace'],
  ]) {
    replaceGradient(kernelName, {
      gradients: (dy, _, attrs) => ({ x: () => run(adjoint, { x: dy }, attrs) }),
    });
  }
}

interface GatherAttributes {
  readonly axis: number;
  readonly batchDims?: number;
}

/** The stock gradient transposes twice; along the first axis, as in an embedding, there is nothing to transpose. */
function installGather(): void {
  const stock = tf.getGradient('GatherV2').gradFunc;
  replaceGradient<GatherAttributes>('GatherV2', {
    inputs: ['x', 'indices'],
    gradients: (dy, [x, indices], { axis, batchDims = 0 }) => {
      if (axis !== 0 || batchDims !== 0) return stock(dy, [x, indices], { axis, batchDims });
      return {
        x: () =>
          tf.unsortedSegmentSum(
            tf.reshape(dy, [indices.size, ...x.shape.slice(1)]),
            // Indices of a gather are whole numbers; flat, they are of rank 1.
            tf.reshape(indices, [indices.size]) as tf.Tensor1D,
            x.shape[0],
          ),
      };
    },
  });
}

function installGatherNd(): void {
  replaceGradient('GatherNd', {
    inputs: ['params', 'indices'],
    gradients: (dy, [params, indices]) => ({
      params: () => run('ScatterNd', { indices, updates: dy }, { shape: params.shape }),
    }),
  });
  replaceGradient('ScatterNd', {
    inputs: ['indices'],
    gradients: (dy, [indices]) => ({
      updates: () => run('GatherNd', { params: dy, indices }),
    }),
  });
}

/** The gradient of the k largest values goes to the places they came from. */
function installTopK(): void {
  replaceGradient('TopK', {
    inputs: ['x'],
    outputs: [false, true],
    gradients: ([dValues], [x, indices]) => ({
      x: () => {
        const places = tf.oneHot(indices, x.shape[x.rank - 1]); // [..., k, n]
        return tf.sum(tf.mul(places, tf.expandDims(dValues, -1)), -2);
      },
    }),
  });
}
