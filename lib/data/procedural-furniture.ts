import { requireInteger } from '../check';
import { type Choices, makeDistinct } from './choices';
import { FURNITURE_CLASSES, FURNITURE_SIZE, type FurnitureClass } from './furniture';
import { SolidBuilder } from './solid-builder';
import type { Voxels } from './voxels';

/** How much furniture to make. */
export interface FurnitureOptions {
  /** Pieces to train on, and others that are held out. */
  readonly train: number;
  readonly test: number;
  /** Integer from 0 to 2³¹ − 1. */
  readonly seed: number;
}

/** Pieces of furniture made by rules. */
export interface MadeFurniture {
  /** `[count, 16, 16, 16]`, each other than all others of both parts; each looks to the front. */
  readonly shapes: Voxels;
  /** Of each its class: a place in `FURNITURE_CLASSES`; all as often, one after another. */
  readonly labels: Uint8Array;
}

/** Random numbers that a piece takes at most. */
const NUMBERS = 16;
/** There are only so many tables of 16 cells: with too many asked for, new ones would not be found. */
const MAX_COUNT = 10_000;

/**
 * Furniture as 16×16×16 cubes, made by rules: chairs with backs of three kinds and with or without arms, tables on legs
 * or a pedestal, sofas, beds, shelves, lamps, all in many sizes.
 *
 * No piece occurs twice, so none that is held out is trained on; but rules are the same for both parts.
 *
 * @throws RangeError when a count is negative or they are more than 10,000 together
 */
export function makeFurniture({ train, test, seed }: FurnitureOptions): {
  readonly train: MadeFurniture;
  readonly test: MadeFurniture;
} {
  requireInteger('train', train, { min: 0, max: MAX_COUNT });
  requireInteger('test', test, { min: 0, max: MAX_COUNT - train });
  const pieces = distinctPieces(train + test, seed);
  const part = (start: number, end: number): MadeFurniture => {
    const data = new Uint8Array((end - start) * FURNITURE_SIZE ** 3);
    const labels = new Uint8Array(end - start);
    pieces.slice(start, end).forEach(({ cells, label }, i) => {
      data.set(cells, i * FURNITURE_SIZE ** 3);
      labels[i] = label;
    });
    const shape = [end - start, FURNITURE_SIZE, FURNITURE_SIZE, FURNITURE_SIZE] as const;
    return { shapes: { shape, data }, labels };
  };
  return { train: part(0, train), test: part(train, train + test) };
}

interface Piece {
  readonly cells: Uint8Array;
  readonly label: number;
}

function distinctPieces(count: number, seed: number): Piece[] {
  return makeDistinct({
    count,
    seed,
    numbers: NUMBERS,
    make(choices, place) {
      const label = place % FURNITURE_CLASSES.length;
      return { cells: buildPiece(FURNITURE_CLASSES[label], choices), label };
    },
    keyOf: ({ cells }) => Buffer.from(cells).toString('latin1'),
  });
}

function buildPiece(kind: FurnitureClass, choices: Choices): Uint8Array {
  const solid = new SolidBuilder(FURNITURE_SIZE);
  BUILDERS[kind](solid, choices);
  return solid.cells;
}

