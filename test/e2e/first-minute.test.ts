import assert from 'node:assert/strict';
import { cpSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';

import { READER_FOLDER } from '../../tools/lab/arguments.mjs';
import { COURSE, listLessons } from '../../tools/notebooks/lessons';
import { JupyterLab, copyCourse } from './jupyter-lab';

/** What a new reader meets, in headless Chromium. */
describe('the first minute in JupyterLab', function () {
  this.timeout(60_000);
  const course = copyCourse((folder) => cpSync(COURSE.notebooks, folder, { recursive: true }));
  const lessons = listLessons(COURSE).map(({ name }) => name);
  let lab: JupyterLab;
  before(async () => {
    lab = await JupyterLab.start(course);
    await lab.openFirstPage();
  });
  after(async () => {
    await lab?.close();
    rmSync(course.root, { recursive: true });
  });

  it('shows the contents, each lesson a click away', async () => {
    const links = lab.page.locator('.jp-MarkdownViewer td a');
    assert.equal(await links.count(), lessons.length);
    assert.equal(
      await lab.page.locator('.jp-MarkdownViewer mjx-container').first().isVisible(),
      true,
    );
  });

  it('shows the folders and files that are for readers', async () => {
    const names = await lab.page.locator('.jp-DirListing-itemText').allTextContents();
    assert.deepEqual(names, [
      ...['data', 'docs', 'lib', 'notebooks', 'runs'],
      ...['Contents.md', 'CONTRIBUTING.md', 'README.md'],
    ]);
    const { content } = await lab.ask<{ content: { name: string }[] }>('contents/lib');
    const library = content.map(({ name }) => name);
    assert.ok(library.includes('losses.ts') && !library.includes('dist'), library.join());
  });

  it("offers the course's kernel and no other", async () => {
    const { kernelspecs } = await lab.ask<{ kernelspecs: object }>('kernelspecs');
    assert.deepEqual(Object.keys(kernelspecs), ['tslab']);
  });

  it('opens lesson 1 in front at one click, and from it what its links lead to', async () => {
    const { page } = lab;
    await page.waitForLoadState('networkidle'); // JupyterLab has put back what was open
    await page.getByRole('link', { name: 'Begin with lesson 1' }).click();
    await page.waitForURL(/notebooks\/01_what_is_a_gan\.ipynb$/);
    await lab.isIdle();
    await lab.open(lessons[1]);
    await page.locator('.jp-Notebook a[href*="01_what_is_a_gan"]').first().click();
    await page.waitForURL(/notebooks\/01_what_is_a_gan\.ipynb$/);
  });

  it("shows README.md with its picture, and the library's files", async () => {
    const { page } = lab;
    const picture = page.waitForResponse(/digits-over-epochs\.png/);
    await page.goto(`${lab.address}/lab/tree/README.md?reset`);
    assert.equal((await picture).status(), 200);
    await page.goto(`${lab.address}/lab/tree/lib/losses.ts`);
    await page.locator('.jp-FileEditor').getByText('softplus').first().waitFor();
  });

  for (const lesson of lessons) {
    it(`changes nothing of ${lesson} when it is opened and saved`, async () => {
      await lab.open(lesson);
      assert.equal(await lab.page.locator('.lm-mod-current.jp-mod-dirty').count(), 0);
      const path = join(course.root, READER_FOLDER, 'notebooks', lesson);
      const before = statSync(path).mtimeMs;
      const saved = lab.page.waitForResponse(
        (response) => response.request().method() === 'PUT' && response.url().includes(lesson),
      );
      await lab.choose('File', 'Save Notebook');
      assert.equal((await saved).status(), 200);
      assert.ok(statSync(path).mtimeMs > before);
      assert.ok(readFileSync(path).equals(readFileSync(join(COURSE.notebooks, lesson))));
      for (const { id } of await lab.ask<{ id: string }[]>('sessions'))
        await lab.ask(`sessions/${id}`, 'DELETE');
    });
  }
});
