import assert from 'node:assert/strict';

import { GRID, RING } from '../../lib/data/points';
import { type MixtureName, type PointRun, runPoints } from '../../lib/experiments/point-run';
import {
  BEST,
  REMEDIES,
  bestRun,
  plainRun,
  remedyRun,
  remedyRuns,
} from '../../lib/experiments/remedies';
import { buildPointDiscriminator } from '../../lib/models/points';

const mixtures: readonly MixtureName[] = ['ring', 'grid'];
const SEED = 7;

/** What an optimizer does, Adam's constants and its name written out. */
function settingsOf(settings: PointRun['training']['generatorSettings']) {
  const adam = { rule: 'adam', beta1: 0.9, beta2: 0.999 };
  return settings.rule === undefined ? { ...adam, ...settings } : settings;
}

/** Everything that a run is, by name; D's extra layers as the layers that D then has. */
function partsOf({ networks, training, ...rest }: PointRun): Record<string, unknown> {
  const { generatorSettings, discriminatorSettings, ...others } = training;
  const discriminator = buildPointDiscriminator({ ...networks, seed: rest.seed });
  const player = (name: string, settings: typeof generatorSettings) =>
    Object.entries(settingsOf(settings)).map(([key, value]) => [`${name} ${key}`, value]);
  const layers = discriminator.layers.slice(1).map(({ name }) => name);
  discriminator.dispose();
  const { latentDim, hiddenUnits } = networks;
  return {
    ...rest,
    ...others,
    latentDim,
    hiddenUnits,
    layers,
    ...Object.fromEntries(player('G', generatorSettings)),
    ...Object.fromEntries(player('D', discriminatorSettings)),
  };
}

/** The parts of a run that are not as in another. */
function changes(run: PointRun, from: PointRun): string[] {
  const [parts, before] = [partsOf(run), partsOf(from)];
  return Object.keys(parts).filter((key) => {
    try {
      assert.deepEqual(parts[key], before[key]);
      return false;
    } catch {
      return true;
    }
  });
}

const ofBoth = (...keys: string[]) =>
  ['G', 'D'].flatMap((who) => keys.map((key) => `${who} ${key}`));

/** What each remedy changes, by its name. */
const CHANGED: Readonly<Record<string, readonly string[]>> = {
  'none: the plain GAN': [],
  'both rates 1e-4': ofBoth('learningRate'),
  "G's rate 2.5e-4": ['G learningRate'],
  'Adam, β₁ = 0.5': ofBoth('beta1'),
  'Adam, β₁ = 0': ofBoth('beta1'),
  RMSProp: ofBoth('rule'),
  'SGD, momentum 0.5': ofBoth('rule', 'learningRate', 'momentum'), // no rate suits both rules
  'rates fall to 0': ofBoth('decaySteps'),
  'label smoothing 0.1': ['loss'],
  '5 steps of D': ['discriminatorSteps'],
  'dropout 0.3 in D': ['layers'],
  'instance noise': ['layers'],
  'gradient penalty': ['penalty'],
  R1: ['penalty'],
  'packs of 2': ['layers'],
  'minibatch deviation': ['layers'],
};

/** The same run in small: three steps, one hidden layer. */
const small = (run: PointRun): PointRun => ({
  ...run,
  steps: 3,
  batchSize: 16,
  networks: { ...run.networks, hiddenUnits: [8] },
});

async function pointsAfter(run: PointRun): Promise<Float32Array> {
  const { points } = await runPoints(run); // throws when a loss or a point is not finite
  const values = points.dataSync<'float32'>().slice();
  points.dispose();
  return values;
}

