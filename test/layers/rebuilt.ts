import { tf } from '../../lib/backend';

/** The only layer of a network that is saved as JSON and made anew from that, weights included. */
export async function rebuilt(layer: tf.layers.Layer): Promise<tf.layers.Layer> {
  const model = tf.sequential({ layers: [layer] });
  const json: unknown = JSON.parse(JSON.stringify(model.toJSON(undefined, false)));
  // What toJSON gives is what modelFromJSON takes.
  const copy = await tf.models.modelFromJSON(json as Parameters<typeof tf.models.modelFromJSON>[0]);
  copy.setWeights(model.getWeights());
  return copy.layers[0];
}
