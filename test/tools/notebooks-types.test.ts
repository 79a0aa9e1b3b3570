import assert from 'node:assert/strict';
import { formatFinding } from '../../tools/notebooks/findings';
import type { NamedNotebook } from '../../tools/notebooks/notebook';
import { checkTypes } from '../../tools/notebooks/rules/types';
import { code, lessonOf } from '../notebooks/build-notebook';
import { makeSmallCourse } from '../notebooks/small-course';

/** One compiler run takes a second, so all lessons of these tests share one. */
const LESSONS: Readonly<Record<string, readonly string[]>> = {
  good: [
    "import { loadNumbers } from '../lib';\nimport { join } from 'node:path';",
    "const numbers = await loadNumbers(join('a', 'b'));",
    "import { softplus } from '../lib';\nnumbers.map(softplus)",
    '[1, 2].length // no semicolon before it, none after it',
  ],
  wrongArgument: ["import { softplus } from '../lib';", "const y = 1;\nsoftplus(y, 'two');"],
  notStrict: ['function f(x) {\n  return x;\n}\nf(1);'],
  unusedImport: ["import { softplus, drawDots } from '../lib';", 'softplus(1);'],
  noSuchExport: ["import { drawNothing } from '../lib';", 'drawNothing();'],
  syntax: ['const x = ;\nx;'],
  floating: [
    "import { loadNumbers } from '../lib';",
    "const load = () => {\n  loadNumbers('x');\n};\nload();",
  ],
  waited: [
    "import { loadNumbers } from '../lib';",
    "let load: Promise<number[]>;\nload = loadNumbers('x');",
    '(await load).length;',
  ],
  shorthand: [
    "import { softplus } from '../lib';\nconst seed = 1;",
    'const f = (seed: number) => ({ seed });\nf(1);',
    'const own = 2;\nconst { x } = { x: { own, seed: seed } };\nx.own;',
    'const bad = {\n  seed,\n  softplus,\n};\nbad.seed;',
  ],
  tensor: ['const x = { dataSync: () => [1] };\nx;', 'x.dataSync();'],
  twice: ['const x = 1;\nx;', 'const x = 2;\nx;'],
};

describe('checkTypes', () => {
  const { course, remove } = makeSmallCourse();
  let findings: readonly string[] = [];
  before(function () {
    this.timeout(30_000);
    const lessons = Object.entries(LESSONS).map(([name, sources]): NamedNotebook => {
      const cells = sources.map((source, i) => code(`cell-${i + 1}`, source));
      return { ...lessonOf(...cells), name };
    });
    findings = checkTypes(lessons, course).map(formatFinding);
  });
  after(remove);

  function found(name: string): string[] {
    return findings.filter((finding) => finding.startsWith(`${name},`));
  }

  it('accepts awaits, imports in several cells, and last lines without semicolon', () => {
    assert.deepEqual(found('good'), []);
  });

  it('maps an error to its cell and line', () => {
    assert.deepEqual(found('wrongArgument'), [
      'wrongArgument, cell cell-2, line 2: Expected 1 arguments, but got 2.',
    ]);
  });

  it('is strict', () => {
    assert.deepEqual(found('notStrict'), [
      "notStrict, cell cell-1, line 1: Parameter 'x' implicitly has an 'any' type.",
    ]);
  });

  it('finds an import that no cell uses', () => {
    assert.match(
      found('unusedImport').join(),
      /cell cell-1, line 1: 'drawDots' is declared but its value is never read/,
    );
  });

  it('sees the library that the lessons import', () => {
    assert.match(
      found('noSuchExport').join(),
      /cell cell-1, line 1: .* has no exported member( named)? 'drawNothing'/,
    );
  });

  it('finds code that does not parse', () => {
    assert.deepEqual(found('syntax'), ['syntax, cell cell-1, line 1: Expression expected.']);
  });

  it('finds a promise that nobody waits for', () => {
    assert.deepEqual(found('floating'), [
      'floating, cell cell-2, line 2: nobody waits for this promise: write await before it',
    ]);
  });

  it('accepts a promise that is kept for later', () => {
    assert.deepEqual(found('waited'), []);
  });

  it('finds { name } of a name that another cell declares', () => {
    const message = (name: string): string =>
      `a stock tslab cannot run { ${name} } with a name of another cell: write { ${name}: ${name} }`;
    assert.deepEqual(found('shorthand'), [
      `shorthand, cell cell-4, line 2: ${message('seed')}`,
      `shorthand, cell cell-4, line 3: ${message('softplus')}`,
    ]);
  });

  it('finds a cell that ends in a tensor', () => {
    assert.deepEqual(found('tensor'), [
      'tensor, cell cell-1, line 2: the cell ends in a tensor: show its shape or its numbers',
    ]);
  });

  it('leaves names that are declared twice to the rule on names', () => {
    assert.deepEqual(found('twice'), []);
  });
});
