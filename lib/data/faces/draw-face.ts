import { rotationOf } from '../rendering/angles';
import { Canvas } from '../rendering/canvas';
import type { Face } from './face';
import { regionColours } from './face-colours';
import { glassesOf } from './glasses';
import { type HeadFrame, frameOf } from './head-frame';
import type { HeadModel } from './head-model';
import { brightnessOf, litColours } from '../rendering/light';
import { personWeights } from './person';
import { addShape, shapeOf } from '../rendering/shape-model';
import { normalsOf } from '../rendering/surface';
import { type View, project } from '../rendering/view';

/** How high the view is, in heights from the mouth to the top of the head, and how far down in it the eyes are. */
const [VIEW_HEIGHT, EYES] = [1.15, 0.44];
/** The head turns about a point so many metres behind the eyes. */
const AXIS = 0.08;
/** Of the glasses, 0 to 1 in each channel. */
const FRAME_COLOUR = 0.06;

/** Draws a face, `[size, size, 3]`: 0 to 255. */
export function drawFace(model: HeadModel, face: Face, size: number): Uint8Array {
  const positions = shapeOf(model, personWeights(face.person, model.features));
  const frame = frameOf(model, positions);
  if (face.expression !== 'neutral') {
    addShape(positions, model, [[face.expression, face.strength]]);
  }
  const canvas = new Canvas(size, 3);
  const view = viewOf(face, frame, canvas.side);
  fillBackground(canvas, face);
  drawHead(canvas, model, face, { positions, view });
  if (face.glasses) drawGlasses(canvas, frame, view);
  return canvas.pixels();
}

function viewOf({ yaw, pitch, roll }: Face, { middle, height }: HeadFrame, side: number): View {
  const [x, y, z] = middle;
  return {
    rotation: rotationOf(yaw, pitch, roll),
    pivot: [x, y, z - AXIS],
    place: [side / 2, side * EYES],
    scale: side / (VIEW_HEIGHT * height),
  };
}

function drawHead(
  canvas: Canvas,
  { triangles, parts, regions }: HeadModel,
  { person, lightAzimuth: azimuth, lightElevation: elevation }: Face,
  { positions, view }: { positions: Float32Array; view: View },
): void {
  const normals = normalsOf(positions, triangles);
  const brightness = brightnessOf(normals, view.rotation, { azimuth, elevation });
  const colours = litColours(brightness, regions, regionColours(person));
  const points = { ...project(positions, view), colours };
  canvas.draw(points, parts.head, 'front');
  const { hairStyle } = person;
  if (hairStyle === 'short' || hairStyle === 'long') canvas.draw(points, parts.shortHair, 'both');
  if (hairStyle === 'long') canvas.draw(points, parts.longHair, 'both');
}

function drawGlasses(canvas: Canvas, frame: HeadFrame, view: View): void {
  const { positions, triangles } = glassesOf(frame);
  const colours = new Float32Array(positions.length).fill(FRAME_COLOUR);
  canvas.draw({ ...project(positions, view), colours }, triangles, 'both');
}

/** A wall that is darker below. */
function fillBackground({ samples, side }: Canvas, { background }: Face): void {
  for (let i = 0; i < samples.length; i++) {
    const row = Math.floor(i / (3 * side));
    samples[i] = background[i % 3] * (1.1 - (0.3 * row) / side);
  }
}
