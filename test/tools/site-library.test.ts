import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { courseAt } from '../../tools/notebooks/lessons';
import { readLibrary } from '../../tools/site/library';
import { readSourceFiles } from '../../tools/site/source-files';

const DECLARATIONS = `/**
 * Twice a number, as {@link Twin} says.
 *
 * @param x any number,
 *   finite
 * @returns twice x
 * @throws RangeError when x is not finite
 * @see Euclid, book 7
 */
export declare function twice(x: number): number;
export declare class Twin {
    private readonly hidden;
    /** The other one. */
    get other(): Twin;
}
declare const inner: number;
`;
const SOURCE = `/** Twice. */
export function twice(x: number): number {
  return 2 * x;
}
`;

describe('readLibrary', () => {
  const root = mkdtempSync(join(tmpdir(), 'gan-library-'));
  const course = courseAt(root);
  before(() => {
    mkdirSync(join(course.lib, 'dist', 'sums'), { recursive: true });
    mkdirSync(join(course.lib, 'sums'));
    writeFileSync(join(course.lib, 'dist', 'index.d.ts'), "export * from './sums/twice';\n");
    writeFileSync(join(course.lib, 'dist', 'sums', 'twice.d.ts'), DECLARATIONS);
    writeFileSync(join(course.lib, 'sums', 'twice.ts'), SOURCE);
  });
  after(() => rmSync(root, { recursive: true, force: true }));

  it('is about files that are at hand whole, without what is made of them', () => {
    assert.deepEqual(readSourceFiles(course), [{ file: 'sums/twice.ts', text: SOURCE }]);
  });

  it('has each exported name once, with kind, home and code', () => {
    const entries = readLibrary(course);
    assert.deepEqual(
      entries.map(({ name, kind, file }) => [name, kind, file]),
      [
        ['twice', 'function', 'sums/twice.ts'],
        ['Twin', 'class', 'sums/twice.ts'],
      ],
    );
    assert.equal(entries[0].declaration, 'function twice(x: number): number;');
    assert.match(entries[0].source, /^export function twice.*\n {2}return 2 \* x;\n}$/);
  });

  it('takes doc comments apart', () => {
    assert.deepEqual(readLibrary(course)[0].comment, {
      text: 'Twice a number, as `Twin` says.',
      params: [{ name: 'x', text: 'any number,\n  finite' }],
      returns: 'twice x',
      throws: ['RangeError when x is not finite'],
      see: ['Euclid, book 7'],
    });
  });

  it('leaves out private members, and has those with a comment', () => {
    const [, twin] = readLibrary(course);
    assert.doesNotMatch(twin.declaration, /hidden/);
    assert.deepEqual(
      twin.members.map(({ name, comment }) => [name, comment.text]),
      [['other', 'The other one.']],
    );
  });
});
