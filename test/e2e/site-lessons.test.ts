import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { COURSE, listLessons } from '../../tools/notebooks/lessons';
import { buildSite } from '../../tools/site/build-site';
import { SiteBrowser } from './site-browser';

describe('the pages of the course', function () {
  this.timeout(120_000);
  const folder = mkdtempSync(join(tmpdir(), 'gan-pages-'));
  let browser: SiteBrowser;
  before(async () => {
    const site = join(folder, 'site');
    await buildSite(COURSE, site);
    browser = await SiteBrowser.open(site);
  });
  after(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const pages = listLessons(COURSE).map(({ name }) => name.replace(/\.ipynb$/, '.html'));
  for (const name of ['index.html', ...pages]) {
    it(`show ${name} without a network: formulas, pictures and links`, async () => {
      await browser.show(name);
      assert.deepEqual(browser.complaints(), []);
      assert.deepEqual(await browser.badFormulas(), []);
      assert.deepEqual(await browser.badPictures(), []);
      assert.deepEqual(await browser.badLinks(), []);
    });
  }
});
