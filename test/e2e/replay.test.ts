import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { tf } from '../../lib/backend';
import { REPLAY_MIME } from '../../lib/replay-mime';
import { type LossRow, type ReplayFrame, drawReplay } from '../../lib/figures';
import { Random } from '../../lib/random';
import { libraryFace } from '../../tools/notebooks/check-lesson';
import { stampNotebook } from '../../tools/notebooks/freshness';
import { codeCellsOf, parseNotebook, serialiseNotebook } from '../../tools/notebooks/notebook';
import { buildSite } from '../../tools/site/build-site';
import { makeSmallCourse } from '../notebooks/small-course';
import { SiteBrowser } from './site-browser';

const PAGE = '01_coin_game.html';
/** Frames of grey noise, each brighter than the one before. */
const EPOCHS = [0, 1, 2, 4];
const ROWS: LossRow[] = Array.from({ length: 40 }, (_, i) => ({
  step: 10 * (i + 1),
  epoch: (i + 1) / 10,
  discriminatorLoss: 1 + (i % 10) / 10,
  generatorLoss: 2 + Math.floor(i / 10), // 2 in the first epoch, 5 in the fourth
  discriminatorAccuracy: 0.5,
}));

async function replayOutput() {
  const random = new Random(1);
  const frames: ReplayFrame[] = EPOCHS.map((epoch) => ({
    epoch,
    images: tf.tidy(() => tf.mul(random.uniform<tf.Rank.R4>([4, 28, 28, 1]), (epoch + 1) / 5)),
  }));
  const { film, data } = await drawReplay(frames, {
    history: { rows: ROWS },
    columns: 2,
    alt: 'A film',
  });
  frames.forEach(({ images }) => images.dispose());
  return {
    output_type: 'display_data' as const,
    data: {
      'image/gif': film.data.toString('base64'),
      [REPLAY_MIME]: JSON.parse(JSON.stringify(data)),
    },
    metadata: { 'image/gif': { alt: film.alt, width: film.width, height: film.height } },
  };
}

describe('the replay in a page', function () {
  this.timeout(120_000);
  const { course, remove } = makeSmallCourse();
  const folder = mkdtempSync(join(tmpdir(), 'gan-replay-'));
  const site = join(folder, 'site');
  let browser: SiteBrowser;

  before(async () => {
    const path = join(course.notebooks, '01_coin_game.ipynb');
    const notebook = parseNotebook(readFileSync(path, 'utf8'), 'small');
    codeCellsOf(notebook).find(({ id }) => id === 'many-picture')!.outputs = [await replayOutput()];
    writeFileSync(path, serialiseNotebook(stampNotebook(notebook, libraryFace(course))));
    await buildSite(course, site);
    browser = await SiteBrowser.open(site);
  });
  after(async () => {
    await browser?.close();
    remove();
    rmSync(folder, { recursive: true, force: true });
  });
  beforeEach(async () => {
    await browser.show(PAGE);
    await browser.page.locator('.replay-controls').waitFor();
  });

  const words = () => browser.page.locator('.replay-words').textContent();
  const slider = () => browser.page.getByRole('slider', { name: 'Moment of the training' });
  /** Mean grey of the grid's first image, 0..255. */
  const grey = () =>
    browser.page.locator('canvas.replay-grid').evaluate((canvas: HTMLCanvasLike) => {
      const { data } = canvas.getContext('2d').getImageData(0, 0, 28, 28);
      let sum = 0;
      for (let i = 0; i < data.length; i += 4) sum += data[i];
      return sum / (28 * 28);
    });

  it('begins at the end of the training, without complaints of the browser', async () => {
    assert.equal(await words(), 'Epoch 4 of 4 · D loss 1.45 · G loss 5.00'); // (1 + 1.1 + … + 1.9) / 10
    assert.deepEqual(browser.complaints(), []);
  });

  it('moves by keyboard: grid, words, and what a screen reader hears', async () => {
    await slider().focus();
    await browser.page.keyboard.press('Home');
    assert.equal(await words(), 'Epoch 0 of 4, before training');
    const dark = await grey();
    await browser.page.keyboard.press('ArrowRight');
    const expected = 'Epoch 1 of 4 · D loss 1.45 · G loss 2.00';
    assert.equal(await words(), expected);
    assert.equal(await slider().getAttribute('aria-valuetext'), expected);
    // uniform noise of at most 1/5, then 2/5: means of 1/10 and 2/10 of 255
    assert.ok(Math.abs(dark - 25.5) < 4, `${dark}`);
    assert.ok(Math.abs((await grey()) - 51) < 4, `${await grey()}`);
  });

  it('moves to where the reader points in the chart', async () => {
    await browser.page.locator('.replay-chart').click({ position: { x: 40, y: 100 } }); // the left end of its axis
    assert.equal(await words(), 'Epoch 0 of 4, before training');
  });

  it('plays from the beginning to the end, and pauses', async () => {
    const { page } = browser;
    await page.getByRole('button', { name: 'Play' }).click();
    await page.getByText('Epoch 1 of 4').waitFor();
    await page.getByRole('button', { name: 'Pause' }).click();
    const paused = await words();
    await page.waitForTimeout(400);
    assert.equal(await words(), paused);
    await page.getByRole('button', { name: 'Play' }).click();
    await page.getByText('Epoch 4 of 4').waitFor();
    await page.getByRole('button', { name: 'Play' }).waitFor();
  });

  it('gives way to the film where scripts are off', async () => {
    const { page, close } = await browser.withoutScripts(PAGE);
    const film = page.locator('.replay img[alt="A film"]');
    assert.ok(await film.isVisible());
    assert.equal(await page.locator('.replay').innerText(), '');
    await close();
  });
});

/** What the tests use of a canvas in the page. */
interface HTMLCanvasLike {
  getContext(kind: '2d'): {
    getImageData(x: number, y: number, w: number, h: number): { data: Uint8ClampedArray };
  };
}
