import type { tf } from '../backend';
import { pickLoops } from '../data/loops';
import type { Rolls } from '../metrics/loops';
import { MUSE_LATENT_DIM, buildMuseganGenerator } from '../models/musegan';
import { Random } from '../random';
import type { Experiment, Measures, Method } from './experiment';
import { keptNetwork } from './kept-network';
import { loopScale, loopSets } from './loop-bench';
import { bernoulliLoops, fitLoopScale, inAnyKey, shuffledTracks } from './musegan-measures';
import { trainedOnce } from './trained-once';
import { type MuseganTraining, composeLoops, trainMusegan } from './musegan-run';

/** The generator of seed 1: z `[n, 112]` → logits `[n, 64, 69, 1]` ({@link composeLoops}). */
export const LOOP_MAKER = keptNetwork('loops', {
  experiment: 'musegan',
  build: () => buildMuseganGenerator(0),
});

const TASK = 'loops';
/** Loops that are made to be measured. */
const NUM_MADE = 500;

const rule = (name: string, make: (random: Random) => Rolls): Method => ({
  task: TASK,
  name,
  run: (seed) => loopScale().measure(make(new Random(seed))),
});

/** One half of the loops, measured against the other. */
function halfAgainstHalf(seed: number): Measures {
  const { train, test } = loopSets();
  const random = new Random(seed);
  const order = random.permutation(train.grooves.length);
  const middle = Math.floor(order.length / 2);
  const [a, b] = [order.slice(0, middle), order.slice(middle)].map((places) =>
    pickLoops(train, places),
  );
  return fitLoopScale({ train: a, test }).measure(inAnyKey(b, NUM_MADE, random));
}

const anyOf = (part: 'train' | 'test', random: Random) =>
  inAnyKey(loopSets()[part], NUM_MADE, random);

const trainedBy = trainedOnce((seed, training: MuseganTraining) =>
  trainMusegan(loopSets().train, { seed, training }),
);

const trained = (name: string, training: MuseganTraining, draws = false): Method => ({
  task: TASK,
  name,
  run: async (seed) => {
    const { generator, steps, minutes } = await trainedBy(seed, training);
    if (training === 'two stages' && seed === 1) {
      LOOP_MAKER.save(generator, { seed, steps, minutes: Number(minutes.toFixed(2)) });
    }
    const random = new Random(seed);
    const z = random.normal<tf.Rank.R2>([NUM_MADE, MUSE_LATENT_DIM]);
    const made = composeLoops(generator, z, draws ? random : undefined);
    z.dispose();
    return { ...loopScale().measure(made), minutes };
  },
});

/** Loops of drums, bass and chords: what a generator's outputs are, beside notes drawn one by one and tracks of others. */
export const MUSEGAN_EXPERIMENT: Experiment = {
  name: 'musegan',
  about: 'loops of drums, bass and chords, by what outputs are; about 15 minutes a seed',
  methods: [
    rule('held-out styles', (random) => anyOf('test', random)),
    { task: TASK, name: 'half against half', run: halfAgainstHalf },
    rule('notes drawn one by one', (random) => bernoulliLoops(loopSets().train, NUM_MADE, random)),
    rule('tracks of other loops', (random) => {
      const [drums, bass, chords] = [0, 1, 2].map(() => anyOf('train', random));
      return shuffledTracks(drums, bass, chords);
    }),
    trained('two stages', 'two stages'),
    trained('numbers, by a threshold', 'probabilities'),
    trained('numbers, drawn', 'probabilities', true),
    trained('threshold throughout', 'threshold'),
    trained('drawn throughout', 'bernoulli', true),
  ],
};
