import assert from 'node:assert/strict';

import {
  type ArrayFile,
  decodeSafetensors,
  encodeSafetensors,
  kindOf,
} from '../lib/safetensors-format';

const FILE: ArrayFile = {
  arrays: {
    a: { shape: [3], data: Uint8Array.of(0, 128, 255) },
    b: { shape: [2, 1], data: Int8Array.of(-128, 127) },
    c: { shape: [2], data: Int16Array.of(-32768, 32767) }, // begins at byte 5: not aligned
    d: { shape: [1], data: Int32Array.of(-(2 ** 31)) },
    e: { shape: [1, 2], data: Float32Array.of(0.5, -1e-30) },
    none: { shape: [0, 4], data: new Uint8Array(0) },
  },
  metadata: { note: 'é\n2' },
};
const bytesOf = (file: ArrayFile) => Buffer.concat(encodeSafetensors(file));

/** A file with this header and so many bytes after it. */
function withHeader(header: unknown, numBytes: number): Buffer {
  const json = Buffer.from(typeof header === 'string' ? header : JSON.stringify(header));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(json.length));
  return Buffer.concat([length, json, Buffer.alloc(numBytes)]);
}

describe('decodeSafetensors', () => {
  it('gives back every kind of numbers, shapes and texts', () => {
    assert.deepEqual(decodeSafetensors(bytesOf(FILE)), FILE);
  });

  it('reads from within a larger buffer, aligned or not', () => {
    for (const offset of [1, 2, 3, 4]) {
      const bytes = Buffer.concat([Buffer.alloc(offset), bytesOf(FILE)]).subarray(offset);
      assert.deepEqual(decodeSafetensors(bytes), FILE, `${offset}`);
    }
  });

  it('reads a file without metadata', () => {
    const entry = { dtype: 'U8', shape: [2], data_offsets: [0, 2] };
    assert.deepEqual(decodeSafetensors(withHeader({ x: entry }, 2)).metadata, {});
  });

  it('throws on a file that is cut off, wherever', () => {
    const bytes = bytesOf(FILE);
    for (const length of [0, 7, 8, 60, bytes.length - 1]) {
      assert.throws(() => decodeSafetensors(bytes.subarray(0, length)), /cut off/, `${length}`);
    }
  });

  it('throws on bytes that follow the last array', () => {
    assert.throws(
      () => decodeSafetensors(Buffer.concat([bytesOf(FILE), Buffer.alloc(3)])),
      /its header promises 21 bytes of tensors, but 24 follow/, // 3 + 2 + 4 + 4 + 8 = 21
    );
  });

  it('throws on a header that is no JSON', () => {
    assert.throws(() => decodeSafetensors(withHeader('oops', 0)), /its header is not JSON/);
  });

  for (const [what, entry] of [
    ['of a kind that is not read', { dtype: 'F64', shape: [1], data_offsets: [0, 8] }],
    ['whose length is not what its shape says', { dtype: 'U8', shape: [9], data_offsets: [0, 8] }],
    ['with a negative size', { dtype: 'U8', shape: [-8, -1], data_offsets: [0, 8] }],
    ['that begins before the data', { dtype: 'U8', shape: [8], data_offsets: [-4, 4] }],
    ['without a place', { dtype: 'U8', shape: [8] }],
    ['that is a number', 3],
    ['that is null', null],
  ] as const) {
    it(`throws on an array ${what}`, () => {
      assert.throws(
        () => decodeSafetensors(withHeader({ x: entry }, 8)),
        /its header says of x what cannot be read/,
      );
    });
  }
});

describe('encodeSafetensors', () => {
  it('gives equal bytes for equal arrays', () => {
    assert.deepEqual(bytesOf(FILE), bytesOf(structuredClone(FILE)));
  });

  it('throws when an array has not as many numbers as its shape says', () => {
    const arrays = { x: { shape: [2, 2], data: Uint8Array.of(1, 2, 3) } };
    assert.throws(() => encodeSafetensors({ arrays, metadata: {} }), {
      message: 'expected x to have 4 numbers, but got 3',
    });
  });
});

describe('kindOf', () => {
  it('names what a typed array holds', () => {
    assert.equal(kindOf(new Int16Array(1)), 'int16');
    assert.equal(kindOf(Buffer.alloc(1)), 'uint8'); // a Buffer is one of bytes
  });

  it('throws on an array of another kind', () => {
    assert.throws(() => kindOf(new Float64Array(1) as never), /expected an array of uint8, int8/);
  });
});
