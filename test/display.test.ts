import assert from 'node:assert/strict';
import Module from 'node:module';

import {
  clock,
  REPLAY_MIME,
  display,
  displayMidi,
  displayReplay,
  displaySound,
  displaySounds,
  displayTable,
  openDisplay,
  openProgress,
  progressLine,
} from '../lib/display';
import type { Picture } from '../lib/figures';
import { History } from '../lib/training/history';

/** What a kernel was asked to write: the bundle, and whether it replaces an earlier one. */
interface Written {
  readonly data: Record<string, string | object>;
  readonly metadata: Record<string, unknown>;
  readonly transient?: { readonly display_id: string };
  readonly update: boolean;
}

const PICTURE: Picture = {
  mime: 'image/png',
  data: Buffer.from('bytes'),
  alt: 'Two sevens.',
  width: 60,
  height: 30,
};
const PROGRESS = {
  step: 46850,
  totalSteps: 93700,
  epoch: 50,
  totalEpochs: 100,
  stepsPerSecond: 310.4,
  elapsedMs: 151000,
  remainingMs: 151000,
  isCompiled: true,
  precisions: ['float32'] as const,
  history: new History(),
};

describe('in a notebook', () => {
  const kernel = '/somewhere/else/node_modules/tslab/dist/jupyter.js';
  let written: Written[];

  /** As a kernel does when a cell runs. */
  const startRun = (): void => {
    require.cache[kernel] = Object.assign(new Module(kernel), {
      exports: {
        lastWriteDisplayData: (bundle: Omit<Written, 'update'>, update: boolean) =>
          written.push({ ...bundle, update }),
      },
    });
  };

  beforeEach(() => {
    written = [];
    startRun();
  });

  afterEach(() => delete require.cache[kernel]);

  describe('display', () => {
    it('writes the picture in base 64 with its alternative text and size', () => {
      display(PICTURE);
      const [{ data, metadata, update }] = written;
      assert.deepEqual(data, { 'image/png': Buffer.from('bytes').toString('base64') });
      assert.deepEqual(metadata, { 'image/png': { alt: 'Two sevens.', width: 60, height: 30 } });
      assert.equal(update, false);
    });

    it('writes an animation as a GIF', () => {
      display({ ...PICTURE, mime: 'image/gif' });
      assert.deepEqual(Object.keys(written[0].data), ['image/gif']);
    });
  });

  describe('displayReplay', () => {
    it("writes the film as a picture, and beside it the data for the page's slider", () => {
      const losses = { epoch: [0], discriminatorLoss: [null], generatorLoss: [null] };
      const grid = { count: 1, columns: 1, width: 2, height: 2 };
      const replay = { grid, sheet: 'c2hlZXQ=', frames: losses, curves: losses };
      displayReplay({ film: { ...PICTURE, mime: 'image/gif' }, data: replay });
      const [{ data, metadata }] = written;
      assert.deepEqual(data, { 'image/gif': 'Ynl0ZXM=', [REPLAY_MIME]: replay });
      assert.deepEqual(metadata, { 'image/gif': { alt: 'Two sevens.', width: 60, height: 30 } });
    });
  });

  describe('displaySounds and displayMidi', () => {
    const sound = { name: 'seven', samples: new Float32Array(80), sampleRate: 800 };
    const song = { name: 'loop', tracks: [], numSteps: 4, stepsPerBeat: 4, beatsPerMinute: 120 };

    it('write a picture that all programs show, and then the players, with words for the rest', () => {
      displaySound(sound);
      displaySounds([sound, sound, sound], { columns: 2 });
      displayMidi(song);
      const kinds = written.map(({ data }) => Object.keys(data).join(' '));
      const one = ['image/png', 'text/html text/plain'];
      assert.deepEqual(kinds, [...one, ...one, ...one, ...one]);
      assert.match(String(written[1].data['text/html']), /<audio controls .*>seven</);
      assert.equal(written[1].data['text/plain'], 'seven, 0.10 s');
      assert.match(String(written[7].data['text/html']), /download="loop.mid"/);
    });
  });

  describe('openDisplay', () => {
    it('writes the first picture anew and the later ones in its place', () => {
      const live = openDisplay();
      for (let i = 0; i < 3; i++) live.show(PICTURE);
      assert.deepEqual(
        written.map(({ update }) => update),
        [false, true, true],
      );
      assert.equal(new Set(written.map(({ transient }) => transient?.display_id)).size, 1);
    });

    it('takes a new place in another run, whose cell may have lost the old one', () => {
      const live = openDisplay();
      live.show(PICTURE);
      startRun();
      [1, 2].forEach(() => live.show(PICTURE));
      assert.deepEqual(
        written.map(({ update }) => update),
        [false, false, true],
      );
      const [before, now, after] = written.map(({ transient }) => transient?.display_id);
      assert.notEqual(now, before);
      assert.equal(after, now);
    });

    it('has a place of its own each time', () => {
      [openDisplay(), openDisplay()].forEach((live) => live.show(PICTURE));
      const [first, second] = written.map(({ transient }) => transient?.display_id);
      assert.ok(first && second && first !== second);
    });
  });

  describe('openProgress', () => {
    it('overwrites its line', () => {
      const show = openProgress();
      [PROGRESS, { ...PROGRESS, step: 93700, epoch: 100, remainingMs: 0 }].forEach(show);
      assert.deepEqual(
        written.map(({ data, update }) => [update, String(data['text/plain']).split(' · ')[0]]),
        [
          [false, 'step 46,850 of 93,700'],
          [true, 'step 93,700 of 93,700'],
        ],
      );
    });
  });

  describe('displayTable', () => {
    it('writes an HTML table', () => {
      displayTable([{ what: 'loss', value: 1 }]);
      assert.match(String(written[0].data['text/html']), /^<table>/);
    });
  });
});

