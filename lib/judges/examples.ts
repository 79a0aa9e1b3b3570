import { tf } from '../backend';
import { type ByteImages, pixelsOf } from '../data/images';
import type { LabelledExamples } from './definition';

/** Examples of each class, from 0 on, for a judge of classes. @returns inputs `[count, ...]` in 0..1 */
export const examplesOfClasses = (
  kinds: readonly ByteImages[],
): LabelledExamples<'probabilities'> =>
  joinExamples(
    kinds.map((images, label) => ({
      inputs: pixelsOf(images),
      labels: { probabilities: new Array<number>(images.shape[0]).fill(label) },
    })),
  );

/** Several sets of examples as one, one after another; theirs are disposed. */
export function joinExamples<Answer extends string>(
  parts: readonly LabelledExamples<Answer>[],
): LabelledExamples<Answer> {
  const inputs = parts.map((part) => part.inputs);
  const joined = tf.concat(inputs);
  tf.dispose(inputs);
  const labels = Object.keys(parts[0].labels).map((name) => [
    name,
    parts.flatMap((part) => Array.from(part.labels[name as Answer])), // one of its own names
  ]);
  return { inputs: joined, labels: Object.fromEntries(labels) };
}
