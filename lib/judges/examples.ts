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

/** Some of the examples, in the order asked for; the whole stays the caller's. */
export function pickExamples<Answer extends string>(
  { inputs, labels }: LabelledExamples<Answer>,
  places: ArrayLike<number>,
): LabelledExamples<Answer> {
  const count = inputs.shape[0];
  const picked = Object.entries<ArrayLike<number>>(labels).map(([name, all]) => {
    const each = all.length / count; // of flags there are several
    const some = Array.from(places, (place) =>
      Array.from({ length: each }, (_, i) => all[place * each + i]),
    );
    return [name, some.flat()];
  });
  const rows = tf.tidy(() => tf.gather(inputs, tf.tensor1d(Int32Array.from(places), 'int32')));
  return { inputs: rows, labels: Object.fromEntries(picked) };
}
