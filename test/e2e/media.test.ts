import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { tf } from '../../lib/backend';
import { type Picture, drawFilms } from '../../lib/figures';
import { type Sound, encodeMidi, encodeWav } from '../../lib/sound';
import { type SoundOutput, songOutput, soundOutputs } from '../../lib/sound-outputs';
import { libraryFace } from '../../tools/notebooks/check-lesson';
import { stampNotebook } from '../../tools/notebooks/freshness';
import {
  type Output,
  codeCellsOf,
  parseNotebook,
  serialiseNotebook,
} from '../../tools/notebooks/notebook';
import { buildSite } from '../../tools/site/build-site';
import { makeSmallCourse } from '../notebooks/small-course';
import { SiteBrowser } from './site-browser';
import { SiteFiles } from './site-links';

const PAGE = '01_coin_game.html';
const SOUNDS = [400, 800].map((hertz, i): Sound => ({
  name: ['low', 'high'][i],
  samples: Float32Array.from({ length: 8000 }, (_, n) => Math.sin((2 * Math.PI * hertz * n) / 8000) / 2),
  sampleRate: 8000,
})); // prettier-ignore
const SONG = {
  name: 'New loop',
  tracks: [
    { name: 'bass', instrument: 'bass' as const, notes: [{ pitch: 40, start: 0, length: 8 }] },
  ],
  numSteps: 16,
  stepsPerBeat: 4,
  beatsPerMinute: 120,
};

/** A film of two frames, black and white, each shown for 100 ms. */
async function film(): Promise<Picture> {
  const frames = tf.tensor4d(
    [...new Array(400).fill(0), ...new Array(400).fill(1)],
    [2, 20, 20, 1],
  );
  const picture = await drawFilms([{ name: '', frames }], { alt: 'A blinking square', delayMs: 100, lastDelayMs: 100 }); // prettier-ignore
  frames.dispose();
  return picture;
}

function pictureOutput({ mime, data, alt, width, height }: Picture): Output {
  const about = { alt, width, height };
  const bundle = { [mime]: data.toString('base64') };
  return { output_type: 'display_data', data: bundle, metadata: { [mime]: about } };
}

function soundOutput({ picture, html, text }: SoundOutput): Output[] {
  const data = { 'text/html': html, 'text/plain': text };
  return [pictureOutput(picture), { output_type: 'display_data', data, metadata: {} }];
}

/** How many different pictures a film shows in a third of a second. */
async function numPictures(image: Locator): Promise<number> {
  const seen = new Set<string>();
  for (let i = 0; i < 6; i++) {
    seen.add((await image.screenshot()).toString('base64'));
    await image.page().waitForTimeout(60);
  }
  return seen.size;
}

