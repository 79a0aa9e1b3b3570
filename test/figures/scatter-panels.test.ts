import assert from 'node:assert/strict';

import { tf } from '../../lib/backend';
import { GRID, sampleGrid } from '../../lib/data/points';
import { type Picture, type ScatterPanelOptions, drawScatterPanels } from '../../lib/figures';
import { BACKGROUND, COLOURS, FAINT_INK } from '../../lib/figures/palette';
import { Random } from '../../lib/random';
import { assertClose } from '../assert-close';
import { placesOf, shareOf } from './picture-pixels';
import { assertSnapshot } from './snapshot';

const OPTIONS = { limits: [-2, 2] as const, panelSize: 100, alt: 'panels', opacity: 1 };
const GAP = 14;

describe('drawScatterPanels', () => {
  it('puts points where they belong in their panels, y upwards', () => {
    const [first, second] = [
      [[[-1, -1]], []],
      [[], [[1, 0.5]]],
    ].map((panels) => middleOf(draw(panels)));
    // One panel and its gap, and 2 and 1.5 units of 25 CSS pixels each, of which each is 2 in the file.
    assertClose(second[0] - first[0], (100 + GAP) * 2 + 100, 1);
    assertClose(second[1] - first[1], -75, 1);
  });

  it('begins a new row after as many panels as there are columns', () => {
    const { width, height } = draw([[], [], []], { columns: 2 });
    assert.equal(width, GAP + 2 * (100 + GAP));
    // A row has a title of 16 CSS pixels, two gaps of 3 beside the panel, and no caption.
    assert.equal(height, GAP + 2 * (16 + 3 + 100 + 3 + GAP));
    assert.equal(draw([[]]).width, GAP + 100 + GAP); // no empty columns
  });

  it('makes room for the longest title and caption of a row', () => {
    const points = tf.zeros<tf.Rank.R2>([0, 2]);
    const heightOf = (title: string, caption?: string) =>
      drawScatterPanels(
        [
          { title, caption, points },
          { title: '', points },
        ],
        OPTIONS,
      ).height;
    assert.equal(heightOf('twenty letters, or 23') - heightOf('one'), 16); // a second line, of 15.6
    assert.equal(heightOf('one', 'a caption') - heightOf('one'), 15); // 14.3, rounded up
    points.dispose();
  });

  it('draws points as large as it is told', () => {
    const places = placesOf(draw([[[0, 0]]], { pointSize: 20 }), COLOURS[1]);
    // A circle of 40 pixels in the file; its edge, 126 pixels long, is paler.
    assertClose(places.length, Math.PI * 20 * 20, 126);
  });

  it('does not draw points outside the limits, nor NaN', () => {
    assert.equal(shareOf(draw([[[3, 0], [0, -3], [NaN, 0]]]), COLOURS[1]), 0); // prettier-ignore
  });

  it('draws hollow rings at the reference, behind the points', () => {
    const reference = tf.tensor2d([[0, 0]]);
    const ring = { title: '', points: tf.zeros<tf.Rank.R2>([0, 2]), reference };
    const options = { ...OPTIONS, referenceSize: 40 };
    const places = placesOf(drawScatterPanels([ring], options), FAINT_INK, 60);
    // Between radii of 38 and 40 pixels in the file; half of its edges, 2 · 245 pixels long, are paler.
    assertClose(places.length, Math.PI * (40 ** 2 - 38 ** 2), 245);
    const covered = { ...ring, points: reference };
    const picture = drawScatterPanels([covered], { ...options, pointSize: 44 });
    assert.equal(placesOf(picture, FAINT_INK, 30).length, 0);
    tf.dispose([reference, ring.points]);
  });

  it('stands on white, also when its shades are few', () => {
    const random = new Random(1);
    const points = random.normal<tf.Rank.R2>([2000, 2]);
    const picture = drawScatterPanels([{ title: 'a', points }], { ...OPTIONS, opacity: 0.3 });
    points.dispose();
    assert.ok(placesOf(picture, BACKGROUND, 0).some(([x, y]) => x === 0 && y === 0));
  });

  it('takes under 100 KB for 24 panels of 2,500 points in 25 modes, and leaves the tensors alive', () => {
    const random = new Random(1);
    const reference = tf.tensor2d(GRID.centres.map((centre) => [...centre]));
    const panels = Array.from({ length: 24 }, (_, i) => ({
      title: `seed ${i}`,
      caption: '25 of 25 modes, 92 %',
      points: sampleGrid(2500, random),
      reference,
    }));
    const before = tf.memory().numTensors;
    const { data } = drawScatterPanels(panels, { limits: [-5, 5], alt: 'modes' });
    assert.equal(tf.memory().numTensors, before);
    tf.dispose([reference, ...panels.map(({ points }) => points)]);
    assert.ok(data.length < 100 * 1024, `${data.length} bytes`);
  });

  it('draws titles, captions, rings and points', () => {
    const random = new Random(1);
    const reference = tf.tensor2d(GRID.centres.map((centre) => [...centre]));
    const points = sampleGrid(500, random);
    const panels = ['GAN', 'a title that takes two lines', 'WGAN-GP', 'last'].map((title, i) => ({
      title,
      caption: i === 1 ? undefined : `${25 - i} of 25 modes, 92 %`,
      points,
      reference,
    }));
    const picture = drawScatterPanels(panels, { limits: [-5, 5], columns: 3, alt: 'modes' });
    tf.dispose([reference, points]);
    assertSnapshot('scatter-panels', picture);
  });

  it('refuses no panel, points in space, and options out of range', () => {
    const [points, inSpace] = [tf.zeros<tf.Rank.R2>([1, 2]), tf.zeros<tf.Rank.R2>([1, 3])];
    const drawing = (more: object, panel: object) => () =>
      drawScatterPanels([{ title: '', points, ...panel }], { ...OPTIONS, ...more });
    const refusals: readonly [() => unknown, string][] = [
      [() => drawScatterPanels([], OPTIONS), 'at least 1 panel, but got 0'],
      [drawing({}, { points: inSpace }), 'points of shape [n, 2], but got [1, 3]'],
      [drawing({}, { reference: inSpace }), 'reference of shape [n, 2], but got [1, 3]'],
      [drawing({ limits: [1, 1] }, {}), 'limits to rise, but got 1 and 1'],
      [drawing({ opacity: 2 }, {}), 'opacity above 0 and at most 1, but got 2'],
      [drawing({ pointSize: 0 }, {}), 'pointSize to be a number above 0, but got 0'],
      [drawing({ referenceSize: 0 }, {}), 'referenceSize to be a number above 0, but got 0'],
      [drawing({ columns: 0 }, {}), 'columns to be an integer of at least 1, but got 0'],
      [drawing({ panelSize: 1.5 }, {}), 'panelSize to be an integer of at least 1, but got 1.5'],
    ];
    for (const [refused, message] of refusals) {
      assert.throws(refused, { name: 'RangeError', message: `expected ${message}` });
    }
    tf.dispose([points, inSpace]);
  });
});

/** One panel for each list of places. */
function draw(
  panels: readonly (readonly (readonly number[])[])[],
  options: Partial<ScatterPanelOptions> = {},
): Picture {
  return tf.tidy(() => {
    const drawn = panels.map((places) => ({
      title: 'a',
      points: tf.tensor2d(places.flat(), [places.length, 2]),
    }));
    // tidy's type asks for tensors; a picture holds none.
    return drawScatterPanels(drawn, { ...OPTIONS, ...options }) as Picture & tf.TensorContainer;
  });
}

/** Mean place of a picture's points. */
function middleOf(picture: Picture): number[] {
  const places = placesOf(picture, COLOURS[1]);
  return [0, 1].map((k) => places.reduce((sum, place) => sum + place[k], 0) / places.length);
}