describe('outside a notebook', () => {
  it('says to write a file instead', () => {
    const message =
      'there is no notebook to display in: write the data of the picture to a file instead';
    assert.throws(() => display(PICTURE), { name: 'Error', message });
    assert.throws(() => openDisplay().show(PICTURE), { name: 'Error', message });
  });

  it('does so too when tslab is loaded but runs no cell', () => {
    const path = require.resolve('tslab/dist/jupyter');
    require.cache[path] = Object.assign(new Module(path), {
      exports: { lastWriteDisplayData: null },
    });
    assert.throws(() => display(PICTURE), /no notebook/);
    delete require.cache[path];
  });
});

describe('progressLine', () => {
  it('tells step, epoch, speed, time gone and time left', () => {
    assert.equal(
      progressLine(PROGRESS),
      'step 46,850 of 93,700 · epoch 50.0 of 100 · 310 steps/s · 2:31 gone, 2:31 left',
    );
  });

  it('ends with the time taken', () => {
    const end = { ...PROGRESS, step: 93700, epoch: 100, elapsedMs: 302000, remainingMs: 0 };
    assert.match(progressLine(end), /^step 93,700 of 93,700 · .* · in 5:02$/);
  });

  it('says when the steps are not compiled', () => {
    assert.match(progressLine({ ...PROGRESS, isCompiled: false }), / 2:31 left · not compiled$/);
  });

  it('has a digit more for slow trainings', () => {
    assert.match(progressLine({ ...PROGRESS, stepsPerSecond: 4.26 }), / · 4\.3 steps\/s · /);
  });
});

describe('clock', () => {
  it('counts minutes and seconds, and hours when there are any', () => {
    const hour = 3600 * 1000;
    assert.deepEqual([0, 9400, 83000, hour - 1000, hour, 2 * hour + 61000].map(clock), [
      '0:00',
      '0:09',
      '1:23',
      '59:59',
      '1:00:00',
      '2:01:01',
    ]);
  });

  it('does not know a time that is no number', () => {
    assert.deepEqual([NaN, Infinity].map(clock), ['?', '?']);
  });
});
