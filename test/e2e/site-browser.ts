import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium, type Browser, type Page } from 'playwright-core';

/** A built site in headless Chromium, opened from its files. */
export class SiteBrowser {
  private readonly requests: string[] = [];
  private readonly messages: string[] = [];

  private constructor(
    private readonly site: string,
    private readonly browser: Browser,
    readonly page: Page,
  ) {
    page.on('request', (request) => this.requests.push(request.url()));
    page.on('console', (message) => this.messages.push(message.text()));
    page.on('pageerror', (error) => this.messages.push(error.message));
  }

  static async open(site: string): Promise<SiteBrowser> {
    const browser = await chromium.launch({
      executablePath: '/usr/bin/chromium',
      args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
    });
    const page = await browser.newPage({ viewport: { width: 1100, height: 900 } });
    return new SiteBrowser(site, browser, page);
  }

  /** Opens a page and waits for its formulas. */
  async show(name: string): Promise<void> {
    this.requests.length = this.messages.length = 0;
    await this.page.goto(pathToFileURL(join(this.site, name)).href);
    await this.page.evaluate('window.MathJax && MathJax.startup.promise');
  }

  /** A page as readers without scripts see it; the caller closes it. */
  async withoutScripts(name: string): Promise<{ page: Page; close: () => Promise<void> }> {
    const context = await this.browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(pathToFileURL(join(this.site, name)).href);
    return { page, close: () => context.close() };
  }

  async close(): Promise<void> {
    await this.browser.close();
  }

  /** Requests that leave the site's files, and what the browser complained of, since the page was shown. */
  complaints(): string[] {
    return [...this.requests.filter((url) => !/^(file|data):/.test(url)), ...this.messages];
  }

  /** Pictures that do not show or have no alt text. */
  async badPictures(): Promise<string[]> {
    return this.page.$$eval('img', (images) =>
      images
        .filter((image) => !image.alt.trim() || image.naturalWidth === 0)
        .map((image) => image.outerHTML.slice(0, 200)),
    );
  }

  /** Links of the page to files that are not there, or to headings that their page does not have. */
  async badLinks(): Promise<string[]> {
    const links = await this.page.$$eval('a', (anchors) => anchors.map(({ href }) => href));
    const bad: string[] = [];
    for (const link of new Set(links.filter((url) => url.startsWith('file:')))) {
      const id = decodeURIComponent(new URL(link).hash.slice(1));
      const isThere = await this.page.goto(link).then(
        async () =>
          id === '' || (await this.page.locator(`[id=${JSON.stringify(id)}]`).count()) === 1,
        () => false,
      );
      if (!isThere) bad.push(link);
    }
    return bad;
  }

  /** Formulas that MathJax could not read, and text with dollar signs that it did not take for formulas. */
  async badFormulas(): Promise<string[]> {
    const broken = await this.page
      .locator('[data-mjx-error]')
      .evaluateAll((errors) => errors.map((error) => String(error.getAttribute('data-mjx-error'))));
    const texts = await this.page.locator('p, li, h1, h2, h3, h4, td, th').evaluateAll((elements) =>
      elements.map((element) => {
        const copy = element.cloneNode(true);
        copy.querySelectorAll('pre, code').forEach((code: { remove(): void }) => code.remove());
        return String(copy.textContent);
      }),
    );
    return [...broken, ...texts.filter((text) => text.includes('$'))];
  }
}
