import assert from 'node:assert/strict';

import { readNifti } from '../../../tools/data/nifti';
import { readNpyUint16 } from '../../../tools/data/npy';

describe('readNpyUint16', () => {
  const file = (header: string, numbers: readonly number[]) => {
    const start = Buffer.concat([
      Buffer.from('\x93NUMPY\x01\x00', 'latin1'),
      Buffer.from([header.length, 0]),
    ]);
    return Buffer.concat([
      start,
      Buffer.from(header),
      Buffer.from(Uint16Array.from(numbers).buffer),
    ]);
  };

  it('reads the numbers after the header', () => {
    const header = "{'descr': '<u2', 'fortran_order': False, 'shape': (3,), }\n";
    assert.deepEqual([...readNpyUint16(file(header, [1, 515, 65535]))], [1, 515, 65535]);
  });

  it('throws on other kinds', () => {
    const header = "{'descr': '<f8', 'fortran_order': False, 'shape': (3,), }\n";
    assert.throws(() => readNpyUint16(file(header, [1])), /unsigned 16-bit integers, but got .*f8/);
  });
});

describe('readNifti', () => {
  function file(kind: number): Buffer {
    const header = Buffer.alloc(352);
    [2, 3, 1].forEach((size, i) => header.writeInt16LE(size, 42 + 2 * i));
    header.writeInt16LE(kind, 70);
    header.writeFloatLE(352, 108);
    [-90, -125, -71].forEach((origin, i) => {
      header.writeFloatLE(1, 280 + 16 * i + 4 * i);
      header.writeFloatLE(origin, 280 + 16 * i + 12);
    });
    return Buffer.concat([header, Buffer.from([1, 2, 3, 4, 5, 6])]);
  }

  it('reads bytes and where the first one is', () => {
    const { shape, data, origin } = readNifti(file(2));
    assert.deepEqual(
      [shape, [...data], origin],
      [
        [2, 3, 1],
        [1, 2, 3, 4, 5, 6],
        [-90, -125, -71],
      ],
    );
  });

  it('throws on other kinds of numbers', () => {
    assert.throws(() => readNifti(file(16)), /a byte each, but got kind 16/);
  });
});
