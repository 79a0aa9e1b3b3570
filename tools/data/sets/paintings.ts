import { PAINTINGS_SET, loadPaintings } from '../../../lib/data/paintings';
import type { SetDefinition } from '../definition';
import { GCOMPRIS, picturesOfActivity } from '../gcompris';
import { patchRows } from '../patch-rows';
import { packPictures } from '../picture-arrays';

/** Names of the paintings' files in the package. */
const FILES = {
  'pere-tanguy': 'PortraitOfPereTanguy',
  'night-cafe': 'Van_Gogh_The_Night_Cafe',
  'church-at-auvers': 'Eglise_dAuvers-sur-Oise',
  'langlois-bridge': 'VincentVanGoghBridge',
  'entrance-hall-of-saint-paul': 'VincentVanGogh0012',
  'painter-on-his-way-to-work': 'VincentVanGogh0013',
  'cafe-terrace-at-night': 'Gogh4',
  harvest: 'VincentVanGogh0019',
};

/** Pixels at the borders, where some reproductions show the frame. */
const MARGIN = 6;

/** Van Gogh's paintings. The package's copyright file names its whole folder GPL-3, photographs of others included. */
export const paintings: SetDefinition<'gcompris'> = {
  set: PAINTINGS_SET,
  title: 'Eight paintings by Vincent van Gogh, to be cut into patches',
  licences: ['public domain'],
  credit: [
    'Vincent van Gogh, 1887 to 1890, public domain; faithful reproductions from GCompris and Wikimedia Commons',
  ],
  packages: { gcompris: GCOMPRIS },
  async build({ gcompris }) {
    const picture = picturesOfActivity(gcompris, 'details');
    return packPictures(
      Object.entries(FILES).map(([name, file]) => ({
        name,
        file: picture(`${file}_background`),
        margin: MARGIN,
      })),
    );
  },
  sheet: () => patchRows(loadPaintings()),
};
