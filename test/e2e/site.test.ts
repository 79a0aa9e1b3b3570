import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium, type Browser, type Page } from 'playwright-core';
import { libraryFace } from '../../tools/notebooks/check-lesson';
import { stampNotebook } from '../../tools/notebooks/freshness';
import { parseNotebook, serialiseNotebook, type Notebook } from '../../tools/notebooks/notebook';
import { buildSite } from '../../tools/site/build-site';
import { makeSmallCourse } from '../notebooks/small-course';

/** The smallest GIF: one transparent pixel. */
const GIF = 'R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7';
/** The smallest PNG: one pixel. */
const PNG =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

const { course, remove } = makeSmallCourse();
const folder = mkdtempSync(join(tmpdir(), 'gan-site é '));
const site = join(folder, 'site');
const first = join(course.notebooks, '01_coin_game.ipynb');

function readFirst(): Notebook {
  return parseNotebook(readFileSync(first, 'utf8'), 'first');
}

/** A second lesson with what the first one has not: a GIF, a picture in the text, hidden code, links to lessons and files. */
function writeSecondLesson(): void {
  const notebook = readFirst();
  for (const cell of notebook.cells) {
    if (cell.cell_type === 'markdown')
      cell.source = cell.source.replace('# The coin game', '# More coins');
    if (cell.id === 'coin-picture') {
      cell.source +=
        '\n\n![A pixel](./pixel.png) [First](./01_coin_game.ipynb) [file](../lib/losses.ts)';
    }
    if (cell.cell_type !== 'code' || cell.id !== 'many-picture') continue;
    cell.metadata.tags = ['hide-input'];
    const metadata = { 'image/gif': { alt: 'A "moving" pixel' } };
    cell.outputs.push({ output_type: 'display_data', data: { 'image/gif': GIF }, metadata });
  }
  writeFileSync(join(course.notebooks, 'pixel.png'), Buffer.from(PNG, 'base64'));
  const stamped = stampNotebook(notebook, libraryFace(course));
  writeFileSync(join(course.notebooks, '02_more_coins.ipynb'), serialiseNotebook(stamped));
}

describe('buildSite', function () {
  this.timeout(120_000);
  let browser: Browser;
  let page: Page;
  const requests: string[] = [];
  const complaints: string[] = [];

  before(async () => {
    writeSecondLesson();
    await buildSite(course, site);
    browser = await chromium.launch({
      executablePath: '/usr/bin/chromium',
      args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
    });
    page = await browser.newPage({ viewport: { width: 1100, height: 900 } });
    page.on('request', (request) => requests.push(request.url()));
    page.on('console', (message) => complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
  });
  after(async () => {
    await browser?.close();
    remove();
    rmSync(folder, { recursive: true, force: true });
  });

  async function open(name: string): Promise<void> {
    await page.goto(pathToFileURL(join(site, name)).href);
    await page.evaluate('window.MathJax && MathJax.startup.promise');
  }

  it('makes an index and one page for each lesson', () => {
    const expected = ['01_coin_game.html', '02_more_coins.html', 'assets', 'index.html'];
    assert.deepEqual(readdirSync(site).sort(), expected);
  });

  for (const name of ['index.html', '01_coin_game.html', '02_more_coins.html']) {
    it(`makes ${name} without requests to a network and without complaints of the browser`, async () => {
      requests.length = complaints.length = 0;
      await open(name);
      const outside = requests.filter((url) => !/^(file|data):/.test(url));
      assert.deepEqual({ outside, complaints }, { outside: [], complaints: [] });
    });

    it(`shows every picture of ${name}, each with alt text`, async () => {
      await open(name);
      const bad = await page.$$eval('img', (images) =>
        images
          .filter((image) => !image.alt.trim() || image.naturalWidth === 0)
          .map(({ outerHTML }) => outerHTML),
      );
      assert.deepEqual(bad, []);
    });

    it(`makes links of ${name} that lead to pages and headings there are`, async () => {
      await open(name);
      const links = await page.$$eval('a', (anchors) => anchors.map(({ href }) => href));
      for (const link of new Set(links.filter((url) => url.startsWith('file:')))) {
        const { hash } = new URL(link);
        await page.goto(link);
        const id = decodeURIComponent(hash.slice(1));
        const isThere =
          id === '' || (await page.locator(`[id=${JSON.stringify(id)}]`).count()) === 1;
        assert.ok(isThere, `${link} leads nowhere`);
      }
    });
  }

  it('draws every formula, and leaves no dollar sign in the text', async () => {
    await open('01_coin_game.html');
    // the fixture has one displayed formula, and eight within lines
    assert.equal(await page.locator('mjx-container svg').count(), 9);
    assert.equal(await page.locator('mjx-container[display="true"]').count(), 1);
    assert.equal(await page.locator('mjx-merror, [data-mjx-error]').count(), 0);
    assert.doesNotMatch(await page.locator('main').innerText(), /\$/);
  });

  it('shows pictures of cells, animations, and pictures of the text', async () => {
    await open('02_more_coins.html');
    const alts = await page.$$eval('img', (images) => images.map(({ alt }) => alt));
    assert.deepEqual(alts, [
      'A pixel',
      'Twelve dots at heights between 0 and 1',
      'A "moving" pixel',
    ]);
    const width = await page.locator('img[alt^="Twelve"]').evaluate((image) => image.clientWidth);
    assert.equal(width, 300); // CSS pixels, as the output's metadata say; the PNG has 600
  });

  it('folds away the code of cells tagged hide-input', async () => {
    await open('02_more_coins.html');
    assert.equal(await page.getByText('drawDots(scores').isVisible(), false);
    await page.getByText('Show code').click();
    assert.equal(await page.getByText('drawDots(scores').isVisible(), true);
  });

  it('leads from lesson to lesson', async () => {
    await open('index.html');
    await page.getByRole('link', { name: 'The coin game' }).click();
    await page.getByRole('link', { name: 'More coins →' }).first().click();
    assert.equal(await page.title(), 'More coins');
    await page.getByRole('link', { name: 'All lessons' }).last().click();
    assert.match(page.url(), /index\.html$/);
  });

  it('stops at lessons that are not fit, names their cells, and leaves the old pages', async () => {
    const good = readFileSync(first, 'utf8');
    const cases: [(text: string) => string, RegExp][] = [
      [
        (text) => text.replace('"alt": "Twelve', '"old": "Twelve'),
        /^01_coin_game.ipynb, cell many-picture: .* no alt text$/,
      ],
      [
        (text) => text.replace('"name": "stdout"', '"name": "stderr"'),
        /^01_coin_game.ipynb, cell [a-z-]+: writes to stderr/,
      ],
      [
        (text) => text.replace('numCoins = 12', 'numCoins = 13'),
        /^01_coin_game.ipynb: the code has changed/,
      ],
      [
        (text) => text.replace(/"execution_count": 3/, '"execution_count": null'),
        /cell loss-define: .* not been run$/,
      ],
    ];
    for (const [damage, message] of cases) {
      writeFileSync(first, damage(good));
      await assert.rejects(buildSite(course, site), { message });
    }
    writeFileSync(first, good);
    assert.ok(readdirSync(site).includes('index.html'));
  });
});
