import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { tf } from '../../lib/backend';
import { loadDiscriminator } from '../../lib/experiments/discriminators';
import { type GeneratorName, loadGenerator } from '../../lib/experiments/generators';
import { loadResults } from '../../lib/experiments/results';
import { loadMnistClassifier } from '../../lib/metrics/classifier';
import { applyInUse } from '../../lib/models/gan';
import { Random } from '../../lib/random';
import { writePlay } from '../../tools/site/play';
import { playPage } from '../../tools/site/play-page';
import { SiteBrowser } from './site-browser';

const GENERATORS: readonly GeneratorName[] = ['dense', 'dcgan', 'dcganContinuous', 'conditional'];
/** Enough for the mean of a probability to within 0.01. */
const NUM_IMAGES = 500;

/** z of N(0, 1), and for the conditional generator all digits in turn. */
function inputsOf(name: GeneratorName, count: number) {
  const z = new Random(7).normal<tf.Rank.R2>([count, name === 'dense' ? 100 : 32]);
  const labels =
    name === 'conditional' ? Array.from({ length: count }, (_, i) => i % 10) : undefined;
  return { z, labels };
}

describe('the page of networks', function () {
  this.timeout(120_000);
  const site = mkdtempSync(join(tmpdir(), 'gan-play-'));
  let browser: SiteBrowser;

  before(async () => {
    const assets = join(site, 'assets');
    cpSync(join(__dirname, '../../site/assets'), assets, { recursive: true });
    await writePlay(join(assets, 'play'));
    const { file, title, body, scripts } = playPage();
    const head = `<meta charset="utf-8"><title>${title}</title><script defer src="assets/${scripts[0]}"></script>`;
    writeFileSync(
      join(site, file),
      `<!doctype html><html lang="en"><head>${head}</head><body><main>${body}</main></body></html>`,
    );
    browser = await SiteBrowser.open(site);
  });
  after(async () => {
    await browser?.close();
    rmSync(site, { recursive: true, force: true });
  });

  async function show(): Promise<number> {
    await browser.show('play.html');
    await browser.page.getByText(/^8 times a 3/).waitFor();
    return browser.page.evaluate("performance.getEntriesByName('first-picture')[0].startTime");
  }

  /** Images of the page's generator, row by row. */
  async function imagesInPage(name: GeneratorName, count: number): Promise<tf.Tensor4D> {
    const { z, labels } = inputsOf(name, count);
    const rows = JSON.stringify([z.arraySync(), labels]);
    z.dispose();
    const script = `ganPlay.generate('${name}', ...${rows}).then((digits) => digits.map((digit) => Array.from(digit)))`;
    const digits = await browser.page.evaluate<number[][]>(script);
    return tf.tensor4d(digits.flat(), [count, 28, 28, 1]);
  }

  it('loads each network from a file of under a megabyte', () => {
    const folder = join(site, 'assets', 'play');
    const weights = readdirSync(folder).filter(
      (name) => /^[a-z]+D?[a-zC]*\.js$/.test(name) && name !== 'play.js',
    );
    assert.equal(weights.length, GENERATORS.length + 1); // and one discriminator
    weights.forEach((name) => assert.ok(statSync(join(folder, name)).size < 1e6, name));
  });

  it('shows its first picture within two seconds, opened from disk, without a complaint', async () => {
    const times = [await show(), await show()]; // the machine may be busy with something else once
    assert.deepEqual(browser.complaints(), []);
    assert.ok(Math.min(...times) < 2000, `${times} ms`);
  });

  // the page of the test before
  for (const name of GENERATORS) {
    it(`makes of the same z the images of the library's ${name} generator, to 1e-3`, async () => {
      const inPage = await imagesInPage(name, 16);
      const { generator } = loadGenerator(name);
      const difference = tf.tidy(() => {
        const { z, labels } = inputsOf(name, 16);
        const here = applyInUse(generator, labels ? [z, tf.tensor1d(labels, 'int32')] : z);
        return tf.max(tf.abs(tf.sub(here, inPage))).dataSync()[0];
      });
      tf.dispose(inPage);
      generator.dispose();
      assert.ok(difference < 1e-3, `${difference}`);
    });

    it(`draws by the ${name} generator what the classifier takes for digits, as in the lessons to 0.02`, async () => {
      const images = await imagesInPage(name, NUM_IMAGES);
      const classifier = loadMnistClassifier();
      const found = tf.tidy(
        () => tf.mean(tf.max(classifier.judge(images).probabilities, 1)).dataSync()[0],
      );
      classifier.dispose();
      images.dispose();
      const inLessons = loadResults('images').find(
        ({ gan, seed }) => gan === name && seed === 1,
      )!.meanTopProbability;
      assert.ok(
        Math.abs(found - inLessons) < 0.02,
        `${found} in the page, ${inLessons} in the lessons`,
      );
    });
  }

  it("gives the opinion of the library's discriminator, to 1e-3", async () => {
    const image = new Random(3).uniform<tf.Rank.R4>([1, 28, 28, 1]);
    const inPage = await browser.page.evaluate<number>(
      `ganPlay.judge(Float32Array.from(${JSON.stringify(Array.from(image.dataSync()))}))`,
    );
    const { discriminator } = loadDiscriminator('dense');
    const here = tf.tidy(() => tf.sigmoid(applyInUse(discriminator, image)).dataSync()[0]);
    [image, discriminator].forEach((each) => each.dispose());
    assert.ok(Math.abs(inPage - here) < 1e-3, `${inPage} and ${here}`);
  });

  describe('by keyboard alone', () => {
    beforeEach(show);
    /** What a canvas shows. */
    const pixels = (selector: string) =>
      browser.page
        .locator(selector)
        .first()
        .evaluate((canvas: { toDataURL(): string }) => canvas.toDataURL());
    const changes = async (selector: string, act: () => Promise<void>) => {
      const before = await pixels(selector);
      await act();
      for (let i = 0; i < 50 && (await pixels(selector)) === before; i++)
        await browser.page.waitForTimeout(50);
      assert.notEqual(await pixels(selector), before);
    };
    const press = async (selector: string, ...keys: string[]) => {
      await browser.page.locator(selector).first().focus();
      for (const key of keys) await browser.page.keyboard.press(key);
    };

    it('draws new digits, and those of another generator', async () => {
      await changes('#play-grid canvas', () => press('#play-new', 'Enter'));
      await changes('#play-grid canvas', () => press('#play-generator', 'End'));
      assert.equal(await browser.page.locator('#play-category-field').isVisible(), false);
    });

    it('changes the chosen digit by a number of its z and by its category, and takes it back', async () => {
      const before = await pixels('#play-chosen');
      await changes('#play-chosen', () => press('#play-sliders input', 'Home'));
      const category = await browser.page.locator('#play-category').inputValue(); // drawn by chance
      await changes('#play-chosen', () =>
        press('#play-category', category === '9' ? 'Home' : 'End'),
      );
      await changes('#play-chosen', () => press('#play-again', 'Enter'));
      assert.equal(await pixels('#play-chosen'), before);
    });

    it('goes from one chosen digit to another', async () => {
      await press('#play-grid button >> nth=5', 'Enter');
      await changes('#play-walk canvas', () => press('#play-start', 'Enter'));
      await press('#play-place', 'Home');
      await browser.page.waitForTimeout(200);
      assert.equal(await pixels('#play-between'), await pixels('#play-chosen'));
    });

    it('asks for a digit', async () => {
      await changes('#play-answers canvas', () => press('#play-keys button >> nth=7', 'Enter'));
      assert.match(await browser.page.locator('#play-asked-words').innerText(), /^8 times a 7/);
    });

    it('draws a digit, hears the opinion of D, and clears the sheet', async () => {
      const opinion = () => browser.page.locator('#play-opinion').innerText();
      assert.equal(await opinion(), 'Nothing is drawn yet.');
      await press('#play-pad', 'Space', 'ArrowDown', 'ArrowDown', 'ArrowDown', 'Space');
      await browser.page.getByText(/^D\(x\) = [01]\.\d{3}: D takes it for/).waitFor();
      assert.match(
        await browser.page.locator('#play-pen').innerText(),
        /^Pen up, column 14, row 17\.$/,
      );
      await press('#play-clear', 'Enter');
      assert.equal(await opinion(), 'Nothing is drawn yet.');
    });
  });

  it('takes a drawing of the mouse', async () => {
    await show();
    const { page } = browser;
    await page.locator('#play-pad').scrollIntoViewIfNeeded();
    const { x, y } = (await page.locator('#play-pad').boundingBox())!;
    await page.mouse.move(x + 60, y + 60);
    await page.mouse.down();
    await page.mouse.move(x + 180, y + 200, { steps: 5 });
    await page.mouse.up();
    await page.getByText(/^D\(x\) = [01]\.\d{3}/).waitFor();
  });

  it('says what is missing where scripts are off', async () => {
    const { page, close } = await browser.withoutScripts('play.html');
    assert.match(await page.locator('main').innerText(), /scripts are off/);
    assert.equal(await page.locator('#play-new').isVisible(), false);
    await close();
  });
});
