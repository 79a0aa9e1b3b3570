import assert from 'node:assert/strict';
import { loadDiscriminator } from '../../lib/experiments/discriminators';
import { loadGenerator } from '../../lib/experiments/generators';
import { Random } from '../../lib/random';
import { LATENT, between, categoryOf, sampleZ, withCategory } from '../../site/play/latent';

describe('the z of the page of networks', () => {
  it('is as long as each generator wants it, with the categories that its code has', () => {
    for (const name of ['dense', 'dcgan', 'dcganContinuous', 'conditional'] as const) {
      const { generator } = loadGenerator(name);
      assert.equal(generator.inputs[0].shape[1], LATENT[name].length);
      const code = generator.layers.find((layer) => layer.getClassName() === 'CategoricalCode');
      assert.equal(code?.getConfig().categories ?? 0, LATENT[name].categories);
      generator.dispose();
    }
  });

  it('is drawn from N(0, 1)', () => {
    const n = 40_000;
    const uniform = new Random(1).uniform([2 * n]);
    const numbers = uniform.dataSync().values();
    uniform.dispose();
    const z = sampleZ(n, () => Number(numbers.next().value));
    const meanOf = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / n;
    // the mean's standard error is 1/√n = 0.005, the mean square's √(2/n) = 0.007: five of them
    assert.ok(Math.abs(meanOf(z)) < 0.025);
    assert.ok(Math.abs(meanOf(z.map((value) => value ** 2)) - 1) < 0.035);
  });

  it('has the category of its largest first number, and takes another without other numbers', () => {
    const z = [0.1, 2, -1, 5];
    assert.equal(categoryOf(z, 3), 1);
    assert.deepEqual(withCategory(z, 3, 2), [0.1, -1, 2, 5]);
    assert.equal(categoryOf(withCategory(z, 3, 2), 3), 2);
    assert.deepEqual(withCategory(z, 3, 1), z);
  });

  it('goes from a to b at one length: of orthogonal a and b of length 1 each point has length 1', () => {
    const [a, b] = [
      [1, 0],
      [0, 1],
    ];
    assert.deepEqual(between(a, b, 0), a);
    assert.deepEqual(between(a, b, 1), b);
    for (const t of [0.1, 0.5, 0.7]) {
      assert.ok(Math.abs(Math.hypot(...between(a, b, t)) - 1) < 1e-12);
    }
    const [x, y] = between(a, b, 0.5);
    assert.equal(x, y);
  });
});

describe('the discriminator of the page of networks', () => {
  it('is trained as long as the dense generator, from the same seed', () => {
    const [d, g] = [loadDiscriminator('dense'), loadGenerator('dense')];
    assert.deepEqual([d.facts.seed, d.facts.steps], [g.facts.seed, g.facts.steps]);
    [d.discriminator, g.generator].forEach((model) => model.dispose());
  });
});