describe('sounds and films in a page', function () {
  this.timeout(120_000);
  const { course, remove } = makeSmallCourse();
  const folder = mkdtempSync(join(tmpdir(), 'gan-media-'));
  const site = join(folder, 'site');
  const files = new SiteFiles(site);
  let browser: SiteBrowser;

  before(async () => {
    const path = join(course.notebooks, '01_coin_game.ipynb');
    const notebook = parseNotebook(readFileSync(path, 'utf8'), 'small');
    codeCellsOf(notebook).find(({ id }) => id === 'many-picture')!.outputs = [
      pictureOutput(await film()),
      ...soundOutputs(SOUNDS).flatMap(soundOutput),
      ...soundOutput(songOutput(SONG)),
    ];
    writeFileSync(path, serialiseNotebook(stampNotebook(notebook, libraryFace(course))));
    await buildSite(course, site);
    browser = await SiteBrowser.open(site);
  });
  after(async () => {
    await browser?.close();
    remove();
    rmSync(folder, { recursive: true, force: true });
  });
  beforeEach(() => browser.show(PAGE));

  const audio = (name: string) => browser.page.locator(`audio[aria-label="${name}"]`);
  const secondsPlayed = (name: string) =>
    audio(name).evaluate((element) => (element as unknown as { currentTime: number }).currentTime);
  /** Waits until a sound has moved on. */
  async function isPlaying(name: string): Promise<void> {
    for (let i = 0; i < 100 && (await secondsPlayed(name)) === 0; i++) await browser.page.waitForTimeout(50); // prettier-ignore
    assert.ok((await secondsPlayed(name)) > 0, `${name} stands still`);
  }

  it('hold each sound as a file, byte for byte, and the song to take away', () => {
    const $ = files.page(PAGE);
    const bytes = (address = '') => readFileSync(join(site, decodeURIComponent(address)));
    $('audio').each((i, { attribs }) => {
      assert.match(attribs.src, /^sounds\/01_coin_game\/many-picture-\d\.wav$/);
      if (i < 2) assert.deepEqual(bytes(attribs.src), encodeWav(SOUNDS[i]));
    });
    const link = $('a[download]').filter((_, { attribs }) => attribs.href.endsWith('.mid'));
    assert.equal(link.attr('download'), 'New-loop.mid');
    assert.deepEqual(bytes(link.attr('href')), encodeMidi(SONG));
    assert.deepEqual(files.badLinks(PAGE), []);
  });

  it('load no sound until it is played, and nothing from elsewhere', async () => {
    const loaded: string[] = [];
    browser.page.on('request', (request) => loaded.push(request.url()));
    await browser.show(PAGE);
    await browser.page.waitForLoadState('load');
    assert.deepEqual(loaded.filter((url) => url.endsWith('.wav')), []); // prettier-ignore
    assert.deepEqual(browser.complaints(), []);
  });

  it('play by keyboard, from disk, and pause', async () => {
    await audio('low').focus();
    await browser.page.keyboard.press('Space');
    await isPlaying('low');
    await browser.page.keyboard.press('Space');
    const paused = await secondsPlayed('low');
    await browser.page.waitForTimeout(200);
    assert.equal(await secondsPlayed('low'), paused);
    assert.deepEqual(browser.complaints(), []);
  });

  it('play the song', async () => {
    await audio('New loop').focus();
    await browser.page.keyboard.press('Space');
    await isPlaying('New loop');
    const seconds = await audio('New loop').evaluate(
      (element) => (element as unknown as { duration: number }).duration,
    );
    assert.ok(Math.abs(seconds - 2.25) < 0.01, `${seconds} s`);
  });

  it('stand below the pictures of their waves, on a telephone below each other', async () => {
    const picture = await browser.page.getByAltText(/^Sound waves: low/).boundingBox();
    const players = async () =>
      Promise.all(['low', 'high'].map((name) => audio(name).boundingBox()));
    const [low, high] = await players();
    assert.ok(picture && low && high);
    assert.ok(low.y >= picture.y + picture.height && low.y === high.y);
    // a column is 28 + 160 wide, after 12, and the picture has a frame of 9
    assert.ok(Math.abs(low.x - (picture.x + 9 + 12)) <= 1, `${low.x} under ${picture.x}`);
    assert.ok(Math.abs(high.x - (low.x + 188 + 12)) <= 1, `${high.x} beside ${low.x}`);
    await browser.page.setViewportSize({ width: 320, height: 700 });
    const [first, second] = await players();
    assert.ok(first && second && second.y > first.y);
    const width = await browser.page.evaluate<number>('document.documentElement.scrollWidth');
    assert.equal(width, 320);
    await browser.page.setViewportSize({ width: 1100, height: 900 });
  });

  it('have no fault that axe-core finds, in light and in dark, and do not move the page', async () => {
    assert.deepEqual(await browser.accessibilityFaults(), []);
    assert.deepEqual(await browser.scrollersOutOfReach(), []);
    const { shift } = await browser.speed(PAGE);
    assert.ok(shift < 0.01, `layout shift ${shift}`);
  });

  it('leave names and pictures where scripts are off, and the players work', async () => {
    const { page, close } = await browser.withoutScripts(PAGE);
    assert.ok(await page.getByAltText(/^Sound waves: low/).isVisible());
    assert.ok(await page.locator('figcaption', { hasText: 'high' }).isVisible());
    assert.ok(await page.locator('audio[aria-label="low"]').isVisible());
    assert.equal(await page.locator('.film button').isVisible(), false);
    await close();
  });

  /** The picture that the film shows, once its browser has chosen and fetched one. */
  const shown = () =>
    browser.page.getByAltText('A blinking square').evaluate(async (element) => {
      const image = element as unknown as { loading: string; currentSrc: string; decode: () => Promise<void> };
      image.loading = 'eager'; // one out of sight waits
      await image.decode();
      return image.currentSrc;
    }); // prettier-ignore

  it('films stop at their first frame by a button, by keyboard too, and go on', async () => {
    const { page } = browser;
    await page.getByAltText('A blinking square').scrollIntoViewIfNeeded();
    assert.match(await shown(), /\.gif$/);
    assert.notEqual(await numPictures(page.getByAltText('A blinking square')), 1);
    await page.getByRole('button', { name: 'Pause the film' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Play the film' }).waitFor();
    assert.match(await shown(), /-still\.png$/);
    assert.equal(await numPictures(page.getByAltText('A blinking square')), 1);
    await page.keyboard.press('Enter');
    assert.match(await shown(), /\.gif$/);
    assert.deepEqual(await browser.badPictures(), []);
  });

  it('films stand still for those who ask for less motion, until they are played', async () => {
    const { page } = browser;
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await browser.show(PAGE);
    const button = page.getByRole('button', { name: 'Play the film' });
    await button.waitFor();
    assert.match(await shown(), /-still\.png$/);
    await button.click();
    assert.match(await shown(), /\.gif$/);
    await page.emulateMedia({ reducedMotion: null });
    await browser.show(PAGE);
    assert.match(await shown(), /\.gif$/);
  });

  it('films stand still for them without scripts, too', async () => {
    const { page, close } = await browser.withoutScripts(PAGE);
    const image = page.getByAltText('A blinking square');
    await image.scrollIntoViewIfNeeded();
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await page.reload();
    await image.scrollIntoViewIfNeeded();
    assert.equal(await numPictures(image), 1);
    await close();
  });
});
