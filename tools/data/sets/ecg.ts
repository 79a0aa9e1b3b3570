import { unzipSync } from 'fflate';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { BEAT_CLASSES, ECG_SET, type HeartBeats, loadHeartBeats } from '../../../lib/data/ecg';
import { drawCurves } from '../curves';
import type { SetDefinition, SheetRow } from '../definition';
import { findPeaks } from '../heart-peaks';
import { readNpyUint16 } from '../npy';
import { spread } from '../spread';

/** Where the file has 0 mV. */
const ZERO = 1024;

/** An electrocardiogram. */
export const ecg: SetDefinition<'scipy'> = {
  set: ECG_SET,
  title: "Five minutes of a patient's electrocardiogram, and where its beats are",
  licences: ['BSD-3-Clause'],
  credit: [
    'Record 208 of the MIT-BIH Arrhythmia Database (Moody and Mark 2001), PhysioNet, ' +
      'https://doi.org/10.13026/C2F305, as SciPy ships it; copyright 2003-2019 SciPy Developers, BSD-3-Clause',
  ],
  packages: {
    scipy: {
      registry: 'Debian',
      name: 'python3-scipy',
      version: '1.10.1-2',
      sha256: '75175eb18aa9ef6424c69050a751335fe686c24b65bc1773d0769a74a21c869d',
    },
  },
  async build({ scipy }) {
    const path = join(scipy, 'usr/lib/python3/dist-packages/scipy/misc/ecg.dat');
    const { 'ecg.npy': file } = unzipSync(readFileSync(path));
    const record = Int16Array.from(readNpyUint16(file), (value) => value - ZERO);
    const peaks = Int32Array.from(findPeaks(record));
    return {
      arrays: {
        record: { shape: [record.length], data: record },
        peaks: { shape: [peaks.length], data: peaks },
      },
    };
  },
  sheet() {
    const { train, test } = loadHeartBeats();
    return [...beatRows('train', train, 4), ...beatRows('test', test, 2)];
  },
};

/** Rows of ten beats for each class. */
function beatRows(title: string, { signals, labels }: HeartBeats, numRows: number): SheetRow[] {
  return BEAT_CLASSES.flatMap((name, label) => {
    const places = [...labels.keys()].filter((i) => labels[i] === label);
    const shown = spread(numRows * 10, places.length).map((i) => places[i]);
    return Array.from({ length: numRows }, (_, row) => {
      const beats = shown.slice(10 * row, 10 * row + 10);
      const samples = beats.flatMap((i) => [...signals.subarray(128 * i, 128 * i + 128)]);
      return {
        title: `${title}, ${name}`,
        images: drawCurves(Float32Array.from(samples), 128, [-2, 3]),
      };
    });
  });
}
