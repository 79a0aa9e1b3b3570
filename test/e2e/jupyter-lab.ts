import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Browser, type Locator, type Page, chromium } from 'playwright-core';

const ROOT = join(__dirname, '../..');
const TOKEN = 'end-to-end';

interface Notebook {
  readonly cells: Cell[];
}
interface Cell {
  readonly id: string;
  readonly cell_type: string;
  readonly metadata: object;
  readonly source: string | string[];
  outputs?: unknown[];
  execution_count?: number | null;
}

/** A lesson in a folder of its own below runs/ that looks like the course to it: what is saved there changes no lesson. */
export class LessonCopy {
  readonly folder: string;
  /** Ids of the code cells, in their order. */
  readonly codeIds: readonly string[];

  /**
   * @param lesson the file's name
   * @param more code cells that follow the lesson's own
   */
  constructor(
    readonly lesson: string,
    more: Readonly<Record<string, string>>,
  ) {
    mkdirSync(join(ROOT, 'runs'), { recursive: true });
    this.folder = mkdtempSync(join(ROOT, 'runs', 'jupyterlab-'));
    mkdirSync(join(this.folder, 'notebooks'));
    for (const name of ['lib', 'data']) symlinkSync(join(ROOT, name), join(this.folder, name));
    const notebook: Notebook = JSON.parse(readFileSync(join(ROOT, 'notebooks', lesson), 'utf8'));
    for (const [id, source] of Object.entries(more)) {
      notebook.cells.push({ id, cell_type: 'code', metadata: {}, source });
    }
    const code = notebook.cells.filter(({ cell_type: type }) => type === 'code');
    // Pictures that are seen then come from this run.
    for (const cell of code) Object.assign(cell, { outputs: [], execution_count: null });
    this.codeIds = code.map(({ id }) => id);
    writeFileSync(join(this.folder, 'notebooks', lesson), JSON.stringify(notebook));
  }

  remove(): void {
    rmSync(this.folder, { recursive: true });
  }
}

/** The course's JupyterLab on a free port, with settings of its own, and a page in headless Chromium. */
export class JupyterLab {
  /** Addresses that the page asked for. */
  readonly requests: string[] = [];

  private constructor(
    private readonly server: ChildProcess,
    private readonly browser: Browser,
    private readonly address: string,
    private readonly copy: LessonCopy,
    readonly page: Page,
  ) {
    page.on('request', (request) => this.requests.push(request.url()));
  }

  /** Resolves when JupyterLab answers. Lessons run there in their quick form. */
  static async start(copy: LessonCopy): Promise<JupyterLab> {
    const port = await freePort();
    const address = `http://127.0.0.1:${port}`;
    const server = spawn(join(ROOT, '.venv/bin/jupyter'), labArguments(copy.folder, port), {
      env: { ...process.env, ...settingsBelow(copy.folder), GAN_QUICK: '1' },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    try {
      await answers(server, `${address}/api?token=${TOKEN}`);
      const browser = await chromium.launch({
        executablePath: '/usr/bin/chromium',
        args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
      });
      const page = await browser.newPage({ viewport: { width: 1300, height: 900 } });
      return new JupyterLab(server, browser, address, copy, page);
    } catch (error) {
      server.kill();
      throw error;
    }
  }

  /** Opens the lesson and waits until its kernel is idle. */
  async open(): Promise<void> {
    await this.page.goto(`${this.address}/lab/tree/notebooks/${this.copy.lesson}?token=${TOKEN}`);
    // The mark beside the kernel's name says idle even before there is a kernel.
    await this.page.locator('#jp-main-statusbar').getByText('TypeScript | Idle').waitFor();
  }

  /** The code cell of that id. */
  cell(id: string): Locator {
    return this.page.locator('.jp-Notebook .jp-CodeCell').nth(this.copy.codeIds.indexOf(id));
  }

  /** Chooses an entry of a menu. */
  async choose(menu: string, entry: string): Promise<void> {
    await this.page.getByRole('menuitem', { name: menu, exact: true }).click();
    await this.page.locator(`.lm-Menu-itemLabel:text-is("${entry}")`).click();
  }

  /** Ends the browser, the server and its kernels. */
  async close(): Promise<void> {
    await this.browser.close();
    const closed = once(this.server, 'close');
    this.server.kill();
    await closed;
  }
}

function labArguments(folder: string, port: number): string[] {
  return [
    'lab',
    '--no-browser',
    '--ip=127.0.0.1',
    `--port=${port}`,
    '--ServerApp.port_retries=0',
    `--ServerApp.root_dir=${folder}`,
    `--IdentityProvider.token=${TOKEN}`,
    ...(process.getuid?.() === 0 ? ['--allow-root'] : []),
  ];
}

/** A reader's own settings and open tabs neither matter here nor change. */
function settingsBelow(folder: string): Record<string, string> {
  const below = (name: string) => join(folder, 'settings', name);
  return {
    JUPYTER_CONFIG_DIR: below('config'),
    JUPYTER_RUNTIME_DIR: below('runtime'),
    JUPYTERLAB_SETTINGS_DIR: below('user'),
    JUPYTERLAB_WORKSPACES_DIR: below('workspaces'),
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo; // of a TCP server that listens it is one
  server.close();
  await once(server, 'close');
  return port;
}

/** Resolves when the address answers; rejects with the server's log when the server ends before. */
async function answers(server: ChildProcess, address: string): Promise<void> {
  let log = '';
  server.stderr?.on('data', (chunk: Buffer) => (log = (log + chunk).slice(-4000)));
  for (;;) {
    if (server.exitCode !== null) throw new Error(`JupyterLab has ended: ${log}`);
    const isUp = await fetch(address).then(
      ({ ok }) => ok,
      () => false,
    );
    if (isUp) return;
    await sleep(100);
  }
}
