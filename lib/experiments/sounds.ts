import { tf } from '../backend';
import { requireMixedPrecision } from '../backend/precision';
import { fitSpectrogramNoise } from '../baselines/spectrogram-noise';
import { CLIP_LENGTH } from '../data/sounds';
import { placesByLabel } from '../data/places-by-label';
import { Random } from '../random';
import { type SoundPictures, fitSoundPictures, loudened } from '../sound/sound-pictures';
import type { Experiment, Measures, Method } from './experiment';
import { type KeptNetwork, keptNetwork } from './kept-network';
import { loadedOnce } from './loaded-once';
import { type SoundScale, fitSoundScale } from './sounds-measures';
import {
  type LabelledSounds,
  SOUNDS,
  SOUND_SETS,
  type SoundForm,
  type SoundRun,
  type SoundSetName,
  buildSoundGenerator,
  loadSounds,
  speakAsked,
  trainSounds,
  wordsOf,
} from './sounds-run';

const kept = (name: string, set: SoundSetName, form: SoundForm): KeptNetwork =>
  keptNetwork(name, { experiment: 'sounds', build: () => buildSoundGenerator(set, form, 0) });

/** Generators of seed 1 that lesson 17 lets be heard: z `[n, 64]` and words → waves or pictures ({@link speakAsked}). */
export const SPOKEN_WAVES = kept('spoken-waves', 'digits', 'waveform');
export const SPOKEN_PICTURES = kept('spoken-pictures', 'digits', 'spectrogram');
export const DRUM_PICTURES = kept('drum-pictures', 'drums', 'spectrogram');

/** Sounds that are made of each class. */
const EACH = 100;

/** What a task is judged with. */
interface Bench {
  readonly training: LabelledSounds;
  readonly test: LabelledSounds;
  readonly pictures: SoundPictures;
  readonly scale: SoundScale;
}

const loadBench = (set: SoundSetName): Bench => {
  const sets = loadSounds(set);
  return {
    ...sets,
    pictures: fitSoundPictures(sets.training.sounds),
    scale: fitSoundScale(set, sets),
  };
};
const BENCHES = {
  digits: loadedOnce(() => loadBench('digits')),
  drums: loadedOnce(() => loadBench('drums')),
} satisfies Record<SoundSetName, () => Bench>;

/** Each class so many times. */
const everyWord = (set: SoundSetName): number[] =>
  SOUND_SETS[set].words.flatMap((_, word) => new Array<number>(EACH).fill(word));

/** Sounds that somebody makes or has, and what they are to be; what is made, the caller disposes. */
type Voice = (bench: Bench, words: readonly number[], random: Random) => LabelledSounds;

/** What the squared error alone would have a network paint: of each class the mean picture. */
function meanPictures({ training, pictures }: Bench, words: readonly number[]): tf.Tensor4D {
  return tf.tidy(() => {
    const known = pictures.picturesOf(training.sounds);
    const means = new Map(
      [...placesByLabel(training.labels)].map(([word, places]) => [
        word,
        tf.mean<tf.Tensor3D>(tf.gather(known, tf.tensor1d(places, 'int32')), 0),
      ]),
    );
    return tf.stack(words.map((word) => means.get(word) as tf.Tensor3D)) as tf.Tensor4D; // of one shape
  });
}

const HELD_OUT: Voice = ({ test }) => ({ ...test, sounds: tf.clone(test.sounds) });

/** Whoever needs no network; each draws noise, or the phases to begin with. */
const VOICES: Readonly<Record<string, Voice>> = {
  'held out, phases found': ({ test, pictures }, _, random) => ({
    ...test,
    sounds: tf.tidy(() => pictures.soundsOf(pictures.picturesOf(test.sounds), random)),
  }),
  'white noise': (_, words, random) => ({
    labels: words,
    sounds: tf.tidy(() => loudened(random.normal<tf.Rank.R2>([words.length, CLIP_LENGTH]))),
  }),
  'noise shaped as the class': ({ training: { sounds, labels } }, words, random) => ({
    labels: words,
    sounds: fitSpectrogramNoise(sounds, labels).sample(words, random),
  }),
  'mean picture of the class': (bench, words, random) => ({
    labels: words,
    sounds: tf.tidy(() => bench.pictures.soundsOf(meanPictures(bench, words), random)),
  }),
};

function judged(set: SoundSetName, voice: Voice, seed: number): Measures {
  const bench = BENCHES[set]();
  const { sounds, labels } = voice(bench, everyWord(set), new Random(seed));
  const measures = bench.scale.measure(sounds, labels);
  sounds.dispose();
  return measures;
}

const trained = (name: string, run: Omit<SoundRun, 'seed'>, keptAs?: KeptNetwork): Method => ({
  task: run.set,
  name,
  run: async (seed) => {
    if (run.precision === 'mixed') requireMixedPrecision();
    const { set, form } = run;
    const { training } = BENCHES[set]();
    const { generator, steps, minutes } = await trainSounds(training, { ...run, seed });
    try {
      if (seed === 1) keptAs?.save(generator, { seed, steps, minutes: Number(minutes.toFixed(2)) });
      const voice: Voice = ({ pictures }, labels, random) => ({
        labels,
        sounds: tf.tidy(() => speakAsked(generator, wordsOf(set, labels), { form, pictures, random })), // prettier-ignore
      });
      return { ...judged(set, voice, seed), minutes };
    } finally {
      generator.dispose();
    }
  },
});

const methodsOf = (set: SoundSetName, ofSet: readonly Method[]): Method[] => [
  { task: set, name: 'held-out clips', isExact: true, run: () => judged(set, HELD_OUT, 1) },
  ...Object.entries(VOICES).map(([name, voice]) => ({
    task: set,
    name,
    run: (seed: number) => judged(set, voice, seed),
  })),
  ...ofSet,
];

/** How much longer a WaveGAN trains in mixed precision: the minutes of float32, where products are most of a step. */
const LONGER = 2.5;

/** Spoken digits and drums that are asked for by name, as waves and as pictures, beside noise that a judge takes for them. */
export const SOUNDS_EXPERIMENT: Experiment = {
  name: 'sounds',
  about: 'spoken digits and drums, as waves and as pictures; about 20 minutes a seed',
  methods: [
    ...methodsOf('digits', [
      trained('spectrogram GAN', { set: 'digits', form: 'spectrogram' }, SPOKEN_PICTURES),
      trained('spectrogram GAN, D sees them in place', { set: 'digits', form: 'spectrogram', shift: 0 }), // prettier-ignore
      trained('WaveGAN', { set: 'digits', form: 'waveform' }, SPOKEN_WAVES),
      trained('WaveGAN without phase shuffle', { set: 'digits', form: 'waveform', shift: 0 }),
      {
        ...trained('WaveGAN, mixed precision, longer', {
          ...{ set: 'digits', form: 'waveform', precision: 'mixed' },
          steps: LONGER * SOUNDS.waveform.steps,
        }),
        maxSeeds: 1,
      },
    ]),
    ...methodsOf('drums', [
      trained('spectrogram GAN', { set: 'drums', form: 'spectrogram' }, DRUM_PICTURES),
      trained('WaveGAN', { set: 'drums', form: 'waveform' }),
    ]),
  ],
};
