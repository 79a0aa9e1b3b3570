import { tf } from '../backend';

/** What tfjs calls a layer with: the one input, alone or in a list. */
export type LayerInput = tf.Tensor | tf.Tensor[];
/** A shape as layers know it, `null` for the batch. */
export type LayerShape = (number | null)[];

/** The one input of a layer that takes one. */
export const onlyTensor = (inputs: LayerInput): tf.Tensor =>
  Array.isArray(inputs) ? inputs[0] : inputs;

/** The one input's shape, of a layer that takes one. */
export const onlyShape = (shapes: LayerShape | LayerShape[]): LayerShape =>
  // The shape of one input is a list of sizes, that of several a list of lists.
  Array.isArray(shapes[0]) ? shapes[0] : (shapes as LayerShape);

/** What every layer of this folder can be given besides its own. */
export interface LayerOptions {
  /**
   * The layer's name, unique in its network; under it a checkpoint saves its weights. Default: from its class, counted.
   */
  readonly name?: string;
  /** The shape of one example, where the layer is a network's first. */
  readonly inputShape?: readonly number[];
}

/** The same as the constructor of tfjs's Layer takes them; what a saved network adds to them goes with them. */
export const layerArgs = <Options extends LayerOptions>(options: Options) => ({
  ...options,
  inputShape: options.inputShape && [...options.inputShape],
});