describe('REMEDIES', () => {
  it('have names that differ from each other and from the best set-up', () => {
    const names = [...REMEDIES.map(({ name }) => name), BEST];
    assert.equal(new Set(names).size, names.length);
  });

  it('begin with the plain GAN, and no other changes nothing', () => {
    const kinds = REMEDIES.map(({ kind }) => kind);
    assert.equal(kinds.lastIndexOf('none'), 0);
  });

  it('are those of which this test knows what they change', () => {
    assert.deepEqual(
      REMEDIES.map(({ name }) => name),
      Object.keys(CHANGED),
    );
  });

  for (const { name, apply } of REMEDIES) {
    const expected = CHANGED[name] ?? [];
    it(`change, for "${name}", ${expected.join(', ') || 'nothing'} of the plain run`, () => {
      for (const mixture of mixtures) {
        const plain = plainRun(mixture, SEED);
        assert.deepEqual(changes(apply(plain), plain).sort(), [...expected].sort());
        assert.deepEqual(partsOf(plain), partsOf(plainRun(mixture, SEED)), 'the plain run stays');
      }
    });
  }

  describe('train', () => {
    const plain = new Map<MixtureName, Float32Array>();
    before(async () => {
      for (const mixture of mixtures) {
        plain.set(mixture, await pointsAfter(small(plainRun(mixture, SEED))));
      }
    });
    for (const { name, kind, apply } of REMEDIES) {
      const another = kind === 'none' ? 'the same' : 'another';
      it(`three steps by finite losses on ring and grid, ${another} training: ${name}`, async () => {
        for (const mixture of mixtures) {
          const points = await pointsAfter(small(apply(plainRun(mixture, SEED))));
          if (kind === 'none') assert.deepEqual(points, plain.get(mixture));
          else assert.notDeepEqual(points, plain.get(mixture));
        }
      });
    }
  });

  it('give both players the same settings, but for the two time scales', () => {
    const unlike = REMEDIES.filter(({ apply }) => {
      const { generatorSettings, discriminatorSettings } = apply(plainRun('ring', SEED)).training;
      return generatorSettings !== discriminatorSettings;
    });
    assert.deepEqual(
      unlike.map(({ name }) => name),
      ["G's rate 2.5e-4"],
    );
  });

  it('have the strengths that their names state', () => {
    const run = (remedy: string) => remedyRun({ remedy, mixture: 'grid', seed: SEED });
    const { training } = run("G's rate 2.5e-4");
    assert.equal(training.generatorSettings.learningRate, 2.5e-4);
    assert.equal(run('both rates 1e-4').training.generatorSettings.learningRate, 1e-4);
    assert.equal(run('5 steps of D').training.discriminatorSteps, 5);
    const falling = run('rates fall to 0');
    assert.equal(falling.training.generatorSettings.decaySteps, falling.steps);
  });

  /** The settings of D's layer of this name. */
  const layerOf = (remedy: string, mixture: MixtureName, layer: string) => {
    const { networks, seed } = remedyRun({ remedy, mixture, seed: SEED });
    return buildPointDiscriminator({ ...networks, seed })
      .getLayer(layer)
      .getConfig();
  };

  it('put layers before the first hidden layer, but dropout after each', () => {
    const layers = (remedy: string) =>
      partsOf(remedyRun({ remedy, mixture: 'ring', seed: SEED })).layers;
    const [dropouts, plain] = [layers('dropout 0.3 in D'), ['hidden1', 'hidden2', 'output']];
    assert.deepEqual(dropouts, ['hidden1', 'drop1', 'hidden2', 'drop2', 'output']);
    assert.deepEqual(layers('instance noise'), ['noise', ...plain]);
    assert.deepEqual(layers('packs of 2'), ['pack', ...plain]);
    assert.deepEqual(layers('minibatch deviation'), ['deviation', ...plain]);
  });

  it('drop at the rate of 0.3, by another seed at each place and in each run', () => {
    const [one, two] = ['drop1', 'drop2'].map((at) => layerOf('dropout 0.3 in D', 'ring', at));
    assert.equal(one.rate, 0.3);
    assert.equal(two.rate, 0.3);
    assert.notEqual(one.seed, two.seed);
  });

  it('blur the ring by five σ of a mode and the grid by four', () => {
    assert.equal(layerOf('instance noise', 'ring', 'noise').std, 5 * RING.std);
    assert.equal(layerOf('instance noise', 'grid', 'noise').std, 4 * GRID.std);
  });
});

describe('bestRun', () => {
  for (const mixture of mixtures) {
    it(`lets the rates fall to 0 at its last step, on the ${mixture}`, () => {
      const { steps, training } = bestRun(mixture, SEED);
      assert.equal(training.generatorSettings.decaySteps, steps);
      assert.equal(training.discriminatorSettings.decaySteps, steps);
    });

    it(`trains three steps on the ${mixture}, of finite losses, and judges the average`, async () => {
      const run = small(bestRun(mixture, SEED));
      const points = await pointsAfter(run);
      assert.notDeepEqual(points, await pointsAfter({ ...run, averageDecay: undefined }));
    });
  }

  it('has a deeper network on the grid', () => {
    const depth = (mixture: MixtureName) => bestRun(mixture, SEED).networks.hiddenUnits?.length;
    assert.equal(depth('ring'), 2);
    assert.equal(depth('grid'), 3);
  });
});

describe('remedyRuns', () => {
  const seedsOf = (seeds: number, remedy: string, mixture: MixtureName) =>
    remedyRuns(seeds)
      .filter((run) => run.remedy === remedy && run.mixture === mixture)
      .map(({ seed }) => seed);

  it('are the seeds from 1 of each remedy on each mixture', () => {
    for (const mixture of mixtures) {
      for (const { name } of REMEDIES) {
        assert.deepEqual(seedsOf(5, name, mixture), [1, 2, 3, 4, 5]);
      }
    }
  });

  it('are ten seeds of the best set-up on each mixture, or more when more are asked for', () => {
    for (const mixture of mixtures) {
      assert.deepEqual(seedsOf(5, BEST, mixture), [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
      assert.equal(seedsOf(12, BEST, mixture).length, 12);
    }
  });

  it('are no other', () => {
    assert.equal(remedyRuns(5).length, 2 * 10 + REMEDIES.length * 2 * 5);
  });
});

describe('remedyRun', () => {
  it('is the plain run of mixture and seed with the remedy', () => {
    const run = remedyRun({ remedy: '5 steps of D', mixture: 'grid', seed: 4 });
    assert.deepEqual(changes(run, plainRun('grid', 4)), ['discriminatorSteps']);
  });

  it('is the best set-up by its name', () => {
    const run = remedyRun({ remedy: BEST, mixture: 'grid', seed: 4 });
    assert.deepEqual(changes(run, bestRun('grid', 4)), ['penalty']); // a function made anew
  });

  it('throws on a name that there is not, and names those that there are', () => {
    assert.throws(() => remedyRun({ remedy: 'luck', mixture: 'ring', seed: 1 }), {
      name: 'RangeError',
      message: /^expected a remedy of none: the plain GAN, .*, best, but got luck$/,
    });
  });
});
