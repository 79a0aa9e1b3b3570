import { tf } from '../../lib/backend';
import { record } from '../../lib/backend/recording';

/** Names of the TensorFlow ops that a function runs, in their order. */
export const namesOfCalls = (f: () => unknown): string[] =>
  tf.tidy(() => record(() => void f()).operations.map(({ name }) => name));
