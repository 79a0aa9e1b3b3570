import { type SetIdentity, readSet } from '../set-file';
import { type ShapeModel, readShapeModel, trianglesOfPart } from '../rendering/shape-model';

/** The file of {@link loadHeadModel}. */
export const HEAD_SET: SetIdentity = { name: 'head', version: '1' };

/** What a point of the head lies on, which decides its colour. */
export const HEAD_REGIONS = [
  ...([
    'skin',
    'scalp',
    'brow',
    'lip',
    'mouth',
    'white',
    'iris',
    'pupil',
    'teeth',
    'hair',
  ] as const),
] as const;
export type HeadRegion = (typeof HEAD_REGIONS)[number];

/** What a triangle of the head belongs to: to the head itself, or to hair that some wear. */
export const HEAD_PARTS = ['head', 'shortHair', 'longHair'] as const;

/** A head that takes the shapes of many people and their expressions. */
export interface HeadModel extends ShapeModel {
  /** The triangles of each part. */
  readonly parts: Readonly<Record<(typeof HEAD_PARTS)[number], Uint16Array>>;
  /** Of each point its region: a place in {@link HEAD_REGIONS}. */
  readonly regions: Uint8Array;
  /** Places of the points of each region. */
  readonly placesIn: Readonly<Record<HeadRegion, readonly number[]>>;
  /** Names of the features, in each of which people differ: targets `NAME-less` and `NAME-more`. */
  readonly features: readonly string[];
}

/**
 * The head that faces are made of: MakeHuman's, CC0.
 *
 * @throws Error naming the file, what was found and what to do
 */
export function loadHeadModel(path?: string): HeadModel {
  const file = readSet(HEAD_SET, path);
  const model = readShapeModel(file);
  const regions = file.array('regions', 'uint8', 1).data;
  const placesIn = HEAD_REGIONS.map((name, region) => {
    const places = [...regions.keys()].filter((place) => regions[place] === region);
    return [name, places] as const;
  });
  const features = [...model.targets.keys()]
    .filter((name) => name.endsWith('-less'))
    .map((name) => name.slice(0, -'-less'.length));
  const [head, shortHair, longHair] = HEAD_PARTS.map((_, i) => trianglesOfPart(file, model, i));
  return {
    ...{ ...model, regions, features, parts: { head, shortHair, longHair } },
    placesIn: Object.fromEntries(placesIn) as Record<HeadRegion, number[]>, // every region has an entry
  };
}

let model: HeadModel | undefined;

/** The head model, read at first use: that takes as long as drawing twenty faces. */
export const headModel = (): HeadModel => (model ??= loadHeadModel());
