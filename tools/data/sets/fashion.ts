import { join } from 'node:path';

import {
  CLOTHES,
  FASHION_SET,
  FASHION_SHADES,
  type Fashion,
  loadFashion,
} from '../../../lib/data/fashion';
import { type ByteImages, pickImages } from '../../../lib/data/images';
import { readIdx } from '../../../lib/data/idx';
import type { NumberArray } from '../../../lib/safetensors-format';
import type { SetDefinition, SheetRow } from '../definition';
import { spread } from '../spread';

/** Pictures of each kind, of 6,000 and of 1,000. */
const COUNTS = { train: 300, test: 200 } as const;
/** What Fashion-MNIST calls its parts. */
const NAMES = { train: 'train', test: 't10k' } as const;

/** Articles of clothing. */
export const fashion: SetDefinition<'fashion'> = {
  set: FASHION_SET,
  title: 'Articles of clothing, a part of Fashion-MNIST',
  licences: ['MIT'],
  credit: [
    'Fashion-MNIST, copyright 2017 Zalando SE, MIT, a part of its images in 32 shades of grey',
  ],
  packages: {
    fashion: {
      registry: 'Debian',
      name: 'dataset-fashion-mnist',
      version: '0.0~git20200523.55506a9-1',
      sha256: '39e172fe32dd318ebb3e512220c3beea2fa47d7e20bab348fb4e0922d6beefc0',
    },
  },
  build({ fashion: folder }) {
    const arrays: Record<string, NumberArray> = {};
    for (const part of ['train', 'test'] as const) {
      const read = (name: string) =>
        readIdx(
          join(folder, 'usr/share/datasets/fashion-mnist', `${NAMES[part]}-${name}-ubyte.gz`),
        );
      const [{ data, shape }, labels] = [read('images-idx3'), read('labels-idx1').data];
      const places = placesOf(labels, COUNTS[part]);
      const [count, height, width] = shape;
      const picked = pickImages({ shape: [count, height, width, 1], data }, places);
      arrays[`${part}.images`] = { shape: [places.length, height, width], data: shadesOf(picked) };
      arrays[`${part}.labels`] = {
        shape: [places.length],
        data: Uint8Array.from(places, (place) => labels[place]),
      };
    }
    return Promise.resolve({ arrays });
  },
  sheet() {
    const { train, test } = loadFashion();
    return [...rowsOf('train', train), ...rowsOf('test', test)];
  },
};

/** So many places of each label, spread evenly, in the order of the file. */
function placesOf(labels: Uint8Array, count: number): number[] {
  const places = CLOTHES.flatMap((_, label) => {
    const own = [...labels.keys()].filter((i) => labels[i] === label);
    return spread(count, own.length).map((i) => own[i]);
  });
  return places.sort((a, b) => a - b);
}

const shadesOf = ({ data }: ByteImages): Uint8Array =>
  Uint8Array.from(data, (value) => Math.round((value / 255) * (FASHION_SHADES - 1)));

/** A row of twenty for each kind. */
function rowsOf(title: string, { images, labels }: Fashion): SheetRow[] {
  return CLOTHES.map((name, label) => {
    const own = [...labels.keys()].filter((i) => labels[i] === label);
    const shown = spread(20, own.length).map((i) => own[i]);
    return { title: `${title}, ${name}`, images: pickImages(images, shown) };
  });
}
