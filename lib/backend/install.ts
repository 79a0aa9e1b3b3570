import { installBatchNorm } from './batch-norm';
import { installGradients } from './gradients';
import { installKernels } from './kernels';
import { installLayers } from './layers';
import { installNarrowVolumeConvolution } from './narrow-volume-convolution';
import { installRowConvolution } from './row-convolution';
import { installSigmoidCrossEntropy } from './sigmoid-cross-entropy';
import { installTransposedConvolution } from './transposed-convolution';
import { installVolumeConvolution } from './volume-convolution';

// Imported for what it does: from here on, tf.* and tf.layers use the kernels and gradients of this folder.
installKernels();
installGradients();
installBatchNorm();
installLayers();
installSigmoidCrossEntropy();
installTransposedConvolution();
installRowConvolution();
installVolumeConvolution();
installNarrowVolumeConvolution();
