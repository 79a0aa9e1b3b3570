import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { type Browser, type Page, chromium } from 'playwright-core';

describe('the dashboard of a training in its own process, in Chromium', () => {
  let training: ChildProcess;
  let browser: Browser;
  let page: Page;
  let url = '';
  const printed: string[] = [];
  const asked: string[] = [];
  let ended: Promise<unknown[]>;

  before(async function () {
    this.timeout(60000);
    browser = await chromium.launch({
      executablePath: '/usr/bin/chromium',
      args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
    });
    page = await browser.newPage();
    page.on('request', (request) => asked.push(request.url()));
    training = spawn(process.execPath, [
      '-r',
      'ts-node/register/transpile-only',
      join(__dirname, 'dashboard-training.ts'),
    ]);
    ended = once(training, 'exit');
    training.stdout?.on('data', (chunk) => printed.push(String(chunk)));
    training.stderr?.on('data', (chunk) => printed.push(String(chunk)));
    while (!printed.join('').includes('\n')) await once(training.stdout!, 'data');
    url = printed.join('').trim();
    await page.goto(url);
    await page.waitForSelector('.scatterlayer .js-line');
  });

  after(async () => {
    training.kill();
    await browser.close();
  });

  it('draws both curves', async () => {
    const names = await page.locator('.legendtext').allTextContents();
    assert.deepEqual(names, ['D loss', 'G loss']);
    assert.equal(await page.locator('.scatterlayer .js-line').count(), 2);
  });

  it('lets them grow', async () => {
    const before = await numPoints(page);
    await page.waitForTimeout(1500); // three updates
    const after = await numPoints(page);
    assert.ok(after > before, `${before} points, then ${after}`);
  });

  it('draws them on a page that is loaded again', async () => {
    await page.reload();
    await page.waitForSelector('.scatterlayer .js-line');
  });

  it('ends its process when the training ends, though a page is open, and the page has all rows', async function () {
    this.timeout(15000);
    assert.deepEqual(await ended, [0, null]);
    assert.equal(await numPoints(page), 400);
  });

  it('asked nothing of another machine', () => {
    assert.deepEqual(
      asked.filter((address) => !address.startsWith(url)),
      [],
    );
  });

  it('printed nothing but the address', () => {
    assert.equal(printed.join(''), `${url}\n`);
  });
});

/** Points of D's curve as plotly has them. */
function numPoints(page: Page): Promise<number> {
  return page.evaluate<number>("document.querySelector('.js-plotly-plot').data[0].x.length");
}
