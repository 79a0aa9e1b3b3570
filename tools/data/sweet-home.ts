import { unzipSync } from 'fflate';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Mesh, Size } from '../../lib/data/voxelise';
import { type Rotation, fitIntoBox, parseObj } from './mesh';

/** A model in a library of Sweet Home 3D. */
export interface Model {
  readonly name: string;
  /** Who made it. */
  readonly creator: string;
  /** Widths in centimetres: from left to right, from the floor up, from back to front. */
  readonly size: Size;
  /** Its mesh in a box of this size, looking to the front. */
  mesh(): Mesh;
}

/** What the catalogue says of a model, as far as it is used. */
type Entry = Partial<Record<string, string>>;

const NO_TURN = '1 0 0 0 1 0 0 0 1';

/** The models of a library: a ZIP file (.sh3f) with a catalogue and OBJ files. */
export function readModels(path: string): Model[] {
  const bytes = readFileSync(path);
  const read = (name: string): string => {
    const found = unzipSync(bytes, { filter: (file) => file.name === name })[name];
    if (!found) throw new Error(`${path}: expected a file ${name}, but there is none`);
    return Buffer.from(found).toString('latin1');
  };
  return entriesOf(read('PluginFurnitureCatalog.properties')).map((entry) => {
    const field = (name: string): string => {
      const value = entry[name];
      if (value === undefined) throw new Error(`${path}: a model without ${name}`);
      return value;
    };
    const size: Size = [Number(field('width')), Number(field('height')), Number(field('depth'))];
    const turn: Rotation = (entry.modelRotation ?? NO_TURN).trim().split(/\s+/).map(Number);
    const file = field('model').replace(/^\//, '');
    return {
      name: field('name'),
      creator: field('creator'),
      size,
      mesh: () => fitIntoBox(parseObj(read(file)), turn, size),
    };
  });
}

/** The numbered entries of a catalogue: lines such as `name#3=Chair`. */
function entriesOf(text: string): Entry[] {
  const entries = new Map<string, Entry>();
  for (const line of text.split(/\r?\n/)) {
    const match = /^(\w+)#(\d+)=(.*)$/.exec(line);
    if (!match) continue;
    const [, name, number, value] = match;
    entries.set(number, { ...entries.get(number), [name]: value });
  }
  return [...entries.values()].filter((entry) => 'model' in entry);
}

/** Where the Debian package keeps its libraries. */
export const libraryPath = (folder: string, name: string): string =>
  join(folder, 'usr/share/sweethome3d/furniture', `${name}.sh3f`);
