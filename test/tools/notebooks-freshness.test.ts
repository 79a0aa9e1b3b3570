import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { libraryFace } from '../../tools/notebooks/check-lesson';
import { formatFinding } from '../../tools/notebooks/findings';
import { checkFreshness, stampNotebook } from '../../tools/notebooks/freshness';
import type { NamedNotebook } from '../../tools/notebooks/notebook';
import { PublicFace } from '../../tools/notebooks/public-face';
import { code, lessonOf, markdown } from '../notebooks/build-notebook';
import { makeSmallCourse } from '../notebooks/small-course';

const LESSON = lessonOf(
  markdown('a-b', '# Text'),
  code('setup-imports', "import { drawDots, softplus } from '../lib';"),
  code('dots-draw', "drawDots([softplus(1)], 'A dot').width;"),
);

describe('checkFreshness', () => {
  const { course, remove } = makeSmallCourse();
  after(remove);

  /** The findings after `edit`, for the lesson as it was stamped before. */
  function foundAfter(edit: (lesson: NamedNotebook) => NamedNotebook): string[] {
    const stamped = { ...LESSON, notebook: stampNotebook(LESSON.notebook, libraryFace(course)) };
    return checkFreshness(edit(stamped), libraryFace(course)).map(formatFinding);
  }

  /** The same with a file of the library replaced for a moment. */
  function foundWithLibrary(file: string, text: string): string[] {
    const path = join(course.lib, 'dist', file);
    const other = makeSmallCourse();
    try {
      writeFileSync(path.replace(course.root, other.course.root), text);
      const notebook = stampNotebook(LESSON.notebook, libraryFace(course));
      return checkFreshness({ ...LESSON, notebook }, libraryFace(other.course)).map(formatFinding);
    } finally {
      other.remove();
    }
  }

  function withSource(from: string, to: string): (lesson: NamedNotebook) => NamedNotebook {
    return ({ name, notebook }) => ({
      name,
      notebook: {
        ...notebook,
        cells: notebook.cells.map((cell) => ({ ...cell, source: cell.source.replace(from, to) })),
      },
    });
  }

  it('accepts a lesson as it was stamped', () => {
    assert.deepEqual(
      foundAfter((lesson) => lesson),
      [],
    );
  });

  it('accepts another text, comment and layout', () => {
    assert.deepEqual(foundAfter(withSource('# Text', '# Other')), []);
    assert.deepEqual(foundAfter(withSource('drawDots([', '// a dot\ndrawDots( [')), []);
  });

  it('finds another code', () => {
    assert.deepEqual(foundAfter(withSource('softplus(1)', 'softplus(2)')), [
      '01_small.ipynb: the code has changed since the outputs were made: run npm run notebooks -- 01',
    ]);
  });

  it('finds a lesson that was never stamped', () => {
    assert.match(
      checkFreshness(LESSON, libraryFace(course)).map(formatFinding)[0],
      /do not say which code/,
    );
  });

  it('names the declaration that has changed', () => {
    const text = 'export declare function softplus(x: number, y: number): number;';
    assert.deepEqual(foundWithLibrary('numbers.d.ts', text), [
      '01_small.ipynb: the declaration of softplus in lib has changed since the outputs were made: ' +
        'run npm run notebooks -- 01',
    ]);
  });

  it('finds a change in a type that a declaration leads to, two files away', () => {
    const found = foundWithLibrary(
      'size.d.ts',
      'export interface Size { width: number; depth: number }',
    );
    assert.match(found[0], /the declaration of drawDots in lib has changed/);
  });

  it('accepts new exports, other comments, and changes to what is not imported', () => {
    const index =
      "export * from './pictures';\nexport * from './losses';\nexport * from './numbers';\nexport * from './size';";
    assert.deepEqual(foundWithLibrary('index.d.ts', index), []);
    assert.deepEqual(foundWithLibrary('losses.d.ts', 'export declare const coinLoss: number;'), []);
  });
});

describe('PublicFace', () => {
  const { course, remove } = makeSmallCourse();
  after(remove);

  function face(files: Readonly<Record<string, string>>): PublicFace {
    const dist = join(course.root, 'face');
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(dist, name)), { recursive: true });
      writeFileSync(join(dist, name), text);
    }
    return new PublicFace(join(dist, 'index.d.ts'));
  }

  it('knows the file of every exported name', () => {
    const names = new PublicFace(join(course.lib, 'dist', 'index.d.ts')).names();
    assert.deepEqual(Object.fromEntries([...names].sort()), {
      Picture: 'pictures.ts',
      coinLoss: 'losses.ts',
      display: 'pictures.ts',
      drawDots: 'pictures.ts',
      loadNumbers: 'numbers.ts',
      seededNumbers: 'numbers.ts',
      softplus: 'numbers.ts',
    });
  });

  it('leaves out private members', () => {
    const index = 'export declare class A { #private; private x; y: number; }';
    assert.equal(
      face({ 'index.d.ts': index }).declarationText('A'),
      'index.d.ts#A export declare class A { y : number ; }',
    );
  });

  it('follows import("./x").Name and names given anew', () => {
    const files = {
      'index.d.ts': 'export declare const a: import("./x").X;\nexport { X as Y } from "./x";',
      'x.d.ts': 'export type X = 1;',
    };
    const text = face(files).declarationText('a');
    assert.equal(
      text,
      'index.d.ts#a export declare const a : import ( "./x" ) . X ;\nx.d.ts#X export type X = 1 ;',
    );
    assert.equal(face(files).declarationText('Y'), 'x.d.ts#X export type X = 1 ;');
    const local = { 'index.d.ts': 'declare const a: 1;\nexport { a as b };' };
    assert.equal(face(local).declarationText('b'), 'index.d.ts#a declare const a : 1 ;');
  });

  it('says how to build a library that is not there', () => {
    assert.throws(
      () => new PublicFace('none/index.d.ts'),
      /none\/index\.d\.ts is missing: build the library with npm run build/,
    );
  });
});
