import assert from 'node:assert/strict';
import { formatFinding } from '../../tools/notebooks/findings';
import { checkMirrors, checkUntaggedCopies } from '../../tools/notebooks/rules/mirror';
import { code, lessonOf } from '../notebooks/build-notebook';
import { makeSmallCourse } from '../notebooks/small-course';

const TAG = 'mirror:losses.ts#coinLoss';

describe('checkMirrors', () => {
  const { course, remove } = makeSmallCourse();
  after(remove);

  function found(source: string, tag = TAG): string[] {
    return checkMirrors(lessonOf(code('loss-define', source, { tags: [tag] })), course.lib).map(
      formatFinding,
    );
  }

  it('accepts the same definition without export, with other comments and line breaks', () => {
    const source =
      '// ours\nfunction coinLoss(logit: number): number { return softplus(-logit); }\ncoinLoss(0);';
    assert.deepEqual(found(source), []);
  });

  it('finds another body, and shows where it begins to differ', () => {
    const source = 'function coinLoss(logit: number): number {\n  return softplus(logit);\n}';
    assert.deepEqual(found(source), [
      '01_small.ipynb, cell loss-define, line 2: differs from lib/losses.ts#coinLoss: ' +
        'there "return softplus ( - logit ) ;", here "return softplus ( logit ) ; }"',
    ]);
  });

  it('finds another type', () => {
    const source = 'function coinLoss(logit: number) { return softplus(-logit); }';
    assert.match(found(source)[0], /differs from lib\/losses\.ts#coinLoss/);
  });

  it('finds a cell that does not define the name', () => {
    assert.deepEqual(found('coinLoss(0);'), [
      '01_small.ipynb, cell loss-define: is tagged as a mirror of coinLoss, but does not define it',
    ]);
  });

  it('finds a file and a name that lib does not have', () => {
    assert.deepEqual(found('f();', 'mirror:none.ts#coinLoss'), [
      '01_small.ipynb, cell loss-define: mirrors lib/none.ts, which does not exist',
    ]);
    assert.deepEqual(found('f();', 'mirror:losses.ts#none'), [
      '01_small.ipynb, cell loss-define: mirrors lib/losses.ts#none, which is not defined there',
    ]);
  });
});

describe('checkUntaggedCopies', () => {
  const names = new Map([['coinLoss', 'losses.ts']]);
  const source = 'const coinLoss = (x: number) => x;';

  it('finds a function of the library that is written out without a tag', () => {
    const found = checkUntaggedCopies(lessonOf(code('a-b', source)), names).map(formatFinding);
    assert.deepEqual(found, [
      '01_small.ipynb, cell a-b, line 1: lib exports coinLoss too: tag the cell mirror:losses.ts#coinLoss, or take another name',
    ]);
  });

  it('accepts a tagged one, a value of that name, and another name', () => {
    const cells = [
      code('a-b', source, { tags: [TAG] }),
      code('b-c', 'const coinLoss = 3;'),
      code('c-d', 'function myLoss() {}'),
    ];
    assert.deepEqual(checkUntaggedCopies(lessonOf(...cells), names), []);
  });
});
