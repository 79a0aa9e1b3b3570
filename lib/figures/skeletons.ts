import type { CanvasRenderingContext2D } from 'canvas';

import type { tf } from '../backend';
import { requireInteger, requirePositive } from '../check';
import { encodeFilm } from './film-encoder';
import { type LegendEntry, drawLegend, legendHeight } from './legend';
import { COLOURS, FRAME } from './palette';
import { drawEach, openPanels } from './panels';
import { type Picture, chartPicture } from './picture';

/** Bones of one colour, such as those of the left side. */
export interface Limb {
  /** In the legend; limbs of one name have one colour. */
  readonly name: string;
  /** Pairs of joints, by their places in a pose. */
  readonly bones: readonly (readonly [from: number, to: number])[];
}

/** How to draw stick figures. */
export interface SkeletonOptions {
  /** What the picture shows, for those who cannot see it. */
  readonly alt: string;
  /** 1 to 6. */
  readonly limbs: readonly Limb[];
  /** A joint that gets a head. Default: none. */
  readonly head?: number;
  /** Above each figure. Default: none. */
  readonly names?: readonly string[];
  /** Below each figure. Default: none. */
  readonly captions?: readonly string[];
  /** Figures in a row, an integer. Default: at most 8. */
  readonly columns?: number;
  /** Height of a figure's place, in CSS pixels. Default 110. */
  readonly size?: number;
  /** Of poses in space: where the eye is, in degrees: 0 is in front, 90 to its right. Default 0. */
  readonly azimuth?: number;
}

/** How to play motions. */
export interface MotionOptions extends SkeletonOptions {
  /** Milliseconds a pose is shown. Default 80. */
  readonly delayMs?: number;
}

/** Places of a pose's joints seen from the eye: to the right, up, and towards it. */
type Pose = readonly (readonly [right: number, up: number, near: number])[];

/** What all figures share, so that they can be compared. */
interface View {
  /** CSS pixels to a unit of the poses. */
  readonly scale: number;
  /** Height of the floor, in the poses' units: that of the lowest joint of all. */
  readonly floor: number;
  readonly width: number;
  readonly height: number;
}

/** CSS pixels around a figure, and of a line. */
const [MARGIN, LINE] = [8, 3];
/** Of the head, as part of the figures' height. */
const HEAD = 0.06;

/**
 * Stick figures side by side, all at one scale on one floor, each in the middle of its place; limbs in colours, nearer
 * ones on top.
 *
 * @param poses `[count, joints, 2 or 3]`: to the right, up, and in space towards the front; stays the caller's
 * @throws RangeError when the shape is another, there is none, a number is not finite, a bone leads to a joint that
 *   there is not, words are not as many, an option is out of its range, or the picture would be too large
 */
export function drawSkeletons(poses: tf.Tensor3D, options: SkeletonOptions): Picture {
  const figures = posesOf(poses, options);
  return chartPicture(drawFigures(figures, viewOf(figures, options), options), options.alt);
}

/**
 * Motions side by side as one GIF that plays for ever: {@link drawSkeletons} of each moment. The eye goes along with
 * each figure.
 *
 * @param motions `[count, frames, joints, 2 or 3]`; stays the caller's
 * @throws RangeError as drawSkeletons
 */
export async function drawMotion(motions: tf.Tensor4D, options: MotionOptions): Promise<Picture> {
  const { delayMs = 80, alt } = options;
  requirePositive('delayMs', delayMs);
  if (motions.rank !== 4) {
    throw new RangeError(
      `expected motions of shape [count, frames, joints, 2 or 3], but got [${motions.shape.join(', ')}]`,
    );
  }
  const [count, numFrames, numJoints, numAxes] = motions.shape;
  const flat: tf.Tensor3D = motions.reshape([count * numFrames, numJoints, numAxes]);
  const poses = posesOf(flat, options);
  flat.dispose();
  const view = viewOf(poses, options);
  const frames = Array.from({ length: numFrames }, (_, frame) => {
    const now = Array.from({ length: count }, (_, i) => poses[i * numFrames + frame]);
    return drawFigures(now, view, options);
  });
  return encodeFilm(frames, { delayMs, lastDelayMs: delayMs, numColours: 24, tolerance: 0, alt });
}

function posesOf(poses: tf.Tensor3D, { limbs, head, azimuth = 0 }: SkeletonOptions): Pose[] {
  const [count, numJoints, numAxes] = poses.shape;
  if (poses.rank !== 3 || count === 0 || (numAxes !== 2 && numAxes !== 3)) {
    throw new RangeError(
      `expected poses of shape [count, joints, 2 or 3], but got [${poses.shape.join(', ')}]`,
    );
  }
  requireJoints(limbs, head, numJoints);
  const places = poses.dataSync();
  const wrong = places.find((place) => !Number.isFinite(place));
  if (wrong !== undefined) throw new RangeError(`expected finite places, but got ${wrong}`);
  const [sin, cos] = [Math.sin, Math.cos].map((part) => part((azimuth * Math.PI) / 180));
  return Array.from({ length: count }, (_, pose) =>
    Array.from({ length: numJoints }, (_, joint) => {
      const at = (pose * numJoints + joint) * numAxes;
      const [x, y, z] = [places[at], places[at + 1], numAxes === 3 ? places[at + 2] : 0];
      return [x * cos - z * sin, y, z * cos + x * sin] as const;
    }),
  );
}

