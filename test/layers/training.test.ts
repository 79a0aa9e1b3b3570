import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { tf } from '../../lib/backend';
import { CompiledStep, type Step, compileStep } from '../../lib/backend/compiled-step';
import { Optimizer } from '../../lib/backend/optimizer';
import {
  dropout,
  instanceNoise,
  minibatchStandardDeviation,
  packing,
  spectralConv2d,
  spectralDense,
} from '../../lib/layers';
import { LOSSES } from '../../lib/losses';
import { type Gan, applyInTraining, trainableVariables } from '../../lib/models/gan';
import { type Penalty, gradientPenalty, r1Penalty } from '../../lib/penalties';
import { Random } from '../../lib/random';
import { loadCheckpoint, saveCheckpoint } from '../../lib/training/checkpoint';
import { trainGan } from '../../lib/training/train-gan';
import { createTrainingState } from '../../lib/training/state';
import { descend } from '../../lib/training/descend';
import { assertClose } from '../assert-close';
import { SHORT, ringBatches, smallPointGan } from '../training/small-gan';

/** A D with every layer of the folder. */
const imageDiscriminator = () =>
  tf.sequential({
    layers: [
      instanceNoise({ std: 0.1, seed: 1, inputShape: [6, 6, 1] }),
      packing({ size: 2 }),
      spectralConv2d({ filters: 4, kernelSize: 3, strides: 2, padding: 'same', seed: 1 }),
      tf.layers.leakyReLU({ alpha: 0.2 }),
      minibatchStandardDeviation({ groupSize: 2 }),
      tf.layers.flatten(),
      dropout({ rate: 0.3, seed: 1 }),
      spectralDense({ units: 1, seed: 2 }),
    ],
  });

describe('a D of all layers, trained', () => {
  const penalties: Record<string, Penalty | undefined> = {
    'no penalty': undefined,
    gradientPenalty: gradientPenalty(),
    r1Penalty: r1Penalty(),
  };
  for (const [name, penalty] of Object.entries(penalties)) {
    it(`gives the numbers of the step itself when compiled, over 10 steps: ${name}`, () => {
      const train = (isCompiled: boolean) => {
        const model = imageDiscriminator();
        const optimizer = new Optimizer(trainableVariables(model));
        const discriminate = (x: tf.Tensor) => applyInTraining(model, x);
        const step: Step = (real, fake, key) => [
          descend(optimizer, { learningRate: 0.01 }, () => {
            const game = LOSSES.hinge.discriminator(discriminate(real), discriminate(fake));
            return penalty ? tf.add(game, penalty({ real, fake, key, discriminate })) : game;
          }),
        ];
        const random = new Random(4);
        const images = () => random.uniform([8, 6, 6, 1] as [number, number, number, number]);
        const inputs = () => [images(), images(), random.key()];
        const runner = compileStep(step, inputs());
        assert.ok(runner instanceof CompiledStep);
        const losses = Array.from({ length: 10 }, () =>
          (isCompiled ? runner.run(inputs()) : step(...inputs())).flatMap((t) => [...t.dataSync()]),
        );
        runner.pull();
        runner.dispose();
        const weights = model.getWeights().flatMap((w) => [...w.dataSync()]);
        return [...losses.flat(), ...weights];
      };
      assertClose(train(true), train(false), 1e-4);
    });
  }
});

describe('a training with random layers', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'layers-'))));
  afterEach(() => rmSync(folder, { recursive: true }));

  it('gives the same numbers stopped, saved and resumed as not stopped', async () => {
    const build = (): Gan => ({
      ...smallPointGan(),
      discriminator: tf.sequential({
        layers: [
          instanceNoise({ std: 0.1, seed: 1, name: 'noise', inputShape: [2] }),
          spectralDense({ units: 8, seed: 1, name: 'hidden' }),
          tf.layers.leakyReLU({ alpha: 0.2 }),
          dropout({ rate: 0.3, seed: 2, name: 'drop' }),
          spectralDense({ units: 1, seed: 3, name: 'logit' }),
        ],
      }),
    });
    const weights = (gan: Gan) =>
      [gan.generator, gan.discriminator].flatMap((model) =>
        model.getWeights().map((w) => w.dataSync().slice()),
      );

    const whole = build();
    await trainGan(whole, ringBatches(), { ...SHORT, epochs: 2 });

    const [path, half, resumed] = [join(folder, 'half.safetensors'), build(), build()];
    const state = createTrainingState(half, SHORT);
    await trainGan(half, ringBatches(), { ...SHORT, epochs: 1, state });
    saveCheckpoint(path, half, state);
    const loaded = loadCheckpoint(path, resumed);
    await trainGan(resumed, ringBatches(), { ...SHORT, epochs: 2, state: loaded });

    assert.deepEqual(weights(resumed), weights(whole));
  });
});
