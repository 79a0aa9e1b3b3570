import { tf } from '../../lib/backend';
import { glorotUniform } from '../../lib/models/initializer';
import type { JudgeNetworkOptions } from '../../lib/models/judge-network';

/**
 * A linear map in a judge's place: what it gets right needs no deep network. Its features are the inputs themselves.
 */
export function buildLinearNetwork({
  inputShape,
  numOutputs,
  seed,
}: JudgeNetworkOptions): tf.LayersModel {
  return tf.sequential({
    name: 'linear',
    layers: [
      tf.layers.flatten({ name: 'features', inputShape: [...inputShape] }),
      tf.layers.dense({
        name: 'logits',
        units: numOutputs,
        kernelInitializer: glorotUniform(seed, 0),
      }),
    ],
  });
}
