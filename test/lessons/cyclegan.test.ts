import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';

import { tf } from '../../lib/backend';
import { loadImageFolder } from '../../lib/data/image-folder';
import { CYCLEGAN_RUNS, trainCyclegan, translationBy } from '../../lib/experiments/cyclegan-run';
import { Random } from '../../lib/random';
import { meanDistance } from '../../lib/training/cyclegan-game';
import { assertClose } from '../assert-close';

// What lesson 11 states beside its cells: answers to its questions and exercises, and the two lines for own pictures.

type Translator = (x: tf.Tensor) => tf.Tensor;
const lossesOf = (G: Translator, F: Translator, x: tf.Tensor, y: tf.Tensor) =>
  [
    tf.add(meanDistance(x, F(G(x))), meanDistance(y, G(F(y)))),
    tf.add(meanDistance(y, G(y)), meanDistance(x, F(x))),
  ].map((loss) => loss.dataSync()[0]);
const tidily = (test: () => void) => () => void tf.tidy(test);

describe('notebooks/11_cyclegan.ipynb', () => {
  const [x, y] = [1, 2].map((seed) => new Random(seed).uniform<tf.Rank.R4>([3, 8, 8, 3], -1, 1));

  for (const [what, both] of [
    ['doing nothing', (a: tf.Tensor) => a],
    ['the negative', (a: tf.Tensor) => tf.neg(a)],
    ['exchanged colours', (a: tf.Tensor) => tf.reverse(a, 3)],
  ] as const) {
    it(
      `has no cycle loss for ${what}`,
      tidily(() => assert.equal(lossesOf(both, both, x, y)[0], 0)),
    );
  }

  it(
    'has no cycle loss, but an identity loss, for a move by a pixel and back',
    tidily(() => {
      const roll = (a: tf.Tensor, by: number) => {
        const [head, tail] = tf.split(a, by > 0 ? [by, 8 - by] : [8 + by, -by], 2);
        return tf.concat([tail, head], 2);
      };
      const [cycle, identity] = lossesOf(
        (a) => roll(a, 1),
        (a) => roll(a, -1),
        x,
        y,
      );
      assert.equal(cycle, 0);
      assert.ok(identity > 0.5, `${identity}`); // two numbers at random in −1..1 are 2/3 apart
    }),
  );

  it(
    'exercise 2: G(x) = 2x and F(y) = y/2 have a cycle loss of 0 and an identity loss of 3.5',
    tidily(() => {
      const found = lossesOf(
        (a) => tf.mul(a, 2),
        (a) => tf.div(a, 2),
        tf.scalar(1),
        tf.scalar(3),
      );
      assertClose(found, [0, 3.5], 1e-6);
    }),
  );

  it('exercise 5: doing nothing is 1.95 % off, a perfect change 2.26 %', () => {
    assertClose((100 * 100 * 0.2) / 1024, 1.95, 5e-3);
    assertClose((100 * (1024 - 100) * 0.025) / 1024, 2.26, 5e-3);
  });

  it('has a generator that costs a two-thousandth of the paper’s', () => {
    // multiplications of a picture; appendix 7.2: c7s1-64, d128, d256, nine R256, u128, u64, c7s1-3
    const full = 256 ** 2;
    const ends = 2 * 49 * 3 * 64 * full;
    const halvings = 2 * ((9 * 64 * 128 * full) / 4 + (9 * 128 * 256 * full) / 16);
    const paper = ends + halvings + (18 * 9 * 256 ** 2 * full) / 16;
    const [whole, half, quarter] = CYCLEGAN_RUNS.seasons.widths;
    const ours =
      2 * 9 * 3 * whole * 1024 +
      2 * ((16 * whole * half * 1024) / 4 + (16 * half * quarter * 1024) / 16) +
      (4 * 9 * quarter ** 2 * 1024) / 16;
    assert.ok(paper / ours > 2000, `${paper / ours}`);
  });

  it('trains on two folders of pictures that are no pairs', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'unpaired-'));
    try {
      await writePictures(join(folder, 'summers'), 8, { r: 60, g: 120, b: 40 });
      await writePictures(join(folder, 'winters'), 10, { r: 220, g: 220, b: 230 });
      const options = { size: 32, channels: 3 } as const;
      const a = (await loadImageFolder(join(folder, 'summers'), options)).bytes;
      const b = (await loadImageFolder(join(folder, 'winters'), options)).bytes;
      const { toB, toA, steps } = await trainCyclegan(
        { a, b },
        { run: { ...CYCLEGAN_RUNS.seasons, epochs: 2 }, seed: 1 },
      );
      assert.equal(steps, 2);
      const made = translationBy(toB)(tf.fill([1, 32, 32, 3], 0.5));
      assert.deepEqual(made.shape, [1, 32, 32, 3]);
      made.dispose();
      [toB, toA].forEach((model) => model.dispose());
    } finally {
      rmSync(folder, { recursive: true });
    }
  }).timeout(60_000);
});

/** Pictures of one colour, each with a line of another brightness. */
async function writePictures(
  folder: string,
  count: number,
  background: { r: number; g: number; b: number },
): Promise<void> {
  mkdirSync(folder);
  for (let i = 0; i < count; i++) {
    const line = { create: { width: 40, height: 2, channels: 3, background: '#000000' } } as const;
    await sharp({ create: { width: 40, height: 48, channels: 3, background } })
      .composite([{ input: await sharp(line).png().toBuffer(), top: 4 * i, left: 0 }])
      .png()
      .toFile(join(folder, `${i}.png`));
  }
}
