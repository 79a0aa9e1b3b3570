import { tf } from './backend';

/** What the course runs on. */
export interface Environment {
  /** Node's major version. */
  readonly node: string;
  /** TensorFlow.js, the library with the tensors, layers and gradients. */
  readonly tfjs: string;
  /** TensorFlow, the C library that does the arithmetic. */
  readonly tensorflow: string;
  /** The name of the tfjs backend in use: `tensorflow` is the native one. */
  readonly backend: string;
}

/** The versions in use: what to say first when asking somebody for help. */
export function describeEnvironment(): Environment {
  // tfjs-node's backend, the only one that the course opens, has TensorFlow's version in its binding.
  const { binding } = tf.backend() as unknown as { binding: { TF_Version: string } };
  return {
    node: process.versions.node.split('.')[0],
    tfjs: tf.version.tfjs,
    tensorflow: binding.TF_Version,
    backend: tf.getBackend(),
  };
}
