import assert from 'node:assert/strict';
import { formatFinding } from '../../tools/notebooks/findings';
import type { Cell } from '../../tools/notebooks/notebook';
import { checkCells } from '../../tools/notebooks/rules/cells';
import { code, lessonOf, markdown } from '../notebooks/build-notebook';

/** The findings without the notebook's name. */
function found(...cells: Cell[]): string[] {
  return checkCells(lessonOf(...cells)).map((finding) =>
    formatFinding(finding).replace('01_small.ipynb, cell ', ''),
  );
}

describe('checkCells', () => {
  it('accepts ids that speak', () => {
    assert.deepEqual(
      found(markdown('losses-saturating-plot', ''), markdown('setup-2d-points', '')),
      [],
    );
  });

  it('finds ids that say nothing', () => {
    for (const id of [
      '8f3b2c1d',
      'a1b2c3d4-1111-2222-3333-444455556666',
      'Plot-One',
      'plot',
      'plot_one',
    ]) {
      assert.deepEqual(found(markdown(id, '')), [
        `${id}: expected an id that speaks, such as losses-saturating-plot`,
      ]);
    }
  });

  it('finds a missing id and one that is used twice', () => {
    assert.deepEqual(found(markdown('', 'Text')), ['01_small.ipynb: the cell "Text" has no id']);
    assert.deepEqual(found(markdown('a-b', ''), markdown('a-b', '')), [
      'a-b: another cell has the same id',
    ]);
  });

  it('accepts the tags in use and finds others', () => {
    const tags = [
      'hide-input',
      'mirror:losses.ts#discriminatorLoss',
      'mirror:training/step.ts#step2',
    ];
    assert.deepEqual(found(code('a-b', 'f();', { tags })), []);
    assert.deepEqual(found(code('a-b', 'f();', { tags: ['mirror:losses'] })), [
      'a-b: unknown tag "mirror:losses": expected hide-input or mirror:file.ts#name',
    ]);
  });

  it('accepts 25 lines and finds 26', () => {
    assert.deepEqual(found(code('a-b', Array(25).fill('f();').join('\n'))), []);
    assert.deepEqual(found(code('a-b', Array(26).fill('f();').join('\n'))), [
      'a-b: 26 lines of code: the limit is 25',
    ]);
  });

  it('accepts 80 columns and finds 81', () => {
    assert.deepEqual(found(code('a-b', `// ${'x'.repeat(77)}`)), []);
    assert.deepEqual(found(code('a-b', `f();\n// ${'−'.repeat(78)}`)), [
      'a-b, line 2: 81 columns: the limit is 80',
    ]);
  });

  it('finds words that were left for later', () => {
    assert.deepEqual(found(markdown('a-b', 'A GAN.\nMNIST and GAN.')), []);
    assert.deepEqual(found(markdown('a-b', 'A GAN.\nRESULT')), [
      'a-b, line 2: "RESULT" still waits to be written',
    ]);
    assert.deepEqual(found(code('a-b', 'f(); // FIX-ME')), [
      'a-b, line 1: "FIX-ME" still waits to be written',
    ]);
  });

  it('finds an empty cell', () => {
    assert.deepEqual(found(code('a-b', ' \n')), ['a-b: the cell is empty']);
  });

  it('finds a name that two cells declare', () => {
    const cells = [
      code('a-b', "import { tf, x as y } from '../lib';\nconst { p, q: [r] } = f();"),
      code('b-c', 'let r = 1;\nfunction y() {}'),
    ];
    const message = (name: string): string =>
      `${name} is declared in cell a-b already: use another name or a block { … }`;
    assert.deepEqual(found(...cells), [
      `b-c, line 1: ${message('r')}`,
      `b-c, line 2: ${message('y')}`,
    ]);
  });

  it('accepts names that two blocks, two functions or two overloads share', () => {
    const cells = [
      code('a-b', '{ const x = 1; }\nfunction f(x: number): void;\nfunction f(x: unknown) {}'),
      code('b-c', '{ const x = 2; }'),
    ];
    assert.deepEqual(found(...cells), []);
  });

  it('finds process, the network and absolute paths', () => {
    const bad: [string, string][] = [
      ['process.exit();', 'a lesson does not use process'],
      ["fetch('x');", 'a lesson does not use the network (fetch)'],
      [
        "load('https://example.org/x');",
        'a lesson does not use the network (https://example.org/x)',
      ],
      ['load(`http://${host}`);', 'a lesson does not use the network (http://)'],
      ["import * as https from 'node:https';", 'a lesson does not use the network (node:https)'],
      ["load('/data/x');", 'expected a relative path, but got /data/x'],
      ["load('C:\\\\data');", 'expected a relative path, but got C:\\data'],
      ["load('~/data');", 'expected a relative path, but got ~/data'],
    ];
    for (const [source, message] of bad) {
      assert.deepEqual(found(code('a-b', source)), [`a-b, line 1: ${message}`]);
    }
  });

  it('accepts relative paths, slashes in labels, and the word process elsewhere', () => {
    const source =
      "load('../data/x');\nlabel('steps / s', '/', 'loss/step');\nmodel.process({ process: 1 });";
    assert.deepEqual(found(code('a-b', source)), []);
  });

  it('finds what tslab cannot run at the top level', () => {
    const bad: [string, string][] = [
      ['for await (const x of f()) g(x);', '"for await" outside a function'],
      [
        'const x = await (f());',
        '"await (…)" or "await […]" outside a function: name the promise first',
      ],
      ['{ await [f()]; }', '"await (…)" or "await […]" outside a function: name the promise first'],
      ['export const x = 1;', '"export"'],
      ['export { x };', '"export"'],
    ];
    for (const [source, what] of bad) {
      assert.deepEqual(found(code('a-b', source)), [`a-b, line 1: tslab cannot run ${what}`]);
    }
  });

  it('accepts the same within a function', () => {
    const source = 'async function f() {\n  for await (const x of g()) await (x);\n}\nawait f();';
    assert.deepEqual(found(code('a-b', source)), []);
  });
});
