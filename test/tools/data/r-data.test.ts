import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';

import { member, readRObject } from '../../../tools/data/r-data';

// R's binary form, piece by piece, after "R Internals", "Serialization Formats".
const integer = (value: number) => {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
};
const real = (value: number) => {
  const bytes = Buffer.alloc(8);
  bytes.writeDoubleBE(value);
  return bytes;
};
const HAS_ATTRIBUTES = 0x200;
const HAS_TAG = 0x400;
const END = integer(254);
const text = (value: string | null) => {
  const bytes = Buffer.from(value ?? '');
  return Buffer.concat([integer(9), integer(value === null ? -1 : bytes.length), bytes]);
};
const symbol = (name: string) => Buffer.concat([integer(1), text(name)]);
const vector = (kind: number, parts: readonly Buffer[], attributes: readonly Buffer[] = []) => {
  const flags = kind + (attributes.length > 0 ? HAS_ATTRIBUTES : 0);
  const after = attributes.length > 0 ? [...attributes, END] : [];
  return Buffer.concat([integer(flags), integer(parts.length), ...parts, ...after]);
};
const integers = (values: readonly number[], attributes?: readonly Buffer[]) =>
  vector(13, values.map(integer), attributes);
const texts = (values: readonly (string | null)[]) => vector(16, values.map(text));
const attribute = (name: Buffer, value: Buffer) =>
  Buffer.concat([integer(2 + HAS_TAG), name, value]);
const named = (name: Buffer, parts: Readonly<Record<string, Buffer>>) =>
  vector(19, Object.values(parts), [attribute(name, texts(Object.keys(parts)))]);
const versionTwo = Buffer.concat([Buffer.from('X\n'), integer(2), integer(0), integer(0)]);
const versionThree = Buffer.concat([
  Buffer.from('X\n'),
  ...[integer(3), integer(0), integer(0), integer(5), Buffer.from('UTF-8')],
]);

describe('readRObject', () => {
  const folder = mkdtempSync(join(tmpdir(), 'r-data-'));
  after(() => rmSync(folder, { recursive: true }));

  /** Writes a database with one object, and reads that. */
  function read(object: Buffer, start = versionThree, name = 'shells') {
    const base = join(folder, 'Rdata');
    const whole = Buffer.concat([start, object]);
    const packed = Buffer.concat([integer(whole.length), deflateSync(whole)]);
    writeFileSync(`${base}.rdb`, Buffer.concat([Buffer.from('before'), packed]));
    const entries = named(symbol('names'), { shells: integers([6, packed.length]) });
    // The second list's name is a number: a name is written once, and seen again.
    const again = integer((1 << 8) + 255);
    const index = vector(
      19,
      [entries, integers([])],
      [attribute(again, texts(['variables', 'references']))],
    );
    writeFileSync(`${base}.rdx`, deflateSync(Buffer.concat([versionTwo, index])));
    return readRObject(base, name);
  }

  it('reads whole numbers, and others', () => {
    assert.deepEqual([...(read(integers([1, -2, 3])).values as Int32Array)], [1, -2, 3]);
    const reals = read(vector(14, [real(0.5), real(-4)]));
    assert.deepEqual([...(reals.values as Float64Array)], [0.5, -4]);
  });

  it('reads texts, and null where there is none', () => {
    assert.deepEqual(read(texts(['Kürs', '', null])).values, ['Kürs', '', null]);
  });

  it('reads the levels of a factor', () => {
    const factor = integers([2, 1], [attribute(symbol('levels'), texts(['low', 'high']))]);
    const { values, attributes } = read(factor, versionTwo);
    assert.deepEqual([...(values as Int32Array)], [2, 1]);
    assert.deepEqual(attributes.levels.values, ['low', 'high']);
  });

  it('reads a table, which is a list with names', () => {
    const table = read(named(symbol('names'), { size: integers([7]), kind: texts(['whelk']) }));
    assert.deepEqual(member(table, 'kind').values, ['whelk']);
    assert.throws(() => member(table, 'colour'), {
      message: 'expected an R list with colour, but it has size, kind',
    });
  });

  it('throws on an object that there is not', () => {
    assert.throws(
      () => read(integers([1]), versionThree, 'leaves'),
      /with leaves, but it has shells/,
    );
  });

  it('throws on other values, and on data of another form', () => {
    assert.throws(() => read(vector(25, [])), /expected R data, but got a value of kind 25/);
    assert.throws(() => read(integers([1]), Buffer.from('A\n')), /expected R data in binary form/);
  });
});
