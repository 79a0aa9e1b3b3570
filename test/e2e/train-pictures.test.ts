import assert from 'node:assert/strict';
import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import sharp from 'sharp';

import { tf } from '../../lib/backend';
import { applyInUse } from '../../lib/models/gan';
import { Random } from '../../lib/random';
import { childEnvironment } from '../../tools/setup/environment.mjs';
import { MODEL_NAMES, type ModelName } from '../../tools/train/models';
import { promisingPng } from '../data/promising-png';
import { SiteBrowser } from './site-browser';
import { serve } from './static-server';

const ROOT = join(__dirname, '../..');
const PROGRAM = ['--require', 'ts-node/register/transpile-only', join(ROOT, 'tools/train/main.ts')];
/** Small and short. */
const SHORT = ['--size', '28', '--batch-size', '8'];

/** What a page made of z. */
interface FoundInPage {
  readonly shape: number[];
  readonly pixels: number[];
  readonly classNames: string[];
}

describe('npm run train on pictures', function () {
  this.timeout(180_000);
  const parent = mkdtempSync(join(tmpdir(), 'train pictures '));
  after(() => rmSync(parent, { recursive: true }));
  const data = join(parent, '我的 照片');
  const path = (name: string) => join(parent, name);

  /** Ten coloured pictures of 40×36 in each class. */
  async function writePictures(folder: string, ...classNames: string[]): Promise<void> {
    for (const [place, name] of classNames.entries()) {
      mkdirSync(join(folder, name), { recursive: true });
      for (let i = 0; i < 10; i++) {
        const background = { r: 25 * i, g: 120 * place, b: 255 - 25 * i };
        const create = { width: 40, height: 36, channels: 3, background } as const;
        await sharp({ create })
          .png()
          .toFile(join(folder, name, `照片 ${i}.png`));
      }
    }
  }
  before(() => writePictures(data, '猫 cats', 'dogs'));

  function train(folder: string, ...args: string[]) {
    const options = { cwd: ROOT, env: childEnvironment(), encoding: 'utf8' } as const;
    return spawnSync(process.execPath, [...PROGRAM, '--data', folder, ...args], options);
  }
  const assertFails = (result: SpawnSyncReturns<string>, sentence: RegExp | string) => {
    // what stands before it is the bar
    const last = result.stderr.trim().split('\n').at(-1)!;
    if (typeof sentence === 'string') assert.equal(last, `npm run train: ${sentence}`);
    else assert.match(last, sentence);
    assert.equal(result.status, 1);
    assert.doesNotMatch(result.stderr, /\n\s+at /, 'no stack trace');
  };
  const assertWorks = ({ status, stderr }: SpawnSyncReturns<string>) =>
    assert.equal(status, 0, stderr);

  describe('of two classes', () => {
    const args = [...SHORT, '--model', 'conditional', '--epochs'];

    it('writes pictures of both, and the generator for other programs', () => {
      const result = train(data, ...args, '10', '--out', path('whole'));
      assertWorks(result);
      assert.match(result.stdout, /Training conditional on 20 images of .*我的 照片: 10 epochs/);
      assert.deepEqual(readdirSync(path('whole')).sort(), [
        'checkpoint.safetensors',
        'frames',
        'gan_generated_epoch_10.png',
        'generator',
        'history.json',
        'losses.png',
        'training.gif',
      ]);
    });

    it('goes on to the same bytes as without a stop', () => {
      assertWorks(train(data, ...args, '4', '--out', path('stopped')));
      const options = ['--resume', '--epochs', '10', '--out', path('stopped')];
      assertWorks(train(data, ...options)); // the rest is in the checkpoint
      const names = readdirSync(path('whole'), { recursive: true, encoding: 'utf8' });
      const files = names.filter((name) => /\.\w+$/.test(name));
      assert.ok(files.includes('generator/weights.bin'));
      for (const name of files) {
        const [whole, stopped] = ['whole', 'stopped'].map((run) =>
          readFileSync(join(path(run), name)),
        );
        assert.ok(stopped.equals(whole), `${name} is the same`);
      }
    });

    it('refuses to go on when a picture is in another class, and leaves the checkpoint', () => {
      const [moved, checkpoint] = [path('moved'), join(path('whole'), 'checkpoint.safetensors')];
      cpSync(data, moved, { recursive: true });
      // 'dogs' comes first: its last picture as the first of the other class, and all bytes stay in their places
      cpSync(join(moved, 'dogs/照片 9.png'), join(moved, '猫 cats/照片  .png'));
      rmSync(join(moved, 'dogs/照片 9.png'));
      const before = readFileSync(checkpoint);
      assertFails(
        train(moved, '--resume', '--epochs', '12', '--out', path('whole')),
        `${path('whole')}: was trained on 20 images of 28×28, but ${moved} now holds 20 other ones. ` +
          'Name the folder of the old ones with --data, or start anew with another --out.',
      );
      assert.ok(readFileSync(checkpoint).equals(before));
    });

    it('refuses to go on with another size', () => {
      assertFails(
        train(data, '--resume', '--size', '64', '--out', path('whole')),
        /: was trained with size 28, but 64 was asked for\. Leave the option out to go on/,
      );
    });
  });

  describe('gives generators that a web page loads with tf.js alone:', () => {
    let browser: SiteBrowser;
    before(async () => (browser = await SiteBrowser.open(parent)));
    after(() => browser?.close());

    /** The page's pictures of the same z, all of class 1 where it knows classes. */
    const script = (z: string) => `(async () => {
      await tf.setBackend('cpu');
      const model = await tf.loadLayersModel('generator/model.json');
      const { latentDim, classNames } = model.getUserDefinedMetadata();
      const z = tf.tensor2d(${z}, [4, latentDim]);
      const made = model.apply(classNames.length ? [z, tf.fill([4], 1, 'int32')] : z);
      return { shape: made.shape, pixels: Array.from(await made.data()), classNames };
    })()`;

    async function inPage(folder: string, expression: string) {
      const { url, close } = await serve(folder);
      try {
        await browser.page.goto(`${url}index.html`);
        return await browser.page.evaluate<FoundInPage>(expression);
      } finally {
        close();
      }
    }

    const folderOf = (model: ModelName) => path(`page of ${model}`);

    for (const model of MODEL_NAMES) {
      it(model, async () => {
        const folder = folderOf(model);
        const out = join(folder, 'run');
        const options = [
          '--model',
          model,
          '--epochs',
          '1',
          '--channels',
          model === 'dense' ? '1' : '3',
        ];
        assertWorks(train(data, ...SHORT, ...options, '--out', out));
        cpSync(join(out, 'generator'), join(folder, 'generator'), { recursive: true });
        const bundle = require.resolve('@tensorflow/tfjs/dist/tf.min.js');
        cpSync(bundle, join(folder, 'tf.min.js'));
        const page = '<!doctype html><title>Mine</title><script src="tf.min.js"></script>';
        writeFileSync(join(folder, 'index.html'), page);

        const here = await tf.loadLayersModel(`file://${join(out, 'generator/model.json')}`);
        const z = new Random(3).normal([4, here.inputs[0].shape[1]!]);
        const ones = tf.fill([4], 1, 'int32');
        const expected = applyInUse(here, here.inputs.length === 2 ? [z, ones] : z);
        const found = await inPage(folder, script(JSON.stringify([...z.dataSync()])));
        assert.deepEqual(found.shape, [4, 28, 28, model === 'dense' ? 1 : 3]);
        const pixels = expected.dataSync();
        const error = Math.max(...found.pixels.map((pixel, i) => Math.abs(pixel - pixels[i])));
        assert.ok(error < 1e-4, `${error}`); // sums are rounded otherwise there
        assert.deepEqual(found.classNames, model === 'conditional' ? ['dogs', '猫 cats'] : []);
        tf.dispose([z, ones, expected]);
        here.dispose();
      });
    }
  });

  describe('tells in a sentence', () => {
    let count = 0;
    /** A folder with other files beside the twenty pictures. */
    function withFiles(files: Readonly<Record<string, Uint8Array | string>>): string {
      const folder = path(`数据 ${count++}`);
      cpSync(data, folder, { recursive: true });
      for (const [name, bytes] of Object.entries(files)) {
        mkdirSync(dirname(join(folder, name)), { recursive: true });
        writeFileSync(join(folder, name), bytes);
      }
      return folder;
    }
    const fails = (folder: string, args: readonly string[], sentence: string) => {
      const out = path(`out ${count++}`);
      assertFails(train(folder, ...args, '--out', out), sentence);
    };
    const REMEDY =
      'Mend them or take them away, or go on without them: skipBad, in a terminal --skip-bad.';

    it('a folder without pictures', () => {
      const folder = path('texts');
      mkdirSync(folder);
      writeFileSync(join(folder, 'a.txt'), '');
      fails(
        folder,
        [],
        `${folder}: expected pictures (PNG, JPEG, WebP, GIF or BMP) in it or its subfolders, but found other files ` +
          '(1 .txt). Name the folder that holds them.',
      );
    });

    it('a broken file among others, and goes on without it when asked to', () => {
      const folder = withFiles({ 'dogs/坏 bad.jpg': 'no picture' });
      fails(
        folder,
        SHORT,
        `${folder}: 1 of 21 pictures cannot be used: dogs/坏 bad.jpg (it is damaged, or no picture). ${REMEDY}`,
      );
      const result = train(
        folder,
        ...SHORT,
        '--epochs',
        '1',
        '--skip-bad',
        '--out',
        path('skipped'),
      );
      assertWorks(result);
      assert.match(result.stdout, /^Pictures left out: dogs\/坏 bad\.jpg \(it is damaged/);
      assertWorks(train(folder, '--resume', '--epochs', '2', '--out', path('skipped')));
    });

    it('pictures smaller than --size', () => {
      const named = [0, 1, 2, 3, 4].map(
        (i) => `dogs/照片 ${i}.png (it is 40×36 pixels small, less than 64×64)`,
      );
      fails(
        data,
        ['--size', '64'],
        `${data}: 20 of 20 pictures cannot be used: ${named.join(', ')} and 15 more. ${REMEDY}`,
      );
    });

    it('a file that would fill the memory', () => {
      const folder = withFiles({ 'dogs/bomb.png': promisingPng(50_000, 50_000) });
      fails(
        folder,
        SHORT,
        `${folder}: 1 of 21 pictures cannot be used: dogs/bomb.png (it is 50000×50000 pixels large, more than 200 ` +
          `million). ${REMEDY}`,
      );
    });

    it('fewer pictures than a batch', () => {
      fails(
        data,
        ['--size', '28'],
        `${data}: a batch is of 64 pictures, but there are only 20. Add more, or take smaller batches: --batch-size 20`,
      );
    });

    it('that there are no classes', () => {
      const file = readFileSync(join(data, 'dogs/照片 0.png'));
      const folder = withFiles({ 'beside.png': file });
      fails(
        folder,
        [...SHORT, '--model', 'conditional'],
        `${folder}: --model conditional needs two or more subfolders, each a class, and no picture beside them, but found ` +
          'no classes. Sort the pictures into subfolders, or take --model dcgan.',
      );
    });

    it('a run that is in the folder already, before pictures are read', () => {
      const broken = withFiles({ 'dogs/bad.png': '' });
      const out = path('whole');
      assertFails(
        train(broken, ...SHORT, '--out', out),
        `${out}: holds a training already. Go on with: npm run train -- --resume --out "${out}". ` +
          'Or name another folder: npm run train -- --out FOLDER',
      );
    });
  });

  it('tells that options of pictures are not for MNIST', () => {
    const options = { cwd: ROOT, env: childEnvironment(), encoding: 'utf8' } as const;
    const args = [...PROGRAM, '--size', '32', '--out', path('digits')];
    assertFails(
      spawnSync(process.execPath, args, options),
      'MNIST: holds images of one size, in grey, but --size, --channels and --skip-bad are for pictures. Leave them ' +
        'out, or name a folder of pictures with --data.',
    );
  });
});
