import { DIGIT_WORDS, type SpokenDigits, loadSpokenDigits } from '../data/spoken-digits';
import { waveformsOf } from '../data/sounds';
import { buildSoundJudge } from '../models/sound-judge';
import type { JudgeDefinition, LabelledExamples } from './definition';
import { classes } from './questions';

/** Which digit is spoken. */
export const SPOKEN_DIGITS_JUDGE: JudgeDefinition<'probabilities'> = {
  name: 'spoken-digits',
  title: 'The spoken digit',
  inputShape: [4096, 1],
  range: [-1, 1],
  answers: { probabilities: classes(DIGIT_WORDS) },
  epochs: 60,
  variations: { shift: 400, noise: 0.05, minGain: 0.25 },
  build: buildSoundJudge,
  card: {
    data:
      '`data/sets/copyleft/spoken-digits`: ten digits in English, spoken by a program (eSpeak NG) in 52 voices, ' +
      '4,096 samples, 8,000 a second. Held out are ten voices, women and men. The ten clips by a person are of ' +
      'another kind: words that are longer than a clip are cut off.',
    notFor: [
      'People: it was taught by a program that speaks, and ten clips tell little of how it fares with anybody.',
      'Words that begin later than a twentieth of a second after the clip.',
    ],
  },
  load: (part) => examplesOf(loadSpokenDigits()[part]),
  loadOthers: () => ({ 'a person': examplesOf(loadSpokenDigits().person) }),
};

const examplesOf = ({ sounds, labels }: SpokenDigits): LabelledExamples<'probabilities'> => ({
  inputs: waveformsOf(sounds),
  labels: { probabilities: labels },
});
