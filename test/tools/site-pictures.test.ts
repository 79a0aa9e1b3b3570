import assert from 'node:assert/strict';
import { encodePng } from '../../lib/figures/png';
import { markDrawings } from '../../tools/site/drawings';
import { parseFragment } from '../../tools/site/html';
import { isGreyPng, pngSize } from '../../tools/site/pictures';

/** A PNG of two pixels in two colours. */
function png(...palette: number[][]): Buffer {
  return encodePng({ width: 2, height: 1, indices: Uint8Array.of(0, 1), palette });
}

describe('isGreyPng', () => {
  it('is true of a palette of greys alone', () => {
    assert.equal(isGreyPng(png([0, 0, 0], [7, 7, 7])), true);
    assert.equal(isGreyPng(png([0, 0, 0], [7, 7, 8])), false);
  });

  it('is false of what is no PNG, or has no palette', () => {
    assert.equal(isGreyPng(Buffer.from('GIF89a')), false);
    assert.equal(isGreyPng(png([0, 0, 0]).subarray(0, 33)), false); // its header alone
  });
});

describe('pngSize', () => {
  it('reads width and height', () => {
    assert.deepEqual(pngSize(png([0, 0, 0], [1, 1, 1])), { width: 2, height: 1 });
  });
});

describe('markDrawings', () => {
  const marked = (text: string): string | undefined => {
    const $ = parseFragment(`<div class="output text"><pre>${text}</pre></div>`);
    markDrawings($);
    return $('pre.drawing').attr('style');
  };

  it('marks three lines or more of one length, and says how long they are', () => {
    assert.equal(marked(' .ff\n  . \n .0a\n'), '--columns: 4');
  });

  it('leaves other lines to be broken where they are long', () => {
    assert.equal(marked('one line\n'), undefined);
    assert.equal(marked('same\nsame\n'), undefined);
    assert.equal(marked('a\nb\nlonger\n'), undefined);
  });
});
