import { tf } from '../backend';
import { BEAT_CLASSES, loadHeartBeats } from '../data/ecg';
import type { JudgeDefinition } from './definition';
import { classes } from './questions';

/** Whether a heart beat is narrow or wide. */
export const HEART_BEATS_JUDGE: JudgeDefinition<'probabilities'> = {
  name: 'heart-beats',
  title: 'Narrow or wide heart beats',
  inputShape: [128, 1],
  range: [-3, 3],
  answers: { probabilities: classes(BEAT_CLASSES) },
  epochs: 60,
  variations: { shift: 4, noise: 0.05 },
  card: {
    data:
      "`data/sets/ecg`: heart beats of one patient's electrocardiogram, 128 samples in millivolts, 360 a second. " +
      'Held out are the last ' +
      'two of five minutes. A beat is called wide by a rule, not by a physician.',
    notFor: ['Medicine. It knows one patient and one lead.'],
  },
  load(part) {
    const { signals, count, labels } = loadHeartBeats()[part];
    const inputs = tf.tensor3d(signals, [count, signals.length / count, 1]);
    return { inputs, labels: { probabilities: labels } };
  },
};
