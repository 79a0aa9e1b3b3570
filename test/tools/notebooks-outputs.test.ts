import { createCanvas } from 'canvas';
import assert from 'node:assert/strict';
import { imagePicture } from '../../lib/figures/picture';
import { REPLAY_MIME } from '../../lib/replay-mime';
import { formatFinding } from '../../tools/notebooks/findings';
import type { Cell, JsonObject, Output } from '../../tools/notebooks/notebook';
import { checkOutputs } from '../../tools/notebooks/rules/outputs';
import { code, lessonOf, picture, printed } from '../notebooks/build-notebook';

function found(...cells: Cell[]): string[] {
  return checkOutputs(lessonOf(...cells)).map((finding) =>
    formatFinding(finding).replace('01_small.ipynb, cell ', ''),
  );
}

function foundIn(...outputs: Output[]): string[] {
  return found(code('a-b', 'f();', { outputs }));
}

function sound(name: string, numBytes: number): Output {
  const address = `data:audio/wav;base64,${Buffer.alloc(numBytes).toString('base64')}`;
  const html = `<figure><audio controls aria-label="${name}" src="${address}"></audio></figure>`;
  return { output_type: 'display_data', data: { 'text/html': html }, metadata: {} };
}

describe('checkOutputs', () => {
  it('accepts clean outputs of cells run in order', () => {
    const second = code('b-c', 'g();', { count: 2, outputs: [picture({ alt: 'Losses' })] });
    assert.deepEqual(found(code('a-b', 'f();', { outputs: [printed('1\n')] }), second), []);
  });

  it('finds a cell that was not run', () => {
    const waiting = code('b-c', 'g();', { count: null });
    assert.deepEqual(found(code('a-b', 'f();', { outputs: [printed('1')] }), waiting), [
      'b-c: the cell has not been run',
    ]);
  });

  it('finds a lesson of which no cell was run, in one sentence', () => {
    const cells = [code('a-b', 'f();', { count: null }), code('b-c', 'g();', { count: null })];
    assert.deepEqual(found(...cells), ['01_small.ipynb: has not been run']);
  });

  it('finds cells that were run out of order', () => {
    const cells = [
      code('a-b', 'f();', { count: 1, outputs: [printed('1')] }),
      code('b-c', 'g();', { count: 3 }),
    ];
    assert.deepEqual(found(...cells), [
      'b-c: expected execution count 2, but got 3: the cells were not run once in order',
    ]);
  });

  it('finds a notebook without any output', () => {
    assert.deepEqual(found(code('a-b', 'f();')), ['01_small.ipynb: no cell has an output']);
  });

  it('finds an error and text on stderr', () => {
    const error: Output = {
      output_type: 'error',
      ename: 'RangeError',
      evalue: 'no',
      traceback: [],
    };
    assert.deepEqual(foundIn(error), ['a-b: failed with RangeError: no']);
    assert.deepEqual(foundIn(printed('slow\nvery\n', 'stderr')), [
      'a-b: writes to stderr: slow | very',
    ]);
  });

  it('finds a picture without alt text, or with an empty one', () => {
    assert.deepEqual(foundIn(picture({})), ['a-b: the image/png output has no alt text']);
    assert.deepEqual(foundIn(picture({ alt: ' ' })), ['a-b: the image/png output has no alt text']);
  });

  it('accepts a picture of 100 KB and an animation of 400 KB', () => {
    const outputs = [
      picture({ alt: 'x' }, 'image/png', 102_400),
      picture({ alt: 'x' }, 'image/gif', 409_600),
    ];
    assert.deepEqual(foundIn(...outputs), []);
  });

  describe('of a replay', () => {
    const film = { 'image/gif': 'AAAA' };
    const replay = (numBytes: number, beside: JsonObject = film): Output => ({
      output_type: 'display_data',
      data: { ...beside, [REPLAY_MIME]: { sheet: Buffer.alloc(numBytes).toString('base64') } },
      metadata: { 'image/gif': { alt: 'x' } },
    });

    it('accepts a sheet of 100 KB with a film beside it', () => {
      assert.deepEqual(foundIn(replay(102_400)), []);
    });

    it('finds a larger sheet, or no film', () => {
      assert.deepEqual(foundIn(replay(102_401)), [
        "a-b: the replay's sheet has 101 KB: the limit is 100 KB",
      ]);
      assert.deepEqual(foundIn(replay(100, {})), ['a-b: the replay has no film beside it']);
    });
  });

  it('finds larger ones', () => {
    assert.deepEqual(foundIn(picture({ alt: 'x' }, 'image/png', 102_401)), [
      'a-b: the image/png output has 101 KB: the limit is 100 KB',
    ]);
    assert.deepEqual(foundIn(picture({ alt: 'x' }, 'image/gif', 409_601)), [
      'a-b: the image/gif output has 401 KB: the limit is 400 KB',
    ]);
  });

  it('finds a notebook over 1 MB', () => {
    assert.deepEqual(foundIn(printed('x'.repeat(1024 * 1024))), [
      '01_small.ipynb: the notebook has 1025 KB: the limit is 1024 KB',
    ]);
  });

  it('accepts 1.5 MB of a notebook with sounds or films', () => {
    const text = printed('x'.repeat(1024 * 1024));
    assert.deepEqual(foundIn(text, picture({ alt: 'x' }, 'image/gif')), []);
    assert.deepEqual(foundIn(text, sound('seven', 100)), []);
    assert.deepEqual(foundIn(printed('x'.repeat(1536 * 1024)), sound('seven', 100)), [
      '01_small.ipynb: the notebook has 1537 KB: the limit is 1536 KB',
    ]);
  });

  it('accepts pictures in colour of 250 KB, but no such charts', () => {
    const png = (type: 'colour' | 'chart', numBytes: number): Output => {
      const canvas = createCanvas(20, 20);
      const pen = canvas.getContext('2d');
      for (let i = 0; i < 400; i++) {
        pen.fillStyle = `rgb(${type === 'colour' ? i % 256 : 9}, ${i % 20}, 99)`;
        pen.fillRect(i % 20, i / 20, 1, 1);
      }
      const bytes = Buffer.concat([imagePicture(canvas, '').data, Buffer.alloc(numBytes)]);
      const data = { 'image/png': bytes.subarray(0, numBytes).toString('base64') };
      return { output_type: 'display_data', data, metadata: { 'image/png': { alt: 'x' } } };
    };
    assert.deepEqual(foundIn(png('colour', 256_000)), []);
    assert.match(String(foundIn(png('colour', 256_001))), /has 251 KB: the limit is 250 KB$/);
    assert.match(String(foundIn(png('chart', 102_401))), /has 101 KB: the limit is 100 KB$/);
  });

  it('accepts a sound of 60 KB with a name, and finds larger ones and such without', () => {
    assert.deepEqual(foundIn(sound('seven', 61_440)), []);
    assert.deepEqual(foundIn(sound('seven', 61_441)), [
      'a-b: the sound seven has 61 KB: the limit is 60 KB',
    ]);
    assert.deepEqual(foundIn(sound('', 100)), ['a-b: a sound has no name']);
  });

  it('finds what an output loads from another host, and accepts a link', () => {
    const html = (text: string): Output => ({
      output_type: 'display_data',
      data: { 'text/html': text },
      metadata: {},
    });
    assert.deepEqual(foundIn(html('<img src="https://example.org/x.png">')), [
      "a-b: an output's <img> with https://example.org/x.png needs the network",
    ]);
    assert.deepEqual(foundIn(html('<a href="https://example.org/">x</a>')), []);
  });

  it('finds a path of the machine, and accepts a relative one', () => {
    assert.deepEqual(foundIn(printed('saved to /home/ada/runs/x.png\n')), [
      'a-b: prints an absolute path: /home/ada/runs/x.png',
    ]);
    assert.deepEqual(foundIn(printed('saved to runs/tmp/x.png, 3/tmp/4\n')), []);
  });
});
