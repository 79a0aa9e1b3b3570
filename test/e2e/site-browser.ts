import { readFileSync } from 'node:fs';
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

  /** Opens a page. */
  async show(name: string): Promise<void> {
    this.requests.length = this.messages.length = 0;
    await this.page.goto(pathToFileURL(join(this.site, name)).href);
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
    // those further down come when they are asked for
    await this.page.$$eval('img', (images) =>
      Promise.all(
        images.map((image) => {
          image.loading = 'eager';
          return image.decode().catch(() => undefined);
        }),
      ),
    );
    return this.page.$$eval('img', (images) =>
      images
        .filter((image) => !image.alt.trim() || image.naturalWidth === 0)
        .map((image) => image.outerHTML.slice(0, 200)),
    );
  }

  /** Text with what is left of a formula: a dollar sign, or a command of TeX. */
  async badFormulas(): Promise<string[]> {
    const texts = await this.page
      .locator('p, li, h1, h2, h3, h4, td, th, dd')
      .evaluateAll((elements) =>
        elements.map((element) => {
          const copy = element.cloneNode(true);
          copy.querySelectorAll('pre, code').forEach((code: { remove(): void }) => code.remove());
          return String(copy.textContent);
        }),
      );
    return texts.filter((text) => /\$|\\[a-zA-Z]/.test(text));
  }

  /** Headings of the page that skip a level, or a page that does not begin with its title. */
  async badHeadings(): Promise<string[]> {
    const headings = await this.page
      .locator('h1, h2, h3, h4, h5, h6')
      .evaluateAll((elements) =>
        elements.map(({ tagName, textContent }) => ({ level: Number(tagName[1]), textContent })),
      );
    return headings
      .filter(({ level }, i) => level > (headings[i - 1]?.level ?? 0) + 1)
      .map(({ textContent }) => String(textContent));
  }

  /** What axe-core finds: everything in light colours, and whatever hangs on colours in dark ones too. */
  async accessibilityFaults(): Promise<string[]> {
    await this.page.emulateMedia({ colorScheme: 'light' });
    await this.page.evaluate(AXE);
    const all = await this.page.evaluate<Fault[]>(runAxe(''));
    await this.page.emulateMedia({ colorScheme: 'dark' });
    const dark = await this.page.evaluate<Fault[]>(
      runAxe("runOnly: ['color-contrast', 'link-in-text-block'],"),
    );
    await this.page.emulateMedia({ colorScheme: 'light' });
    return [...all, ...dark].map(({ id, html }) => `${id}: ${html}`);
  }

  /** Boxes that scroll, and that the keyboard does not reach. */
  async scrollersOutOfReach(): Promise<string[]> {
    await this.page.evaluate(AXE);
    const faults = await this.page.evaluate<Fault[]>(
      runAxe("runOnly: ['scrollable-region-focusable'],"),
    );
    return faults.map(({ id, html }) => `${id}: ${html}`);
  }

  /** When the page shows its first text, and how much moves until its end has been scrolled to, on a CPU a quarter as fast. */
  async speed(name: string): Promise<{ paintMs: number; shift: number }> {
    const session = await this.page.context().newCDPSession(this.page);
    await session.send('Emulation.setCPUThrottlingRate', { rate: 4 });
    await this.show(name);
    await this.page.waitForLoadState('load');
    const found = await this.page.evaluate<{ paintMs: number; shift: number }>(MEASURE);
    await session.send('Emulation.setCPUThrottlingRate', { rate: 1 });
    await session.detach();
    return found;
  }
}

interface Fault {
  readonly id: string;
  readonly html: string;
}

const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

/** Drawn formulas are hidden from readers of screens, who have the MathML beside them. */
function runAxe(options: string): string {
  return `axe.run({ exclude: ['mjx-container > svg'] }, { ${options} preload: false, resultTypes: ['violations'] })
    .then(({ violations }) => violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => ({ id, html }))))`;
}

const MEASURE = `new Promise((resolve) => {
  let shift = 0;
  new PerformanceObserver((list) => {
    for (const { value, hadRecentInput } of list.getEntries()) if (!hadRecentInput) shift += value;
  }).observe({ type: 'layout-shift', buffered: true });
  let y = 0;
  const step = () => {
    scrollTo(0, (y += 1500));
    if (y < document.body.scrollHeight) return requestAnimationFrame(step);
    setTimeout(() => {
      const paintMs = performance.getEntriesByName('first-contentful-paint')[0].startTime;
      resolve({ paintMs, shift });
    }, 100);
  };
  requestAnimationFrame(step);
})`;
