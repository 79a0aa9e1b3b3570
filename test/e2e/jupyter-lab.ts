import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Browser, type Page, chromium } from 'playwright-core';

import { labArguments } from '../../tools/lab/arguments.mjs';
import { layOutReaderFolder } from '../../tools/lab/reader-folder';
import { type Course, courseAt } from '../../tools/notebooks/lessons';
import { childEnvironment } from '../../tools/setup/environment.mjs';

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

/**
 * A course of its own below runs/, with the library of this one and laid out for a reader: what is saved there changes no lesson.
 *
 * @param writeLessons writes them into the folder that it is given
 */
export function copyCourse(writeLessons: (folder: string) => void): Course {
  mkdirSync(join(ROOT, 'runs'), { recursive: true });
  const course = courseAt(mkdtempSync(join(ROOT, 'runs', 'jupyterlab-')));
  for (const name of ['CONTRIBUTING.md', 'README.md', 'data', 'docs', 'lib'])
    symlinkSync(join(ROOT, name), join(course.root, name));
  mkdirSync(course.notebooks);
  writeLessons(course.notebooks);
  layOutReaderFolder(course);
  return course;
}

/** A course of one lesson without outputs, so that pictures that are seen come from this run. */
export class LessonCopy {
  readonly course: Course;
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
    const notebook: Notebook = JSON.parse(readFileSync(join(ROOT, 'notebooks', lesson), 'utf8'));
    for (const [id, source] of Object.entries(more)) {
      notebook.cells.push({ id, cell_type: 'code', metadata: {}, source });
    }
    const code = notebook.cells.filter(({ cell_type: type }) => type === 'code');
    for (const cell of code) Object.assign(cell, { outputs: [], execution_count: null });
    this.codeIds = code.map(({ id }) => id);
    const write = (folder: string) => writeFileSync(join(folder, lesson), JSON.stringify(notebook));
    this.course = copyCourse(write);
  }

  remove(): void {
    rmSync(this.course.root, { recursive: true });
  }
}

/** The course's JupyterLab on a free port, with settings of its own, and a page in headless Chromium. */
export class JupyterLab {
  /** Addresses that the page asked for. */
  readonly requests: string[] = [];

  private constructor(
    private readonly server: ChildProcess,
    private readonly browser: Browser,
    readonly address: string,
    readonly page: Page,
  ) {
    page.on('request', (request) => this.requests.push(request.url()));
  }

  /** Opens it as `npm start` does for readers; lessons run there in their quick form. */
  static async start({ root }: Course): Promise<JupyterLab> {
    const port = await freePort();
    const address = `http://127.0.0.1:${port}`;
    const server = spawn(
      join(ROOT, '.venv/bin/python'),
      [...labArguments(root, READER), ...only(port)],
      {
        env: childEnvironment({ ...settingsBelow(root), GAN_QUICK: '1' }),
        stdio: ['ignore', 'ignore', 'pipe'],
      },
    );
    try {
      await answers(server, `${address}/api?token=${TOKEN}`);
      const browser = await chromium.launch({
        executablePath: '/usr/bin/chromium',
        args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
      });
      const page = await browser.newPage({ viewport: { width: 1300, height: 900 } });
      return new JupyterLab(server, browser, address, page);
    } catch (error) {
      server.kill();
      throw error;
    }
  }

  /** Shows what a reader's browser shows first. */
  async openFirstPage(): Promise<void> {
    await this.page.goto(`${this.address}/?token=${TOKEN}`);
    await this.page.locator('.jp-MarkdownViewer h1').waitFor();
  }

  /** Opens the lesson, and nothing that was open before, and waits until its kernel is idle. */
  async open(lesson: string): Promise<void> {
    await this.page.goto(`${this.address}/lab/tree/notebooks/${lesson}?token=${TOKEN}&reset`);
    await this.isIdle();
  }

  /** Waits until the kernel of the notebook in front is idle. */
  async isIdle(): Promise<void> {
    // The mark beside the kernel's name says idle even before there is a kernel.
    await this.page.locator('#jp-main-statusbar').getByText('TypeScript | Idle').waitFor();
  }

  /** What the server's interface answers. */
  async ask<T>(path: string, method = 'GET'): Promise<T> {
    const headers = { Authorization: `token ${TOKEN}` };
    const answer = await fetch(`${this.address}/api/${path}`, { method, headers });
    return (answer.status === 204 ? undefined : await answer.json()) as T;
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

const READER = { isAuthor: false, env: {} };

/** A free port and a word that lets in, on this machine only. */
function only(port: number): string[] {
  return [
    '--ip=127.0.0.1',
    `--port=${port}`,
    '--ServerApp.port_retries=0',
    `--IdentityProvider.token=${TOKEN}`,
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

export async function freePort(): Promise<number> {
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
