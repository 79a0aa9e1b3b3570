import { initializers } from '@tensorflow/tfjs-layers';

/** Takes the place of the library's: here every weight comes from a file. */
export const glorotUniform = () => initializers.zeros();
