import type { ByteImages } from '../images';
import { STAGE, type StageView, drawPoses } from '../motion/figures';
import { rotationOf } from '../rendering/angles';
import { Canvas } from '../rendering/canvas';
import { brightnessOf, litColours } from '../rendering/light';
import { shapeOf } from '../rendering/shape-model';
import { normalsOf } from '../rendering/surface';
import { project } from '../rendering/view';
import { type BodyModel, bodyModel } from './body-model';
import { type Build, buildWeights } from './build';
import { poseBody } from './pose-body';

/** Brightness of the suit and of the skin in full light, 0 to 1, in the order of `BODY_PARTS`. */
const TONES = [[0.72], [0.95]];
const LAMP = { azimuth: 25, elevation: 32 };

/**
 * Draws poses as those of a body of this build, shaded.
 *
 * @param poses `[count, 43]`
 * @returns `[count, size, size, 1]`, on black, seen just as `drawFigures` shows the skeleton
 * @throws RangeError when the size is not an integer of at least 1
 */
export function drawBodies(build: Build, poses: Float32Array, view: StageView): ByteImages {
  const model = bodyModel();
  const atRest = shapeOf(model, buildWeights(build));
  return drawPoses(poses, view, (skeleton) =>
    drawBody(model, poseBody(model, atRest, skeleton), view),
  );
}

function drawBody(
  { triangles, regions }: BodyModel,
  positions: Float32Array,
  { azimuth, size }: StageView,
): Uint8Array {
  const canvas = new Canvas(size, 1);
  const rotation = rotationOf(azimuth, 0, 0);
  const brightness = brightnessOf(normalsOf(positions, triangles), rotation, LAMP);
  const points = project(positions, {
    rotation,
    pivot: [0, 0, 0],
    place: [canvas.side / 2, canvas.side * (1 - STAGE.floor)],
    scale: canvas.side / STAGE.metres,
  });
  canvas.draw({ ...points, colours: litColours(brightness, regions, TONES) }, triangles, 'front');
  return canvas.pixels();
}
