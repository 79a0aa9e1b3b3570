import assert from 'node:assert/strict';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Picture } from '../../lib/figures';
import { decodePng } from './picture-pixels';

const FOLDER = join(__dirname, 'snapshots');

/**
 * Compares a picture with the stored one of this name. Another version of cairo or of its font engine moves edges a little, so
 * up to 2 % of the pixels may differ by more than 48 of 255. A picture that differs is written beside as `-changed.png`: look at
 * it, and if it is right, put it in the place of the old one, or of the missing one.
 */
export function assertSnapshot(name: string, picture: Picture): void {
  const file = join(FOLDER, `${name}.png`);
  const changed = join(FOLDER, `${name}-changed.png`);
  rmSync(changed, { force: true });
  const share = existsSync(file) ? differingShare(readFileSync(file), picture.data) : 1;
  if (share > 0.02) writeFileSync(changed, picture.data);
  assert.ok(
    share <= 0.02,
    `${(share * 100).toFixed(1)} % of the pixels differ from the stored picture: look at ${changed}`,
  );
}

/** Share of pixels that differ; 1 when the sizes do. */
export function differingShare(stored: Buffer, now: Buffer): number {
  const [a, b] = [decodePng(stored), decodePng(now)];
  if (a.width !== b.width || a.height !== b.height) return 1;
  let count = 0;
  for (let i = 0; i < a.rgba.length; i += 4) {
    if ([0, 1, 2].some((k) => Math.abs(a.rgba[i + k] - b.rgba[i + k]) > 48)) count++;
  }
  return count / (a.rgba.length / 4);
}
