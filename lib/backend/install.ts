import { installBatchNorm } from './batch-norm';
import { installGradients } from './gradients';
import { installKernels } from './kernels';
import { installLayers } from './layers';
import { installNarrowVolumeConvolution } from './narrow-volume-convolution';
import { installRowConvolution } from './row-convolution';
import { installSigmoidCrossEntropy } from './sigmoid-cross-entropy';
import { tf } from './tfjs';
import { installTransposedConvolution } from './transposed-convolution';
import { installVolumeConvolution } from './volume-convolution';

/** Stands on tfjs's engine, of which a process has one, however many copies of this library are loaded into it. */
const INSTALLED = Symbol.for('gan-course.backend');

// Imported for what it does: from here on, tf.* and tf.layers use the kernels and gradients of this folder. Put on twice,
// the second mend of the tape would undo the first, so another copy of the library works with what the first one installed.
const engine = tf.engine() as unknown as Record<symbol, boolean>; // an object may be marked
if (!engine[INSTALLED]) {
  engine[INSTALLED] = true;
  installKernels();
  installGradients();
  installBatchNorm();
  installLayers();
  installSigmoidCrossEntropy();
  installTransposedConvolution();
  installRowConvolution();
  installVolumeConvolution();
  installNarrowVolumeConvolution();
}
