import { join } from 'node:path';

import { PHOTOS_SET, loadPhotos } from '../../../lib/data/photos';
import type { SetDefinition } from '../definition';
import { GCOMPRIS, picturesOfActivity } from '../gcompris';
import { packPictures } from '../picture-arrays';
import { patchRows } from '../patch-rows';

/** Photographs that anybody may use for anything. */
export const photos: SetDefinition<'skimage' | 'gcompris'> = {
  set: PHOTOS_SET,
  title: 'Eleven photographs, to be cut into patches',
  licences: ['public domain', 'CC0-1.0'],
  credit: [
    'Astronaut (Eileen Collins) by NASA, rocket by SpaceX: public domain, from scikit-image',
    'Cat (Chelsea) by Stefan van der Walt, coffee by Rachel Michetti: CC0, from scikit-image',
    'Moose by Ryan Hagerty, US Fish and Wildlife Service, public domain, from GCompris and Wikimedia Commons',
    'Igloo by NOAA, solar panels by ENERGY.GOV, dam by László Szalai, windmill by G-Man, ' +
      'bucket by MarlonBSB: public domain, from GCompris and Wikimedia Commons',
    'Solar cooker by Fluffyarse: CC0, from GCompris and Wikimedia Commons',
  ],
  packages: {
    skimage: {
      registry: 'PyPI',
      name: 'scikit-image',
      version: '0.26.0',
      sha256: '74aa5518ccea28121f57a95374581d3b979839adc25bb03f289b1bc9b99c58af',
    },
    gcompris: GCOMPRIS,
  },
  async build({ skimage, gcompris }) {
    const inSkimage = (file: string) => join(skimage, 'skimage/data', file);
    const animal = picturesOfActivity(gcompris, 'explore_world_animals');
    const thing = picturesOfActivity(gcompris, 'categorization');
    return packPictures([
      { name: 'astronaut', file: inSkimage('astronaut.png') },
      { name: 'cat', file: inSkimage('chelsea.png') },
      { name: 'coffee', file: inSkimage('coffee.png') },
      { name: 'rocket', file: inSkimage('rocket.jpg') },
      { name: 'moose', file: animal('moose'), shrinkBy: 2 },
      { name: 'igloo', file: thing('igloo') },
      { name: 'solar-panels', file: thing('solar4') },
      { name: 'dam', file: thing('dam2') },
      { name: 'windmill', file: thing('windmill') },
      { name: 'bucket', file: thing('bucket') },
      { name: 'solar-cooker', file: thing('solar2') },
    ]);
  },
  sheet: () => patchRows(loadPhotos()),
};
