import { tf } from '../backend';
import { fitPca } from '../baselines/pca';
import { loadJudge } from '../judges/judge-file';
import { classSpread } from '../metrics/class-spread';
import { nearestRatio } from '../metrics/copies';
import { frechetDistance } from '../metrics/frechet';
import { soundFeatures } from '../metrics/sound-features';
import type { Measures } from './experiment';
import { type LabelledSounds, SOUND_SETS, type SoundSetName } from './sounds-run';

/** Directions in which the Fréchet distance is measured: most of how sounds differ. */
const COMPONENTS = 32;

/** How sounds that were asked for compare with those that were learnt from. */
export interface SoundScale {
  /**
   * `asked`, the share that a judge names as asked; `frechet`, of 32 principal components of {@link soundFeatures}, to the
   * training sounds; `nearest`, how far the nearest training sound is beside held-out sounds' nearest; and `spread`, how
   * varied each class is beside the training sounds.
   *
   * @param sounds `[n, 4096, 1]` in −1..1; stay the caller's
   * @param asked the class asked for of each
   */
  measure(sounds: tf.Tensor3D, asked: ArrayLike<number>): Measures;
  /** Frees the judge and what is known of the data. */
  dispose(): void;
}

/** @param sets stay the caller's */
export function fitSoundScale(
  name: SoundSetName,
  { training, test }: { readonly training: LabelledSounds; readonly test: LabelledSounds },
): SoundScale {
  const judge = loadJudge<'probabilities'>(SOUND_SETS[name].judge);
  const [known, heldOut] = [training, test].map(({ sounds }) => soundFeatures(sounds));
  const pca = fitPca(known, COMPONENTS);
  const encoded = pca.encode(known);
  const knownSpread = classSpread(known, training.labels);
  return {
    measure: (sounds, asked) =>
      tf.tidy(() => {
        const named = tf.argMax(judge.judge(sounds).probabilities, 1).dataSync();
        const features = soundFeatures(sounds);
        return {
          asked: Array.from(asked).filter((each, i) => each === named[i]).length / named.length,
          frechet: frechetDistance(encoded, pca.encode(features)),
          nearest: nearestRatio({ training: known, heldOut, fake: features }),
          spread: classSpread(features, asked) / knownSpread,
        };
      }),
    dispose() {
      judge.dispose();
      [known, heldOut, encoded].forEach((each) => each.dispose());
    },
  };
}
