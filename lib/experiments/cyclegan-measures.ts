import { tf } from '../backend';
import { pixelsOf } from '../data/images';
import { CARTOON_GLASSES_JUDGE } from '../judges/cartoon-glasses';
import { SEASONS_JUDGE } from '../judges/earth-seasons';
import type { ClassJudge } from '../judges/judge';
import { loadJudge } from '../judges/judge-file';
import { PAINTINGS_JUDGE } from '../judges/paintings';
import { classShares } from '../metrics/class-shares';
import { contentCorrelation } from '../metrics/content-correlation';
import { counterfactualErrors, everChanged } from '../metrics/counterfactual';
import { frechetDistance } from '../metrics/frechet';
import { l1Percent } from '../metrics/pixel-errors';
import { type Translation, returnErrors } from '../metrics/return-trip';
import { sharpnessRatio } from '../metrics/sharpness';
import { Random } from '../random';
import type { TwoKinds } from './cyclegan-kinds';
import type { Measures } from './experiment';

/** A translation from A to B and one back, of the held-out pictures of either kind. */
export interface BothWays {
  readonly there: Translation;
  readonly back: Translation;
}

/** Share of pictures that a judge takes for a class. */
function judgedShare(judge: ClassJudge, pictures: tf.Tensor4D, place: number): number {
  return tf.tidy(() => classShares(judge.judge(pictures).probabilities).shares[place]);
}

const clip = (x: tf.Tensor4D) => tf.clipByValue(x, 0, 1) as tf.Tensor4D; // of the same rank

/** Opens a judge, and the held-out pictures of both kinds with what was made of them. */
function withMade(
  judge: ClassJudge,
  { test }: TwoKinds,
  { there, back }: BothWays,
  measure: (a: tf.Tensor4D, b: tf.Tensor4D, madeB: tf.Tensor4D, madeA: tf.Tensor4D) => Measures,
): Measures {
  tf.engine().startScope();
  try {
    const [a, b] = [pixelsOf(test.a), pixelsOf(test.b)];
    return measure(a, b, clip(there(a)), clip(back(b)));
  } finally {
    tf.engine().endScope();
    judge.dispose();
  }
}

/** Noise of 1 % on the way back, the same for every method. */
const NOISE = { noiseStd: 0.01, seed: 5 };

function returnMeasures(pictures: tf.Tensor4D, ways: BothWays): Measures {
  const random = new Random(NOISE.seed);
  const { clean, noisy } = returnErrors(pictures, ways, { noiseStd: NOISE.noiseStd, random });
  return { returned: clean, returnedNoisy: noisy };
}

/** As the judges have their classes. */
const [SUMMER, WINTER] = [0, 1];
const [WITHOUT, WITH] = [0, 1];
const [PAINTING, PHOTOGRAPH] = [0, 1];

/** Translations of seasons: judged as asked, content kept, error to the true partner, sharpness, the return trip. */
export function judgeSeasons(kinds: TwoKinds, ways: BothWays): Measures {
  const judge = loadJudge(SEASONS_JUDGE);
  return withMade(judge, kinds, ways, (summer, winter, madeWinter, madeSummer) => ({
    toWinterJudged: judgedShare(judge, madeWinter, WINTER),
    toWinterContent: contentCorrelation(summer, madeWinter),
    toWinterL1: l1Percent(winter, madeWinter),
    toWinterSharpness: sharpnessRatio(winter, madeWinter),
    toSummerJudged: judgedShare(judge, madeSummer, SUMMER),
    toSummerContent: contentCorrelation(winter, madeSummer),
    toSummerL1: l1Percent(summer, madeSummer),
    toSummerSharpness: sharpnessRatio(summer, madeSummer),
    ...returnMeasures(summer, ways),
  }));
}

/** Glasses off and on: whether they are gone or there, and the errors where something changes and where nothing does. */
export function judgeGlasses(kinds: TwoKinds, ways: BothWays): Measures {
  const judge = loadJudge(CARTOON_GLASSES_JUDGE);
  return withMade(judge, kinds, ways, (worn, plain, madePlain, madeWorn) => {
    const off = counterfactualErrors(worn, plain, madePlain);
    const elsewhere = tf.sub<tf.Tensor4D>(1, everChanged(worn, plain));
    return {
      offFlipped: judgedShare(judge, madePlain, WITHOUT),
      ...{ offChanged: off.changed, offUnchanged: off.unchanged, offAll: off.all },
      onFlipped: judgedShare(judge, madeWorn, WITH),
      // which glasses it should be nobody can know: what must stay is what no glasses reach
      onElsewhere: l1Percent(plain, madeWorn, { mask: elsewhere }),
      ...returnMeasures(worn, ways),
    };
  });
}

/** Photographs as paintings and back: judged as asked, the Fréchet distance, content, the return trip. */
export function judgePaintings(kinds: TwoKinds, ways: BothWays): Measures {
  const judge = loadJudge(PAINTINGS_JUDGE);
  return withMade(judge, kinds, ways, (photos, paintings, madePaintings, madePhotos) => {
    const featuresOf = (pictures: tf.Tensor4D) => judge.judge(pictures).features;
    const distance = (real: tf.Tensor4D, made: tf.Tensor4D) =>
      frechetDistance(featuresOf(real), featuresOf(made));
    return {
      toPaintingJudged: judgedShare(judge, madePaintings, PAINTING),
      toPaintingContent: contentCorrelation(photos, madePaintings),
      toPaintingFrechet: distance(paintings, madePaintings),
      toPaintingSharpness: sharpnessRatio(paintings, madePaintings),
      toPhotoJudged: judgedShare(judge, madePhotos, PHOTOGRAPH),
      toPhotoFrechet: distance(photos, madePhotos),
      ...returnMeasures(photos, ways),
    };
  });
}
