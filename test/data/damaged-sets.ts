import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';

import { type SetIdentity, setPath } from '../../lib/data/set-file';
import { encodeSet } from '../../tools/data/build-set';

/** Each kind of damage that a set's file can have, and what the error says of it. */
const DAMAGES: readonly [
  what: string,
  damage: (whole: Buffer, set: SetIdentity) => Uint8Array,
  message: RegExp,
][] = [
  ['empty', () => Buffer.alloc(0), /starts with 1f8b, but it starts with nothing/],
  ['not gzipped', (whole) => gunzipSync(whole), /starts with 1f8b, but it starts with/],
  [
    'cut off',
    (whole) => whole.subarray(0, whole.length - 9),
    /the gzip file is damaged or cut off \(\d+ bytes\)/,
  ],
  [
    'changed in one bit',
    (whole) => whole.map((byte, i) => (i === whole.length >> 1 ? byte ^ 1 : byte)),
    /the gzip file is damaged or cut off|the gzip/,
  ],
  ['no safetensors file', () => gzipSync('hello'), /expected a safetensors file/],
  [
    'a safetensors file, cut off before it was gzipped',
    (whole) => gzipSync(gunzipSync(whole).subarray(0, -1), { level: 1 }),
    /its header promises \d+ bytes of tensors, but \d+ follow/,
  ],
  [
    'of something else',
    () => gzipSync(Buffer.concat([Buffer.from([2, 0, 0, 0, 0, 0, 0, 0]), Buffer.from('{}')])),
    /of format "undefined", but not a set of this course/,
  ],
  [
    'another set',
    (_, { version }) => encodeSet({ name: 'other', version }, { arrays: {} }),
    /expected the set \S+, but it is the set other/,
  ],
  [
    'of another version',
    (_, { name }) => encodeSet({ name, version: '99' }, { arrays: {} }),
    /of version 99, but this library reads version \d/,
  ],
  [
    'without its arrays',
    (_, set) => encodeSet(set, { arrays: {} }),
    /but (got nothing|there is none)/,
  ],
];

/**
 * Holds a loader to one clear error for each kind of damage. Called inside `describe`.
 *
 * @param whole gives the bytes of an undamaged file; default the set's own
 */
export function describeDamages(
  set: SetIdentity,
  load: (path: string) => unknown,
  whole = () => readFileSync(setPath(set)),
): void {
  let folder: string;
  before(() => (folder = mkdtempSync(join(tmpdir(), `${set.name}-`))));
  after(() => rmSync(folder, { recursive: true }));
  const again = new RegExp(`Make it again with: npm run data -- ${set.name}$`);

  for (const [what, damage, message] of DAMAGES) {
    it(`throws on a file that is ${what}`, () => {
      const path = join(folder, 'damaged');
      writeFileSync(path, damage(whole(), set));
      assert.throws(
        () => load(path),
        (error: Error) => {
          assert.ok(error.message.startsWith(`${path}: `), error.message);
          assert.match(error.message, message);
          assert.match(error.message, again);
          return true;
        },
      );
    });
  }

  it('throws on a file that is missing', () => {
    const path = join(folder, 'none');
    const advice = set.isFetched
      ? 'It may not be passed on with the course; fetch it with'
      : 'Take it from the repository, or make it with';
    assert.throws(() => load(path), {
      message: `${path}: there is no such file. ${advice}: npm run data -- ${set.name}`,
    });
  });
}
