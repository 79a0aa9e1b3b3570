import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { COURSE, listLessons } from '../../tools/notebooks/lessons';
import { buildSite } from '../../tools/site/build-site';
import { serve } from './static-server';
import { SiteBrowser } from './site-browser';
import { SiteFiles } from './site-links';

const MAX_PAGE_BYTES = 1.5e6;
const MAX_PAINT_MS = 1500;
const MAX_SHIFT = 0.1;

describe('the pages of the course', function () {
  this.timeout(300_000);
  const folder = mkdtempSync(join(tmpdir(), 'gan-pages-'));
  const site = join(folder, 'site');
  const files = new SiteFiles(site);
  const lessons = listLessons(COURSE).map(({ name }) => name.replace(/\.ipynb$/, '.html'));
  let pages: string[];
  let browser: SiteBrowser;

  before(async () => {
    pages = await buildSite(COURSE, site, { baseUrl: 'https://example.org/gans/' });
    browser = await SiteBrowser.open(site);
  });
  after(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Looks at every page, and says of all faults which page they are on. */
  async function onEveryPage(find: (file: string) => Promise<string[]> | string[]): Promise<void> {
    const faults: string[] = [];
    for (const file of pages) {
      faults.push(...(await find(file)).map((fault) => `${file}: ${fault}`));
    }
    assert.deepEqual(faults, []);
  }

  it('are an index, the lessons, the networks and the reference of the library', () => {
    assert.deepEqual(pages.slice(0, lessons.length + 3), [
      'index.html',
      ...lessons,
      'play.html',
      'reference/index.html',
    ]);
  });

  it('show text, formulas and pictures from disk, with no request to elsewhere and no complaint', () =>
    onEveryPage(async (file) => {
      await browser.show(file);
      return [
        ...browser.complaints(),
        ...(await browser.badFormulas()),
        ...(await browser.badPictures()),
        ...(await browser.badHeadings()),
      ];
    }));

  it('have no fault that axe-core finds, in light and in dark', () =>
    onEveryPage(async (file) => {
      await browser.show(file);
      return browser.accessibilityFaults();
    }));

  it('lead only to places there are', () => onEveryPage((file) => files.badLinks(file)));

  it('weigh less than 1.5 MB each, pictures included', () =>
    onEveryPage((file) => {
      const bytes = files.weight(file);
      return bytes < MAX_PAGE_BYTES ? [] : [`${bytes} bytes`];
    }));

  it('show their first text within 1.5 s and do not move, on a CPU a quarter as fast', () =>
    onEveryPage(async (file) => {
      // the machine may be busy with something else once
      const runs = [await browser.speed(file)];
      if (runs[0].paintMs > MAX_PAINT_MS) runs.push(await browser.speed(file));
      const paintMs = Math.min(...runs.map((run) => run.paintMs));
      const shift = Math.max(...runs.map((run) => run.shift));
      return [
        ...(paintMs < MAX_PAINT_MS ? [] : [`first text after ${paintMs} ms`]),
        ...(shift < MAX_SHIFT ? [] : [`layout shift ${shift}`]),
      ];
    }));

  it('have a title, a description and an address of their own, and a card where they are lessons', () => {
    const titles = pages.map((file) => files.page(file)('title').text());
    assert.equal(new Set(titles).size, pages.length);
    for (const file of pages) {
      const $ = files.page(file);
      assert.ok(($('meta[name="description"]').attr('content') ?? '').length > 40, file);
      const address = `https://example.org/gans/${file}`;
      assert.equal($('link[rel="canonical"]').attr('href'), address);
    }
    for (const file of lessons) {
      const card = files.page(file)('meta[property="og:image"]').attr('content') ?? '';
      assert.equal(card, `https://example.org/gans/cards/${file.replace('.html', '.png')}`);
      assert.ok(readdirSync(join(site, 'cards')).includes(file.replace('.html', '.png')));
    }
    const sitemap = readFileSync(join(site, 'sitemap.xml'), 'utf8');
    pages.forEach((file) =>
      assert.ok(sitemap.includes(`<loc>https://example.org/gans/${file}</loc>`)),
    );
  });

  it('lead from each name that a lesson imports to its entry in the reference', () => {
    const $ = files.page('05_training.html');
    const imports = $('#cell-training-setup-imports a.name').toArray();
    const trainGan = imports.find((link) => $(link).text() === 'trainGan');
    assert.equal(trainGan?.attribs.href, 'reference/training.html#trainGan');
    assert.ok($('.prose a.name').length > 0);
    const entry = files.page('reference/training.html')('section[aria-labelledby="trainGan"]');
    assert.match(entry.text(), /Trains a GAN/);
    assert.equal(entry.find('a[href="../05_training.html"]').text(), '5');
  });

  it('lead from there to its code, and to the whole file with all that it rests on', () => {
    const $ = files.page('reference/training.html');
    const entry = $('section[aria-labelledby="trainGan"]');
    assert.match(entry.find('details.source').text(), /export async function trainGan/);
    const file = entry.nextAll('details.file').first();
    assert.equal(file.find('summary').text(), 'All of training/train-gan.ts');
    const text = readFileSync(join(COURSE.lib, 'training/train-gan.ts'), 'utf8');
    assert.equal(file.find('pre').text().trim(), text.trim());
    // no file of the folder is left out
    const all = $('details.file > summary')
      .toArray()
      .map((summary) => $(summary).text().replace('All of ', ''));
    const names = readdirSync(join(COURSE.lib, 'training')).map((name) => `training/${name}`);
    assert.deepEqual(all.sort(), names.filter((name) => name.endsWith('.ts')).sort());
  });

  it('lead from the lessons that train a generator to the page that runs it', () => {
    const linksOf = (file: string) =>
      files
        .page(file)('.facts a, .actions a')
        .toArray()
        .map((link) => link.attribs.href)
        .filter((href) => href.startsWith('play.html'));
    assert.deepEqual(linksOf('index.html'), ['play.html']);
    assert.deepEqual(linksOf('04_generator_and_discriminator.html'), []);
    assert.deepEqual(linksOf('05_training.html'), ['play.html#new-digits']);
    assert.deepEqual(linksOf('07_dcgan.html'), ['play.html#new-digits']);
    assert.deepEqual(linksOf('09_conditional_gan.html'), ['play.html#ask']);
  });

  it('hold the notebook of each lesson, byte for byte', () => {
    for (const { name, path } of listLessons(COURSE)) {
      assert.deepEqual(readFileSync(join(site, 'notebooks', name)), readFileSync(path));
      const link = `a[href="notebooks/${name}"]`;
      assert.equal(files.page(name.replace('.ipynb', '.html'))(link).length, 1);
    }
  });

  for (const [query, page] of [
    ['mode collapse', /mode/i],
    ['transposed convolution', /./],
    ['trainGan', /trainGan/],
    ['buildUnet', /^buildUnet function · models/],
    ['spoken digits', /loadSpokenDigits function · data, sounds/],
  ] as const) {
    it(`find "${query}" by keyboard alone, from disk`, async () => {
      await browser.show('index.html');
      const { page: tab } = browser;
      await tab.keyboard.press('/');
      await tab.keyboard.type(query);
      const first = tab.locator('.search li a').first();
      await first.waitFor();
      await tab.locator('.search mark').first().waitFor();
      assert.match(
        await tab
          .locator('.search li')
          .allInnerTexts()
          .then((all) => all.join()),
        page,
      );
      const target = await first.evaluate((link: { href: string }) => link.href);
      await tab.keyboard.press('Enter');
      await tab.waitForURL(target);
      assert.deepEqual(browser.complaints(), []);
    });
  }

  it('can be read with scripts off: text, code, outputs, solutions, answers, contents', async () => {
    const { page, close } = await browser.withoutScripts('05_training.html');
    for (const text of ['function updateD(', 'An unsure D: 0.6931', 'What we saw'])
      assert.ok(await page.getByText(text).first().isVisible(), text);
    const solution = page.locator('details.solution').first();
    await solution.locator('summary').click();
    assert.ok(await solution.locator('p').first().isVisible());
    assert.ok(await page.locator('.contents a').first().isVisible());
    assert.ok((await page.locator('main mjx-container svg').count()) > 10);
    assert.equal(await page.getByRole('button', { name: 'Search' }).isVisible(), false);
    await close();
  });

  it('work from a plain server as they do from disk', async () => {
    const { url, close } = await serve(site);
    const { page } = browser;
    try {
      for (const file of ['index.html', '05_training.html', 'reference/losses.html']) {
        await browser.show('index.html'); // forgets earlier complaints
        await page.goto(url + file, { waitUntil: 'load' });
        const foreign = browser.complaints().filter((each) => !each.startsWith(url));
        assert.deepEqual(foreign, []);
      }
    } finally {
      close();
    }
  });

  it('keep the chosen colours from page to page, and can be used by keyboard', async () => {
    await browser.show('01_what_is_a_gan.html');
    const { page } = browser;
    await page.keyboard.press('Tab');
    assert.equal(await page.locator(':focus').innerText(), 'Skip to the text');
    await page.getByRole('button', { name: 'Dark colours' }).focus();
    await page.keyboard.press('Enter');
    const paper = (): Promise<string> =>
      page.evaluate('getComputedStyle(document.body).backgroundColor');
    assert.equal(await paper(), 'rgb(20, 25, 29)');
    await page.getByRole('link', { name: /^Next/ }).focus();
    await page.keyboard.press('Enter');
    await page.waitForURL(/02_loss_functions\.html$/);
    assert.equal(await paper(), 'rgb(20, 25, 29)');
    await page.getByRole('button', { name: 'Light colours' }).click();
  });

  it('remember which lessons were read, and offer to go on after them', async () => {
    await browser.show('01_what_is_a_gan.html');
    const { page } = browser;
    await page.getByRole('button', { name: 'Mark this lesson as read' }).click();
    await browser.show('index.html');
    assert.match(await page.locator('.progress').innerText(), /^1 of \d+ lessons read$/);
    await page.getByRole('link', { name: 'Go on with lesson 2' }).click();
    await page.waitForURL(/02_loss_functions\.html$/);
  });

  it('can be searched and marked as read in a sandboxed frame, as in a learning platform', async () => {
    const frame =
      '<iframe sandbox="allow-scripts" src="site/05_training.html" width="900" height="700">';
    writeFileSync(
      join(folder, 'frame.html'),
      `<!doctype html><title>Frame</title>${frame}</iframe>`,
    );
    const { url, close } = await serve(folder);
    const { page } = browser;
    try {
      await page.goto(`${url}frame.html`);
      const lesson = page.frameLocator('iframe');
      await lesson.getByRole('button', { name: 'Mark this lesson as read' }).click();
      await lesson.getByRole('button', { name: 'Lesson read', pressed: true }).waitFor();
      const search = lesson.getByRole('searchbox');
      await lesson.getByRole('button', { name: 'Search' }).click();
      await lesson.getByRole('button', { name: 'Close' }).click();
      await search.waitFor({ state: 'hidden' });
      await lesson.getByRole('button', { name: 'Search' }).click();
      await search.fill('mode collapse');
      await lesson.locator('.search mark').first().waitFor();
      await search.press('Enter');
      await lesson.getByRole('heading', { level: 1, name: /mode collapse/ }).waitFor();
    } finally {
      close();
    }
  });

  it('mark the section that is being read', async () => {
    await browser.show('05_training.html');
    await browser.page.locator('#Exercises').scrollIntoViewIfNeeded();
    await browser.page.evaluate("location.hash = 'Exercises'");
    const current = browser.page.locator('.contents .sections [aria-current]');
    await current.filter({ hasText: 'Exercises' }).waitFor();
  });

  it('copy code as it is written', async () => {
    await browser.show('05_training.html');
    const { page } = browser;
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    const cell = page.locator('#cell-loop-loss');
    await cell.hover();
    await cell.getByRole('button', { name: 'Copy the code' }).click();
    await cell.getByText('Copied').waitFor();
    const copied = await page.evaluate<string>('navigator.clipboard.readText()');
    assert.match(copied, /^const bce = \(labels: tf\.Tensor, logits: tf\.Tensor\) =>\n/);
  });

  it('ask questions that answer with a reason', async () => {
    for (const file of lessons) {
      const quizzes = files.page(file)('.quiz').toArray();
      assert.ok(quizzes.length >= 2, `${file}: ${quizzes.length} questions`);
    }
    await browser.show('01_what_is_a_gan.html');
    const quiz = browser.page.locator('.quiz').first();
    const wrong = quiz.locator('details.wrong').first();
    await wrong.locator('summary').focus();
    await browser.page.keyboard.press('Enter');
    assert.match(await wrong.innerText(), /\nWrong/);
    assert.ok((await quiz.locator('details.right').count()) >= 1);
  });

  it('print what is folded away', async () => {
    await browser.show('05_training.html');
    const { page } = browser;
    const open = page.locator('details.solution[open]');
    await page.evaluate("dispatchEvent(new Event('beforeprint'))");
    assert.ok((await open.count()) >= 3);
    await page.evaluate("dispatchEvent(new Event('afterprint'))");
    assert.equal(await open.count(), 0);
  });

  it('show every formula whole on a desk', async () => {
    // the narrowest window with the contents beside the text
    await browser.page.setViewportSize({ width: 1024, height: 900 });
    await onEveryPage(async (file) => {
      await browser.show(file);
      return browser.page.$$eval('mjx-container[display="true"]', (formulas) =>
        formulas
          .filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth + 1)
          .map(({ textContent }) => `cut off: ${textContent}`),
      );
    });
    await browser.page.setViewportSize({ width: 1100, height: 900 });
  });

  // 320 pixels are a window of 1280 at 400 %, where WCAG 1.4.10 asks for it
  for (const width of [320, 360, 390]) {
    it(`do not scroll sideways at ${width} pixels, and what scrolls in them is reached by keyboard`, async () => {
      await browser.page.setViewportSize({ width, height: 844 });
      await onEveryPage(async (file) => {
        await browser.show(file);
        const found = await browser.page.evaluate<number>('document.documentElement.scrollWidth');
        const faults = await browser.scrollersOutOfReach();
        return found > width ? [`${found} pixels wide`, ...faults] : faults;
      });
      await browser.page.setViewportSize({ width: 1100, height: 900 });
    });
  }

  it('show charts on a telephone at a size at which their words can be read, and digits whole', async () => {
    await browser.page.setViewportSize({ width: 390, height: 844 });
    await browser.show('06_balance_and_mode_collapse.html');
    // the chart is 610 pixels wide, its words 12 high: at three quarters they are 9
    const chart = browser.page.locator('#cell-results-good-chart .picture');
    const [shown, scrolls] = await chart.evaluate((box) => [
      box.querySelector('img')!.clientWidth - 16, // without its padding
      box.scrollWidth > box.clientWidth,
    ]);
    assert.ok(Number(shown) >= 0.75 * 610 && scrolls, `${shown} pixels`);
    await browser.show('07_dcgan.html');
    const digits = browser.page.locator('#cell-versus-draw .picture');
    assert.ok(await digits.evaluate((box) => box.scrollWidth <= box.clientWidth));
    await browser.page.setViewportSize({ width: 1100, height: 900 });
  });

  it('break no line of the digit that is printed in characters', async () => {
    for (const width of [320, 390, 1100]) {
      await browser.page.setViewportSize({ width, height: 844 });
      await browser.show('03_data.html');
      const digit = browser.page.locator('#cell-files-first-digit .output pre');
      const [lines, height, lineHeight] = await digit.evaluate((pre) => [
        pre.innerText.trim().split('\n').length,
        pre.clientHeight,
        parseFloat(pre.ownerDocument.defaultView!.getComputedStyle(pre).lineHeight),
      ]);
      assert.equal(Math.round(height / lineHeight), lines, `${width} pixels`);
    }
    await browser.page.setViewportSize({ width: 1100, height: 900 });
  });
});
