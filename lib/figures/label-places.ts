/** A point with its label; lengths are in CSS pixels from the upper left corner of the plotting area. */
export interface LabelledPoint {
  readonly x: number;
  readonly y: number;
  /** Of the label; 0 is none. */
  readonly width: number;
  /** How far its error bars reach to either side, and up and down. Default: not at all. */
  readonly reach?: readonly [across: number, upright: number];
}

/** Where a label goes. */
export interface LabelPlace {
  /** From the point to the label's end, its middle or its beginning. */
  readonly dx: number;
  /** From the point to the label's middle line. */
  readonly dy: number;
  readonly align: 'left' | 'center' | 'right';
}

/** A rectangle. */
interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** CSS pixels from a point to its label, and of a point each way from its middle. */
const [GAP, RADIUS] = [9, 6];

const PLACES: readonly LabelPlace[] = [
  { dx: GAP, dy: 0, align: 'left' },
  { dx: -GAP, dy: 0, align: 'right' },
  { dx: 0, dy: -GAP - 5, align: 'center' },
  { dx: 0, dy: GAP + 5, align: 'center' },
  { dx: GAP - 2, dy: -GAP, align: 'left' },
  { dx: GAP - 2, dy: GAP, align: 'left' },
  { dx: -GAP + 2, dy: -GAP, align: 'right' },
  { dx: -GAP + 2, dy: GAP, align: 'right' },
];

/**
 * A place for the label of each point, one after another: the first of right, left, above, below and the corners where
 * it covers least of points and their bars, of labels that have their place, and of what is outside the area.
 *
 * @param area in CSS pixels; `lineHeight` is that of the labels
 */
export function placeLabels(
  points: readonly LabelledPoint[],
  area: { readonly width: number; readonly height: number; readonly lineHeight: number },
): LabelPlace[] {
  const taken = points.flatMap(({ x, y, reach: [across, upright] = [0, 0] }) => [
    around(x, y, RADIUS, RADIUS),
    around(x, y, across, 1),
    around(x, y, 1, upright),
  ]);
  return points.map((point) => {
    if (point.width === 0) return PLACES[0];
    const costs = PLACES.map((place) => {
      const box = boxOf(point, place, area.lineHeight);
      const covered = taken.reduce((sum, other) => sum + sharedArea(box, other), 0);
      return covered + areaOutside(box, area);
    });
    const best = PLACES[costs.indexOf(Math.min(...costs))];
    taken.push(boxOf(point, best, area.lineHeight));
    return best;
  });
}

function around(x: number, y: number, across: number, upright: number): Box {
  return { left: x - across, right: x + across, top: y - upright, bottom: y + upright };
}

function boxOf({ x, y, width }: LabelledPoint, { dx, dy, align }: LabelPlace, height: number): Box {
  const left = x + dx - { left: 0, center: width / 2, right: width }[align];
  return { left, right: left + width, top: y + dy - height / 2, bottom: y + dy + height / 2 };
}

function sharedArea(a: Box, b: Box): number {
  const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
  const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
  return Math.max(0, across) * Math.max(0, down);
}

function areaOutside(box: Box, { width, height }: { width: number; height: number }): number {
  const whole = (box.right - box.left) * (box.bottom - box.top);
  return whole - sharedArea(box, { left: 0, right: width, top: 0, bottom: height });
}
