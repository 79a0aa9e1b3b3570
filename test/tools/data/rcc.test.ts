import assert from 'node:assert/strict';
import { deflateSync } from 'node:zlib';

import { readRcc } from '../../../tools/data/rcc';

/** A resource file of version 1: a folder `pictures` with two files, the second one compressed. */
function smallRcc(): Buffer {
  const number = (value: number, size: 2 | 4) => {
    const bytes = Buffer.alloc(size);
    bytes.writeUIntBE(value, 0, size);
    return bytes;
  };
  const name = (text: string) =>
    Buffer.concat([number(text.length, 2), number(0, 4), Buffer.from(text, 'utf16le').swap16()]);
  const names = ['pictures', 'a.txt', 'b.txt'].map(name);
  const packed = Buffer.concat([number(5, 4), deflateSync('hello')]);
  const contents = [Buffer.from('plain'), packed].map((one) =>
    Buffer.concat([number(one.length, 4), one]),
  );
  const folder = (nameAt: number, count: number, first: number) =>
    Buffer.concat([number(nameAt, 4), number(2, 2), number(count, 4), number(first, 4)]);
  const file = (nameAt: number, flags: number, dataAt: number) =>
    Buffer.concat([number(nameAt, 4), number(flags, 2), number(0, 4), number(dataAt, 4)]);
  const places = [0, names[0].length, names[0].length + names[1].length];
  const tree = [
    folder(0, 1, 1),
    folder(places[0], 2, 2),
    file(places[1], 0, 0),
    file(places[2], 1, contents[0].length),
  ];
  const [treeAt, dataAt] = [20, 20 + 4 * 14];
  const namesAt = dataAt + contents[0].length + contents[1].length;
  const header = [number(1, 4), number(treeAt, 4), number(dataAt, 4), number(namesAt, 4)];
  return Buffer.concat([Buffer.from('qres'), ...header, ...tree, ...contents, ...names]);
}

describe('readRcc', () => {
  it('gives files by path, unpacked', () => {
    const files = [...readRcc(smallRcc())].map(([path, data]) => [path, data.toString()]);
    assert.deepEqual(files, [
      ['pictures/a.txt', 'plain'],
      ['pictures/b.txt', 'hello'],
    ]);
  });

  it('throws on another file', () => {
    assert.throws(() => readRcc(Buffer.from('RIFF')), /expected a Qt resource file/);
  });
});