const BUILDERS: Readonly<Record<FurnitureClass, (solid: SolidBuilder, pick: Choices) => void>> = {
  chair(solid, pick) {
    const x = solid.middle(pick.integer(7, 10));
    const z = solid.middle(pick.integer(7, 10));
    const seat = pick.integer(4, 7);
    solid.legs({ x, y: [0, seat], z }, pick.integer(1, 2));
    solid.box({ x, y: [seat, seat + pick.integer(1, 2)], z });
    chairBack(solid, pick, { x, y: [seat, pick.integer(seat + 5, FURNITURE_SIZE)], z });
    if (!pick.happens(0.4)) return;
    const arm = seat + pick.integer(2, 4);
    for (const left of [x[0], x[1] - 1]) {
      solid.box({ x: [left, left + 1], y: [arm, arm + 1], z });
      solid.box({ x: [left, left + 1], y: [seat, arm], z: [z[1] - 1, z[1]] });
    }
  },
  table(solid, pick) {
    const [width, depth] = [pick.integer(10, 16), pick.integer(8, 16)];
    const [x, z] = [solid.middle(width), solid.middle(depth)];
    const top = pick.integer(6, 11);
    const [thickness, foot] = [pick.integer(1, 2), pick.integer(2, 4)];
    const isRound = pick.happens(0.35);
    if (isRound) solid.disc([top, top + thickness], [width / 2, depth / 2]);
    else solid.box({ x, y: [top, top + thickness], z });
    if (isRound || pick.happens(0.2)) {
      solid.disc([0, top], [1.5, 1.5]);
      solid.disc([0, 1], [foot, foot]);
    } else {
      solid.legs({ x, y: [0, top], z }, pick.integer(1, 2));
      if (pick.happens(0.3)) solid.box({ x, y: [foot, foot + 1], z }); // a board below
    }
  },
  sofa(solid, pick) {
    const x = solid.middle(pick.integer(13, 16));
    const z = [pick.integer(2, 4), pick.integer(10, 13)] as const;
    const seat = pick.integer(3, 5);
    solid.box({ x, y: [pick.integer(0, 1), seat], z });
    solid.box({ x, y: [1, seat + pick.integer(3, 5)], z: [z[0], z[0] + pick.integer(2, 3)] });
    const [arm, armWidth] = [seat + pick.integer(1, 3), pick.integer(1, 3)];
    solid.box({ x: [x[0], x[0] + armWidth], y: [0, arm], z });
    solid.box({ x: [x[1] - armWidth, x[1]], y: [0, arm], z });
    if (pick.happens(0.25)) solid.box({ x: [x[0], x[0] + 5], y: [0, seat], z: [z[0], 16] });
  },
  bed(solid, pick) {
    const x = solid.middle(pick.integer(7, 14));
    const z = solid.middle(pick.integer(14, 16));
    const [frame, mattress] = [pick.integer(1, 3), pick.integer(1, 3)];
    const y = [frame, frame + mattress] as const;
    solid.legs({ x, y: [0, frame], z }, pick.integer(1, 2));
    solid.box({ x, y, z });
    solid.box({ x, y: [0, y[1] + pick.integer(1, 5)], z: [z[0], z[0] + 1] }); // head
    if (pick.happens(0.5)) solid.box({ x, y: [0, y[1] + 1], z: [z[1] - 1, z[1]] }); // foot
    const inset = pick.integer(1, 2);
    const pillow = { x: [x[0] + inset, x[1] - inset], z: [z[0] + 1, z[0] + 4] } as const;
    if (pick.happens(0.7)) solid.box({ ...pillow, y: [y[1], y[1] + 1] });
  },
  cabinet(solid, pick) {
    const x = solid.middle(pick.integer(7, 15));
    const z = solid.middle(pick.integer(3, 7));
    const height = pick.integer(8, 16);
    solid.box({ x: [x[0], x[0] + 1], y: [0, height], z });
    solid.box({ x: [x[1] - 1, x[1]], y: [0, height], z });
    if (pick.happens(0.7)) solid.box({ x, y: [0, height], z: [z[0], z[0] + 1] }); // its back
    const [numBoards, raised] = [pick.integer(2, 5), pick.integer(0, 1)];
    for (let i = 0; i <= numBoards; i++) {
      const y = raised + Math.round((i * (height - 1 - raised)) / numBoards);
      solid.box({ x, y: [y, y + 1], z });
    }
    const closed = pick.integer(0, 2) * Math.floor(height / 3); // doors in front of the lower thirds
    solid.box({ x, y: [raised, closed], z: [z[1] - 1, z[1]] });
  },
  lamp(solid, pick) {
    const height = pick.integer(10, 16);
    const [foot, shade] = [pick.integer(4, 9) / 2, pick.integer(3, 6)];
    solid.disc([0, pick.integer(1, 2)], [foot, foot]);
    solid.disc([0, height], [1, 1]);
    const [lower, taper] = [pick.integer(5, 14) / 2, pick.integer(0, 7) / 10];
    for (let i = 0; i < shade; i++) {
      const radius = lower * (1 - (taper * i) / shade);
      solid.disc([height - shade + i, height - shade + i + 1], [radius, radius]);
    }
  },
};

/** Three kinds of a chair's back: full, with upright slats, with cross-bars. */
function chairBack(
  solid: SolidBuilder,
  pick: Choices,
  { x, y, z }: Parameters<SolidBuilder['box']>[0],
): void {
  const back = { y, z: [z[0], z[0] + 1] } as const;
  const kind = pick.integer(0, 2);
  if (kind === 0) solid.box({ ...back, x });
  if (kind === 1) {
    for (let left = x[0]; left < x[1]; left += 2) solid.box({ ...back, x: [left, left + 1] });
    solid.box({ ...back, x, y: [y[1] - 2, y[1]] });
  }
  if (kind === 2) {
    for (let bar = y[0] + 2; bar < y[1]; bar += 3) solid.box({ ...back, x, y: [bar, bar + 1] });
    for (const left of [x[0], x[1] - 1]) solid.box({ ...back, x: [left, left + 1] });
  }
}
