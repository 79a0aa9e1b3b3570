import { inflateSync } from 'node:zlib';

/** Bits of a node's flags. */
const IS_COMPRESSED = 1;
const IS_FOLDER = 2;

/**
 * The files in a Qt binary resource file (.rcc), by path. No package reads them.
 *
 * @throws Error when it is none
 * @see https://doc.qt.io/qt-6/resources.html, and `QResourceRoot` in Qt's source for the format
 */
export function readRcc(bytes: Buffer): Map<string, Buffer> {
  if (bytes.toString('latin1', 0, 4) !== 'qres') {
    throw new Error('expected a Qt resource file, which starts with qres');
  }
  const [version, tree, data, names] = [4, 8, 12, 16].map((at) => bytes.readUInt32BE(at));
  const nodeSize = version < 2 ? 14 : 22; // later versions end with a time
  const nameAt = (offset: number): string => {
    const length = bytes.readUInt16BE(names + offset);
    const start = names + offset + 6; // after the length and a hash
    return Buffer.from(bytes.subarray(start, start + 2 * length))
      .swap16()
      .toString('utf16le');
  };
  const dataAt = (offset: number, isCompressed: boolean): Buffer => {
    const start = data + offset + 4;
    const content = bytes.subarray(start, start + bytes.readUInt32BE(data + offset));
    return isCompressed ? inflateSync(content.subarray(4)) : content; // after the length unpacked
  };
  const files = new Map<string, Buffer>();
  const visit = (node: number, folder: string): void => {
    const at = tree + node * nodeSize;
    const flags = bytes.readUInt16BE(at + 4);
    const path = node === 0 ? '' : `${folder}${nameAt(bytes.readUInt32BE(at))}`;
    if (flags & IS_FOLDER) {
      const [count, first] = [bytes.readUInt32BE(at + 6), bytes.readUInt32BE(at + 10)];
      for (let i = 0; i < count; i++) visit(first + i, path && `${path}/`);
    } else {
      files.set(path, dataAt(bytes.readUInt32BE(at + 10), Boolean(flags & IS_COMPRESSED)));
    }
  };
  visit(0, '');
  return files;
}
