import assert from 'node:assert/strict';

import { optionOf, variantOf } from '../../../tools/spread/variant';
import { code, markdown, notebookOf } from '../../notebooks/build-notebook';

const OPTIONS = `const options = {
  ...preset,
  learningRate: 1e-4,
  seed: 5, // of everything
};
const shape = { seed2: 1 };`;
const EXERCISES = `## Exercises

### 1. One

Set \`seed\` to 3.

### 2. Two

\`\`\`ts
console.log(2);
\`\`\`
`;
const LESSON = notebookOf(
  markdown('a-title', '# A lesson'),
  code('a-setup-options', OPTIONS),
  code('a-train', 'train(options);'),
  code('a-draw', 'draw();'),
  markdown('a-exercises', EXERCISES),
);
const sourceOf = (notebook: typeof LESSON, id: string) =>
  notebook.cells.find((cell) => cell.id === id)?.source;

describe('optionOf', () => {
  it('is the literal in the options', () => {
    assert.equal(optionOf(LESSON, 'seed'), '5');
    assert.equal(optionOf(LESSON, 'learningRate'), '1e-4');
  });
});

describe('variantOf', () => {
  it('changes the options that it is told to, and nothing else', () => {
    const changed = variantOf(LESSON, { set: { seed: '6', learningRate: '1e-2' } });
    assert.equal(
      sourceOf(changed, 'a-setup-options'),
      OPTIONS.replace('seed: 5', 'seed: 6').replace('1e-4', '1e-2'),
    );
    const others = ({ cells }: typeof LESSON) => cells.filter(({ id }) => id !== 'a-setup-options');
    assert.deepEqual(others(changed), others(LESSON));
  });

  it('ends at a cell', () => {
    const ids = variantOf(LESSON, { set: {}, until: 'a-train' }).cells.map(({ id }) => id);
    assert.deepEqual(ids, ['a-title', 'a-setup-options', 'a-train']);
  });

  it("runs the code of an exercise's solution at the end", () => {
    const { cells } = variantOf(LESSON, { set: {}, until: 'a-train', exercise: 2 });
    assert.deepEqual(
      cells.slice(2).map(({ id, source }) => [id, source]),
      [
        ['a-train', 'train(options);'],
        ['exercise-2', 'console.log(2);\n'],
      ],
    );
  });

  const wrong = {
    'no such option': [{ set: { rate: '1' } }, 'expected one rate: … in the options, but found 0'],
    'no such cell': [{ set: {}, until: 'a-b' }, 'expected the id of a cell, but got a-b'],
    'an exercise without code': [
      { set: {}, exercise: 1 },
      'expected code in the solution of exercise 1, but found none',
    ],
    'no such exercise': [
      { set: {}, exercise: 3 },
      'expected code in the solution of exercise 3, but found none',
    ],
  } as const;
  for (const [what, [change, message]] of Object.entries(wrong)) {
    it(`refuses ${what}`, () => {
      assert.throws(() => variantOf(LESSON, change), { name: 'RangeError', message });
    });
  }

  it('refuses a lesson without options', () => {
    const bare = notebookOf(code('a-b', 'const seed = 1;'));
    assert.throws(() => variantOf(bare, { set: { seed: '2' } }), {
      message: 'expected a code cell …-setup-options with the options, but found none',
    });
  });
});