function requireJoints(limbs: readonly Limb[], head: number | undefined, numJoints: number): void {
  const names = new Set(limbs.map(({ name }) => name));
  if (names.size === 0 || names.size > COLOURS.length) {
    throw new RangeError(`expected 1 to ${COLOURS.length} limbs, but got ${names.size}`);
  }
  const joints = [
    ...limbs.flatMap(({ bones }) => bones.flat()),
    ...(head === undefined ? [] : [head]),
  ];
  joints.forEach((joint) => requireInteger('a joint', joint, { min: 0, max: numJoints - 1 }));
}

/** A scale at which the largest figure fits. */
function viewOf(poses: readonly Pose[], { size = 110, head }: SkeletonOptions): View {
  requirePositive('size', size);
  const ups = poses.flatMap((pose) => pose.map(([, up]) => up));
  const [floor, top] = [lowest(ups), highest(ups)];
  const scale = (size - 2 * MARGIN) / ((top - floor) * (head === undefined ? 1 : 1 + HEAD) || 1);
  const reach = highest(
    poses.map((pose) => highest(pose.map(([right]) => Math.abs(right - middleOf(pose))))),
  );
  return { scale, floor, width: 2 * Math.ceil(reach * scale + MARGIN), height: size };
}

function drawFigures(poses: readonly Pose[], view: View, options: SkeletonOptions) {
  const { limbs, names, captions, columns = Math.min(8, poses.length) } = options;
  const { width, height } = view;
  const legend = legendOf(limbs);
  const across = Math.max(MIN_LEGEND, Math.min(columns, poses.length) * width);
  const head = legendHeight(legend, across);
  const panels = openPanels({
    ...{ count: poses.length, columns, width, height, names, captions, head },
    minWidth: legend.length > 0 ? across : 0,
  });
  drawLegend(panels.context, legend, { left: panels.places[0].left, top: 6, width: across });
  drawEach(panels, (context, i) => drawFigure(context, poses[i], view, options));
  return panels.context.canvas;
}

/** CSS pixels that the legend may take even where the figures are narrower. */
const MIN_LEGEND = 200;

/** Lines in the limbs' colours; one limb alone has no legend. */
function legendOf(limbs: readonly Limb[]): LegendEntry[] {
  const names = [...new Set(limbs.map(({ name }) => name))];
  if (names.length === 1) return [];
  return names.map((name) => ({
    name,
    draw: (context, size) => {
      context.fillStyle = colourOf(name, limbs);
      context.fillRect(0, size / 2 - LINE / 2, size, LINE);
    },
  }));
}

function colourOf(name: string, limbs: readonly Limb[]): string {
  return COLOURS[[...new Set(limbs.map((limb) => limb.name))].indexOf(name)];
}

function drawFigure(
  context: CanvasRenderingContext2D,
  pose: Pose,
  { scale, floor, width, height }: View,
  { limbs, head }: SkeletonOptions,
): void {
  const middle = middleOf(pose);
  const toPanel = ([right, up]: Pose[number]): [number, number] => [
    width / 2 + (right - middle) * scale,
    height - MARGIN - (up - floor) * scale,
  ];
  context.fillStyle = FRAME;
  context.fillRect(0, height - MARGIN + LINE / 2, width, 1);
  context.lineWidth = LINE;
  context.lineCap = 'round';
  const bones = limbs.flatMap(({ name, bones: pairs }) =>
    pairs.map(([from, to]) => ({ ends: [pose[from], pose[to]], colour: colourOf(name, limbs) })),
  );
  const nearness = ({ ends }: (typeof bones)[number]) => ends[0][2] + ends[1][2];
  for (const { ends, colour } of bones.sort((a, b) => nearness(a) - nearness(b))) {
    context.strokeStyle = colour;
    context.beginPath();
    ends.forEach((end) => context.lineTo(...toPanel(end)));
    context.stroke();
  }
  if (head === undefined) return;
  context.fillStyle = COLOURS[COLOURS.length - 1];
  context.beginPath();
  context.arc(...toPanel(pose[head]), HEAD * (height - 2 * MARGIN), 0, 2 * Math.PI);
  context.fill();
}

/** Halfway between the joints farthest to the left and to the right. */
function middleOf(pose: Pose): number {
  const rights = pose.map(([right]) => right);
  return (lowest(rights) + highest(rights)) / 2;
}

const lowest = (values: readonly number[]) => values.reduce((a, b) => Math.min(a, b), Infinity);
const highest = (values: readonly number[]) => values.reduce((a, b) => Math.max(a, b), -Infinity);
