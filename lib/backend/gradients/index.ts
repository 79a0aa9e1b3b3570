import { repairTape } from '../tape';
import { installActivations } from './activations';
import { installArithmetic } from './arithmetic';
import { installConvolutions } from './convolutions';
import { installEinsum } from './einsum';
import { installImages } from './images';
import { installIndexing } from './indexing';
import { installShapes } from './shapes';

/** Makes gradients of `tf.*` right, of first and second order, and short: native kernels where TensorFlow has them. */
export function installGradients(): void {
  repairTape();
  installShapes();
  installArithmetic();
  installActivations();
  installConvolutions();
  installImages();
  installIndexing();
  installEinsum();
}
