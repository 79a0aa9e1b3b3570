import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';

import { JupyterLab, LessonCopy } from './jupyter-lab';

/** Cells after the lesson's own: a training that only an interrupt ends, and one that waits behind it. */
const MORE = {
  'endless-state': 'const endlessState = createTrainingState(gan, options);',
  'endless-train': `const endlessView = openDisplay();
const endless = await trainGan(gan, batches, {
  ...options,
  epochs: 1000000,
  state: endlessState,
  onEpoch: async ({ step }) => endlessView.show(await drawGame(gan, 'Step ' + step)),
});`,
  'endless-look': "console.log('step', endlessState.step, 'of', endless.rows.length);",
};
/** JupyterLab does not draw cells outside the window, and what is not drawn does not count as visible. */
const ATTACHED = { state: 'attached' } as const;
const FAILURES = ['stderr', 'error']
  .map((kind) => `[data-mime-type="application/vnd.jupyter.${kind}"]`)
  .join(', ');

/** Everything as a reader does it, in headless Chromium. */
describe('JupyterLab with lesson 1', function () {
  this.timeout(100_000);
  this.bail(true); // each step starts from where the one before has led
  const copy = new LessonCopy('01_what_is_a_gan.ipynb', MORE);
  let lab: JupyterLab;
  before(async () => {
    lab = await JupyterLab.start(copy.course);
    lab.page.setDefaultTimeout(80_000);
    await lab.open(copy.lesson);
  });
  after(async () => {
    await lab?.close();
    copy.remove();
  });

  /** The code cell of that id. */
  const cell = (id: string) =>
    lab.page.locator('.jp-Notebook .jp-CodeCell').nth(copy.codeIds.indexOf(id));

  /** Waits until a training's picture, the only one of its cell, has been overwritten. */
  async function watch(id: string): Promise<void> {
    const picture = cell(id).locator('img');
    const first = await picture.getAttribute('src');
    while ((await picture.getAttribute('src')) === first) await sleep(50);
  }

  /** Chooses Kernel → Interrupt and returns the milliseconds until the cell has ended. */
  async function interrupt(id: string): Promise<number> {
    const start = performance.now();
    await lab.choose('Kernel', 'Interrupt Kernel');
    await prompt(id, /^\[\d+\]:$/);
    return performance.now() - start;
  }

  async function prompt(id: string, text: RegExp): Promise<void> {
    await cell(id).locator('.jp-InputPrompt').filter({ hasText: text }).waitFor(ATTACHED);
  }

  /** What the last cell tells: the step reached. */
  async function stepTold(): Promise<number> {
    await prompt('endless-look', /^\[\d+\]:$/);
    const text = await cell('endless-look').locator('.jp-OutputArea-output').textContent();
    const [, step, rows] = /^step (\d+) of (\d+)/.exec(text ?? '') ?? [];
    assert.equal(rows, step); // one row of the history a step
    return Number(step);
  }

  it('runs all cells, and pictures appear', async () => {
    await lab.choose('Run', 'Run All Cells');
    await watch('gan-play-train');
    await prompt('endless-state', /^\[\d+\]:$/); // the last one before a training without end
    assert.ok((await lab.page.locator('.jp-Notebook img[src^="data:image/png"]').count()) >= 10);
    assert.deepEqual(await lab.page.locator(FAILURES).allTextContents(), []);
  });

  it('ends a training by Kernel → Interrupt, and the next cell runs', async () => {
    await watch('endless-train');
    const ms = await interrupt('endless-train');
    assert.ok(ms < 2000, `${ms} ms`); // a second for the training, the rest for the browser
    assert.ok((await stepTold()) > 0);
    assert.deepEqual(await lab.page.locator(FAILURES).allTextContents(), []);
  });

  it('goes on with the training when its cell is run again', async () => {
    const before = await stepTold();
    await cell('endless-train').locator('.jp-InputArea-prompt').click();
    await lab.choose('Run', 'Run Selected Cell and All Below');
    await watch('endless-train');
    await interrupt('endless-train');
    assert.ok((await stepTold()) > before);
    assert.deepEqual(await lab.page.locator(FAILURES).allTextContents(), []);
  });

  it('asks nothing, and nothing of other machines', async () => {
    assert.equal(await lab.page.locator('.jp-Dialog, .Toastify__toast').count(), 0);
    const outside = lab.requests.filter((url) => !/^(http:\/\/127\.0\.0\.1|data:|blob:)/.test(url));
    assert.deepEqual(outside, []);
    const news = lab.requests.filter((url) => /\/lab\/api\/(news|update|extensions)/.test(url));
    assert.deepEqual(news, []);
  });
});
