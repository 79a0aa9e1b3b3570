import './quiet';
import * as tf from '@tensorflow/tfjs-node';

export { tf };
