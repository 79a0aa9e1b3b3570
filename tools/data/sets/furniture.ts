import {
  FURNITURE_CLASSES,
  FURNITURE_SET,
  FURNITURE_SIZE,
  type Furniture,
  type FurnitureClass,
  loadFurniture,
} from '../../../lib/data/furniture';
import { makeFurniture } from '../../../lib/data/procedural-furniture';
import { voxelise } from '../../../lib/data/voxelise';
import { packBits, pickVoxels } from '../../../lib/data/voxels';
import type { SetDefinition, SheetRow } from '../definition';
import { familiesOf, overlapOf } from '../families';
import { drawSolids } from '../solids';
import { spread } from '../spread';
import { type Model, libraryPath, readModels } from '../sweet-home';

const LIBRARIES = ['BlendSwap-CC-0', 'BlendSwap-CC-BY', 'KatorLegaz', 'Scopia'];

/** How the models of each class are called; the first that fits counts. */
const NAMES: Readonly<Record<FurnitureClass, RegExp>> = {
  lamp: /\blamp(post)?\b|lantern/i,
  sofa: /\b(sofa|couch)\b/i,
  chair: /chair|\bstool\b|\bbench\b/i,
  bed: /\bbed\b/i,
  table: /\b(table|desk)\b/i,
  cabinet: /cabinet|shelves|cupboard|wardrobe|bookcase|\bchest\b|dresser/i,
};

/** What is called alike but is none. */
const NONE = /wheelchair|abdominal|workbench|table fan|tennis bat|freezer/i;

/** Share of the cells in common, of those that either has, from which on two shapes are of one family. */
const ALIKE = 0.9;

/** Pieces of furniture as cubes. */
export const furniture: SetDefinition<'sweetHome'> = {
  set: FURNITURE_SET,
  title: 'Furniture as 16×16×16 cubes, in six classes',
  licences: ['CC0-1.0', 'CC-BY-3.0'],
  credit: [
    'Models for Sweet Home 3D, made cubes of; from Blend Swap under CC0 by Absfrm, Argonius, ' +
      'Ashaihullin, BigMouse, BlendSwap, Blend Swap, CerFriBar, Cocoblendy, ColdShiverGames, ' +
      'Cris1983, Daniliescudsg, Doug C, Dreadbwai, exL, Gnanasaireddy, Ingoenius, jclevet.net, ' +
      'Jeff2207, Jeffie, JeffJeffer, JoelEapen, Jviersalas, Karagez, Mahmood, Megeon, Michtek, ' +
      'Mindfront, Mitch37, MZiemys, Nhumrod, Niebieski, Niuskir, Razi, Redsymbzone, Semhustej, ' +
      'Simonrepp, Sizzler, Starkblend, SVAFnemesis, TowerCG, Ulanbek, Vladoffsky, Wiresoulstudio',
    'From Blend Swap under CC BY 3.0 by 3dModeling, Aymanslman, Bheema, Bloknayrb, Bulgakov, ' +
      'Cezar, Cisco336, Dalenryder, Derte21, Elhzar, Fabbyone & eTeks, Gerardbelnder, Giovagiova,' +
      ' Gyrocam, Hilux, Hsdevys, Jay-Artist, Jay-Artist & eTeks, MatBot, NabHlEsCK & eTeks, ' +
      'Nikitron, Nmn9, North.star, Radio hate, Richu, SirOccor, SirOccor & eTeks, Sizzler, ' +
      'TreyClaine, TripleJ, Voodoc',
    'Kator Legaz (Andrew Kator and Jennifer Legaz), CC BY 3.0',
    'Scopia Visual Interfaces Systems, CC BY 3.0',
  ],
  packages: {
    sweetHome: {
      registry: 'Debian',
      name: 'sweethome3d-furniture',
      version: '1.8-1',
      sha256: '3ccb90c63f9525e887a767b9cd5c8b6933b8b6b2973a615a5359ee68a2118668',
    },
  },
  async build({ sweetHome }) {
    const models = LIBRARIES.flatMap((name) => readModels(libraryPath(sweetHome, name)));
    const pieces = models.flatMap((model) => {
      const label = classOf(model);
      return label === undefined ? [] : [{ model, label }];
    });
    requireCredit(pieces.map(({ model }) => model));
    const solids = pieces.map(({ model }) => voxelise(model.mesh(), model.size, FURNITURE_SIZE));
    const bits = solids.map(packBits);
    const count = pieces.length;
    const families = familiesOf(count, (i, j) => overlapOf(solids[i], solids[j]) >= ALIKE);
    return {
      arrays: {
        bits: { shape: [count, bits[0].length], data: Uint8Array.from(Buffer.concat(bits)) },
        labels: { shape: [count], data: Uint8Array.from(pieces, ({ label }) => label) },
        families: { shape: [count], data: families },
      },
      texts: { names: pieces.map(({ model }) => model.name) },
    };
  },
  sheet() {
    const { train, test } = loadFurniture();
    const made = makeFurniture({ train: 48, test: 0, seed: 1 }).train;
    return [
      ...solidRows('train', train, 5),
      ...solidRows('test', test, 2),
      ...solidRows('made by rules', made, 2),
    ];
  },
};

function classOf({ name }: Model): number | undefined {
  if (NONE.test(name)) return undefined;
  const found = Object.entries(NAMES).find(([, pattern]) => pattern.test(name));
  return found && FURNITURE_CLASSES.indexOf(found[0] as FurnitureClass); // a key of NAMES
}

/** Every maker is named. */
function requireCredit(models: readonly Model[]): void {
  const credit = furniture.credit.join('\n');
  const unnamed = models.map(({ creator }) => creator).filter((maker) => !credit.includes(maker));
  if (unnamed.length === 0) return;
  throw new Error(`expected the credit to name ${[...new Set(unnamed)].sort().join(', ')}`);
}

function solidRows(
  title: string,
  { shapes }: Pick<Furniture, 'shapes'>,
  numRows: number,
): SheetRow[] {
  const places = spread(numRows * 24, shapes.shape[0]);
  return Array.from({ length: numRows }, (_, row) => ({
    title,
    images: drawSolids(pickVoxels(shapes, places.slice(row * 24, (row + 1) * 24))),
  }));
}
