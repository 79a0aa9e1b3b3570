import { DRUM_CLASSES, loadDrums } from '../data/drums';
import { waveformsOf } from '../data/sounds';
import { buildSoundJudge } from '../models/sound-judge';
import type { JudgeDefinition } from './definition';
import { classes } from './questions';

/** On what a drummer has struck. */
export const DRUMS_JUDGE: JudgeDefinition<'probabilities'> = {
  name: 'drums',
  title: 'The kind of drum',
  inputShape: [4096, 1],
  range: [-1, 1],
  answers: { probabilities: classes(DRUM_CLASSES) },
  epochs: 100,
  variations: { shift: 100, noise: 0.05, minGain: 0.25 },
  build: buildSoundJudge,
  card: {
    data:
      '`data/sets/copyleft/drums`: single hits on drums from 11 kits, recorded ones and electronic ones, 4,096 ' +
      'samples, 8,000 a second. Held out are four kits of two makers.',
    notFor: [
      'Telling how a hit is played, or by which drum machine.',
      'Differences of a few percent: so few hits are held out that each is one percent.',
    ],
  },
  load(part) {
    const { sounds, labels } = loadDrums()[part];
    return { inputs: waveformsOf(sounds), labels: { probabilities: labels } };
  },
};
