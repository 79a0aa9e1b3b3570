import assert from 'node:assert/strict';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { KERNELSPEC, LANGUAGE_INFO } from '../../kernel/language';
import { songOutput, soundOutputs } from '../../lib/sound-outputs';
import type { Course } from '../../tools/notebooks/lessons';
import { JupyterLab, copyCourse } from './jupyter-lab';

const LESSON = '01_sounds.ipynb';
const TONE = `Float32Array.from({ length: 8000 }, (_, n) => Math.sin(n / 3) / 2)`;
const SONG = {
  name: 'loop',
  tracks: [
    { name: 'bass', instrument: 'bass' as const, notes: [{ pitch: 40, start: 0, length: 8 }] },
  ],
  numSteps: 16,
  stepsPerBeat: 4,
  beatsPerMinute: 120,
};

/** A cell whose outputs came with the notebook, so that JupyterLab does not trust them, and one that makes the same. */
const CELLS = [
  { id: 'kept', source: '// kept', outputs: keptOutputs() },
  {
    id: 'live',
    source: `import { displayMidi, displaySounds } from '../lib';
const samples = ${TONE};
displaySounds([{ name: 'tone', samples, sampleRate: 8000 }]);
displayMidi(${JSON.stringify(SONG)});`,
    outputs: [],
  },
];

function keptOutputs() {
  const samples = Float32Array.from({ length: 8000 }, (_, n) => Math.sin(n / 3) / 2);
  const sounds = [{ name: 'tone', samples, sampleRate: 8000 }];
  return [...soundOutputs(sounds), songOutput(SONG)].flatMap(({ picture, html, text }) => [
    {
      output_type: 'display_data',
      data: { 'image/png': picture.data.toString('base64') },
      metadata: { 'image/png': { alt: picture.alt, width: picture.width } },
    },
    {
      output_type: 'display_data',
      data: { 'text/html': html, 'text/plain': text },
      metadata: {},
    },
  ]);
}

function writeLesson(folder: string): void {
  const cells = CELLS.map((cell) => ({
    ...{ cell_type: 'code', metadata: {}, execution_count: cell.outputs.length > 0 ? 1 : null },
    ...cell,
  }));
  const metadata = { kernelspec: KERNELSPEC, language_info: LANGUAGE_INFO };
  const notebook = { cells, metadata, nbformat: 4, nbformat_minor: 5 };
  writeFileSync(join(folder, LESSON), JSON.stringify(notebook));
}

describe('sounds in JupyterLab', function () {
  this.timeout(100_000);
  this.bail(true);
  let course: Course;
  let lab: JupyterLab;
  before(async () => {
    course = copyCourse(writeLesson);
    lab = await JupyterLab.start(course);
    lab.page.setDefaultTimeout(80_000);
    await lab.open(LESSON);
  });
  after(async () => {
    await lab?.close();
    rmSync(course.root, { recursive: true });
  });

  const cell = (place: number) => lab.page.locator('.jp-Notebook .jp-CodeCell').nth(place);

  /** Plays a cell's sound by keyboard, and waits until it has moved on. */
  async function play(place: number, name: string): Promise<void> {
    const player = cell(place)
      .locator('audio')
      .nth(name === 'tone' ? 0 : 1);
    await player.focus();
    await lab.page.keyboard.press('Space');
    const seconds = () =>
      player.evaluate((element) => (element as unknown as { currentTime: number }).currentTime);
    for (let i = 0; i < 100 && (await seconds()) === 0; i++) await lab.page.waitForTimeout(50);
    assert.ok((await seconds()) > 0, `${name} stands still`);
  }

  it('show and play though the notebook is not trusted', async () => {
    await cell(0).locator('audio').first().waitFor();
    assert.equal(await cell(0).locator('img[src^="data:image/png"]').count(), 2);
    assert.deepEqual(await cell(0).locator('figcaption').allTextContents(), [
      'tone',
      'loop · loop.mid',
    ]);
    await play(0, 'tone');
    await play(0, 'loop');
  });

  it('show and play when a cell has made them, and give the song as a file', async () => {
    await cell(1).click();
    await lab.choose('Run', 'Run Selected Cell');
    await cell(1).locator('audio').nth(1).waitFor();
    assert.equal(await cell(1).locator('img[src^="data:image/png"]').count(), 2);
    await play(1, 'tone');
    await play(1, 'loop');
    const download = lab.page.waitForEvent('download');
    await cell(1).getByRole('link', { name: 'loop.mid' }).click();
    assert.equal((await download).suggestedFilename(), 'loop.mid');
  });

  it('fill the width of their pictures', async () => {
    const [picture, player] = await Promise.all(
      ['img >> nth=1', 'audio >> nth=1'].map((what) => cell(1).locator(what).boundingBox()),
    );
    assert.ok(picture && player);
    assert.ok(Math.abs(player.width - 560) <= 2, `${player.width}`);
    assert.ok(Math.abs(player.x - (picture.x + 54)) <= 3, `${player.x} under ${picture.x}`);
  });
});
