import assert from 'node:assert/strict';

import { rotationOf } from '../../../lib/data/rendering/angles';
import { brightnessOf, litColours } from '../../../lib/data/rendering/light';

const FRONT = Float32Array.of(0, 0, 1);

describe('brightnessOf', () => {
  const lit = (normal: Float32Array, yaw: number, azimuth: number, elevation = 0) =>
    brightnessOf(normal, rotationOf(yaw, 0, 0), { azimuth, elevation })[0];

  it('is most where the surface looks to the lamp and to the viewer', () => {
    assert.ok(Math.abs(lit(FRONT, 0, 0) - (0.26 + 0.1 + 0.7)) < 1e-6);
  });

  it('is least where it looks away from both', () => {
    assert.ok(Math.abs(lit(FRONT, 180, 0) - 0.26) < 1e-6);
  });

  it('leaves the lamp where it is when the thing turns', () => {
    const turned = lit(FRONT, 60, 60); // the front looks to the lamp, at 60° to the viewer
    assert.ok(Math.abs(turned - (0.26 + 0.1 * 0.5 + 0.7)) < 1e-6);
  });

  it('comes from above with the elevation', () => {
    const top = Float32Array.of(0, 1, 0);
    assert.ok(Math.abs(lit(top, 0, 0, 90) - (0.26 + 0.7)) < 1e-6);
  });
});

describe('litColours', () => {
  it("is the region's colour times the brightness, at most 1", () => {
    const colours = [
      [0.5, 0.25],
      [1, 0.8],
    ];
    const lit = litColours(Float32Array.of(0.5, 1.2), Uint8Array.of(0, 1), colours);
    assert.deepEqual([...lit], [0.25, 0.125, 1, 0.8 * Math.fround(1.2)].map(Math.fround));
  });
});
