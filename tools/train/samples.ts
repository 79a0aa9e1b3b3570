import { readFileSync } from 'node:fs';

import { writeAtomically } from '../../lib/atomic-write';
import { tf } from '../../lib/backend';
import { fileKind } from '../../lib/data/file-kind';
import { drawAnimation, drawImageGrid } from '../../lib/figures';
import { type Gan, type NetworkInput, applyInUse } from '../../lib/models/gan';
import { Random } from '../../lib/random';
import { type RunFolder, makeRunFolder } from './folder';

/** Noise of the pictures: apart from the training's, so that looking changes nothing. */
const PICTURE_LABEL = 1;
/** The article's 4×4. */
const NUM_SAMPLES = 16;
const COLUMNS = 4;
/** The article saves a grid every so many epochs. */
const GRID_EVERY = 10;
/** Frames of a film, which shall not become too long to look at: of more epochs every second, third … is shown. */
const MAX_FRAMES = 200;

/** What samples are made from, always the same: noise, and the classes in turn where the GAN is told them. */
export interface SampleInput {
  readonly input: NetworkInput;
  /** Of each sample's class; undefined where there are none. */
  readonly labels?: readonly string[];
}

/** The caller disposes the tensors. */
export function sampleInput(gan: Gan, seed: number, classNames: readonly string[]): SampleInput {
  const noise = new Random(seed).fork(PICTURE_LABEL);
  const z = noise.normal<tf.Rank.R2>([NUM_SAMPLES, gan.latentDim]);
  if (gan.generator.inputs.length === 1) return { input: z };
  const places = Array.from({ length: NUM_SAMPLES }, (_, i) => i % classNames.length);
  return {
    input: [z, tf.tensor1d(places, 'int32')],
    labels: places.map((place) => classNames[place]),
  };
}

/** The generator to look at and to keep: the average, where there is one. */
export const bestGenerator = ({ generator, averagedGenerator }: Gan): tf.LayersModel =>
  averagedGenerator ?? generator;

/** Writes the samples after an epoch into the run's folder: for the film, and of every tenth epoch as a grid. */
export function saveSamples(
  folder: RunFolder,
  gan: Gan,
  { input, labels }: SampleInput,
  epoch: number,
): void {
  // A generator for images gives one 4-D tensor.
  const images = tf.tidy(() => applyInUse(bestGenerator(gan), input)) as tf.Tensor4D;
  const { data } = drawImageGrid(images, { columns: COLUMNS, labels });
  images.dispose();
  makeRunFolder(folder);
  writeAtomically(folder.frame(epoch), [data]);
  if (epoch % GRID_EVERY === 0 && epoch > 0) writeAtomically(folder.grid(epoch), [data]);
}

/** Makes the film of the samples so far; some may have been tidied away. */
export async function saveFilm(
  folder: RunFolder,
  { epochs, channels }: { readonly epochs: number; readonly channels: number },
): Promise<void> {
  const every = Math.ceil((epochs + 1) / MAX_FRAMES);
  const frames = Array.from({ length: epochs + 1 }, (_, epoch) => epoch)
    .filter((epoch) => (epochs - epoch) % every === 0) // the last one in any case
    .map(folder.frame)
    .filter((path) => fileKind(path) === 'file');
  if (frames.length === 0) return;
  const numColours = channels === 1 ? undefined : 96; // fewer show steps in colours
  const film = await drawAnimation(
    frames.map((path) => readFileSync(path)),
    { numColours },
  );
  writeAtomically(folder.animation, [film.data]);
}
