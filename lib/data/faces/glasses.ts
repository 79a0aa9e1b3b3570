import { sineAndCosine } from '../rendering/angles';

/** Glasses as triangles, in the head's coordinates. */
export interface Glasses {
  readonly positions: Float32Array;
  readonly triangles: Uint16Array;
}

/** Where the glasses sit, in metres. */
export interface GlassesFit {
  /** The middle between the eyes, on their surface. */
  readonly middle: readonly [number, number, number];
  /** From there to the middle of an eye. */
  readonly eye: number;
  /** From the middle to the side of the head. */
  readonly side: number;
}

/** Metres: from the eyes to the glasses, to the ears, and how thick the frame is. */
const [AHEAD, BEHIND, THICK] = [0.013, 0.095, 0.007];
/** Corners of each rim. */
const CORNERS = 20;

/** A frame of two rims, a bridge and two arms. */
export function glassesOf({ middle: [x, y, z], eye, side }: GlassesFit): Glasses {
  const positions: number[] = [];
  const triangles: number[] = [];
  const point = (px: number, py: number, pz: number): number => positions.push(px, py, pz) / 3 - 1;
  const quad = (a: number, b: number, c: number, d: number) => triangles.push(a, b, c, a, c, d);
  const front = z + AHEAD;
  const [width, height] = [eye * 0.8, eye * 0.66];
  for (const direction of [-1, 1]) {
    const ring = Array.from({ length: CORNERS }, (_, i) => {
      const [u, v] = squareCircle(i / CORNERS);
      const inner = point(x + direction * eye + u * width, y + v * height, front);
      const [a, b] = [width + THICK, height + THICK];
      return [inner, point(x + direction * eye + u * a, y + v * b, front)];
    });
    ring.forEach(([inner, outer], i) => {
      const [nextInner, nextOuter] = ring[(i + 1) % CORNERS];
      quad(inner, outer, nextOuter, nextInner);
    });
    const outside = eye + width + THICK;
    const [low, high] = [y + height * 0.3, y + height * 0.3 + THICK];
    quad(
      point(x + direction * outside, low, front),
      point(x + direction * outside, high, front),
      point(x + direction * side, high, z - BEHIND),
      point(x + direction * side, low, z - BEHIND),
    );
  }
  const [inside, low] = [eye - width, y + height * 0.2];
  quad(
    point(x - inside, low, front),
    point(x + inside, low, front),
    point(x + inside, low + THICK, front),
    point(x - inside, low + THICK, front),
  );
  return { positions: Float32Array.from(positions), triangles: Uint16Array.from(triangles) };
}

/** A point of a circle, pushed towards the corners of the square around it. */
function squareCircle(turn: number): readonly [number, number] {
  const [v, u] = sineAndCosine(360 * turn);
  const longest = Math.max(Math.abs(u), Math.abs(v));
  const push = 0.5 + 0.5 / longest; // half way out
  return [u * push, v * push];
}
