import { tf } from '../tfjs';
import { bool, execute, FLOAT, int, text } from '../execute';
import { replaceGradient, replaceKernel, run } from '../register';

// Each forward pass here is linear, or is linear once it is known which inputs were the largest. So the gradient of its
// gradient is the forward pass itself.

/** Second gradients of pooling, and gradients of resizing of any order. */
export function installImages(): void {
  installAveragePooling('AvgPool', 'NHWC');
  installAveragePooling('AvgPool3D', 'NDHWC');
  installMaxPooling();
  installResize('ResizeBilinear');
  installResize('ResizeNearestNeighbor');
}

function installAveragePooling(kernelName: string, dataFormat: string): void {
  replaceGradient(`${kernelName}Grad`, {
    gradients: (ddx, _, attrs) => ({
      dy: () => run(kernelName, { x: ddx }, { dataFormat, ...attrs }),
    }),
  });
}

interface PoolAttributes {
  readonly filterSize: number | [number, number];
  readonly strides: number | [number, number];
  readonly pad: 'same' | 'valid';
}

function installMaxPooling(): void {
  /** Takes, for each window, the number at the place of the window's largest input. */
  replaceKernel<PoolAttributes>('MaxPoolGradGrad', ({ inputs: { dy, input, output }, attrs }) => {
    const { filterSize, strides, pad } = attrs;
    // A max pooling of images has rank 4.
    const shape = input.shape as [number, number, number, number];
    const info = tf.backend_util.computePool2DInfo(shape, filterSize, strides, 1, pad);
    return execute('MaxPoolGradGrad', [input, output, dy], {
      ksize: int([1, info.filterHeight, info.filterWidth, 1]),
      strides: int([1, info.strideHeight, info.strideWidth, 1]),
      padding: text(info.padInfo.type),
      data_format: text('NHWC'),
      T: FLOAT,
    });
  });
  const pairs = [
    ['MaxPoolGrad', 'MaxPoolGradGrad'],
    ['MaxPoolGradGrad', 'MaxPoolGrad'],
  ];
  for (const [kernelName, adjoint] of pairs) {
    replaceGradient(kernelName, {
      inputs: ['input', 'output'],
      gradients: (ddx, [input, output], attrs) => ({
        dy: () => run(adjoint, { dy: ddx, input, output }, attrs),
      }),
    });
  }
}

interface ResizeAttributes {
  readonly alignCorners: boolean;
  readonly halfPixelCenters?: boolean;
}

/** tfjs-node's own gradient does not know half pixel centers. */
function installResize(kernelName: 'ResizeBilinear' | 'ResizeNearestNeighbor'): void {
  replaceKernel<ResizeAttributes>(`${kernelName}Grad`, ({ inputs: { dy, images }, attrs }) => {
    const original = kernelName === 'ResizeBilinear' ? images : images.shape.slice(1, 3);
    return execute(`${kernelName}Grad`, [dy, original], {
      align_corners: bool(attrs.alignCorners),
      half_pixel_centers: bool(attrs.halfPixelCenters ?? false),
      T: FLOAT,
    });
  });
  replaceGradient<ResizeAttributes>(`${kernelName}Grad`, {
    inputs: ['dy'],
    gradients: (dImages, [dy], attrs) => ({
      dy: () => run(kernelName, { images: dImages }, { ...attrs, size: dy.shape.slice(1, 3) }),
    }),
  });
}
