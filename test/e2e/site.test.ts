import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { libraryFace } from '../../tools/notebooks/check-lesson';
import { stampNotebook } from '../../tools/notebooks/freshness';
import { parseNotebook, serialiseNotebook, type Notebook } from '../../tools/notebooks/notebook';
import { buildSite } from '../../tools/site/build-site';
import { makeSmallCourse } from '../notebooks/small-course';
import { SiteBrowser } from './site-browser';
import { SiteFiles } from './site-links';

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

/**
 * A second lesson with what the first one has not: a GIF, rare formulas, pictures in the text, one of them pasted into its cell,
 * hidden code, links to lessons and files.
 */
function writeSecondLesson(): void {
  const notebook = readFirst();
  for (const cell of notebook.cells) {
    if (cell.cell_type === 'markdown')
      cell.source = cell.source.replace('# The coin game', '# More coins');
    if (cell.id === 'coin-picture') {
      cell.source +=
        '\n\n$\\boldsymbol{\\theta}$ ![A pixel](./100%25%20pixel.png) [First](./01_coin_game.ipynb) [file](../lib/losses.ts)' +
        '\n\n\\begin{align}\nx_1 &= y_1 \\\\\nx_2 &< y_2\n\\end{align}\n\n![A sketch](attachment:sketch.png)';
      Object.assign(cell, { attachments: { 'sketch.png': { 'image/png': PNG } } });
    }
    if (cell.cell_type !== 'code' || cell.id !== 'many-picture') continue;
    cell.metadata.tags = ['hide-input'];
    const metadata = { 'image/gif': { alt: 'A "moving" pixel' } };
    cell.outputs.push({ output_type: 'display_data', data: { 'image/gif': GIF }, metadata });
  }
  writeFileSync(join(course.notebooks, '100% pixel.png'), Buffer.from(PNG, 'base64'));
  const stamped = stampNotebook(notebook, libraryFace(course));
  writeFileSync(join(course.notebooks, '02_more_coins.ipynb'), serialiseNotebook(stamped));
}

describe('buildSite', function () {
  this.timeout(120_000);
  let browser: SiteBrowser;

  before(async () => {
    writeSecondLesson();
    await buildSite(course, site);
    browser = await SiteBrowser.open(site);
  });
  after(async () => {
    await browser?.close();
    remove();
    rmSync(folder, { recursive: true, force: true });
  });

  it('makes an index and one page for each lesson', () => {
    const pages = readdirSync(site).filter((name) => name.endsWith('.html'));
    assert.deepEqual(pages, ['01_coin_game.html', '02_more_coins.html', 'index.html']);
  });

  for (const name of ['index.html', '01_coin_game.html', '02_more_coins.html']) {
    it(`makes ${name} without requests to a network and complaints of the browser`, async () => {
      await browser.show(name);
      assert.deepEqual(browser.complaints(), []);
    });

    it(`draws every formula of ${name}`, async () => {
      await browser.show(name);
      assert.deepEqual(await browser.badFormulas(), []);
    });

    it(`shows every picture of ${name}, each with alt text`, async () => {
      await browser.show(name);
      assert.deepEqual(await browser.badPictures(), []);
    });

    it(`makes links of ${name} that lead to pages and headings there are`, () => {
      assert.deepEqual(new SiteFiles(site).badLinks(name), []);
    });
  }

  it('draws formulas within lines and on their own', async () => {
    await browser.show('01_coin_game.html');
    const { page } = browser;
    // the fixture has one displayed formula, and eight within lines
    assert.equal(await page.locator('mjx-container svg').count(), 9);
    assert.equal(await page.locator('mjx-container[display="true"]').count(), 1);
  });

  it('shows pictures of cells, animations, and pictures of the text', async () => {
    await browser.show('02_more_coins.html');
    const { page } = browser;
    const alts = await page.$$eval('img', (images) => images.map(({ alt }) => alt));
    assert.deepEqual(alts, [
      'A pixel',
      'A sketch',
      'Twelve dots at heights between 0 and 1',
      'A "moving" pixel',
    ]);
    const width = await page.locator('img[alt^="Twelve"]').evaluate((image) => image.width);
    assert.equal(width, 300); // CSS pixels, as the output's metadata say; the PNG has 600
  });

  it('draws an environment without dollars, as JupyterLab does', async () => {
    await browser.show('02_more_coins.html');
    const formulas = browser.page.locator('#cell-coin-picture mjx-container[display="true"]');
    assert.equal(await formulas.count(), 1);
  });

  it('folds away the code of cells tagged hide-input', async () => {
    await browser.show('02_more_coins.html');
    const { page } = browser;
    assert.equal(await page.getByText('drawDots(scores').isVisible(), false);
    await page.getByText('Show code').click();
    assert.equal(await page.getByText('drawDots(scores').isVisible(), true);
  });

  it('leads from lesson to lesson', async () => {
    await browser.show('index.html');
    const { page } = browser;
    await page.getByRole('link', { name: 'The coin game', exact: true }).click();
    await page.getByRole('link', { name: /^Next/ }).click();
    assert.match(await page.title(), /^More coins/);
    await page.getByRole('link', { name: 'Lessons' }).click();
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
