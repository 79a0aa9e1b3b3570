import assert from 'node:assert/strict';
import { cpSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { listLessons, selectLessons } from '../../tools/notebooks/lessons';
import { COIN_LESSON, makeSmallCourse } from '../notebooks/small-course';

describe('selectLessons', () => {
  const { course, remove } = makeSmallCourse();
  before(() => {
    cpSync(COIN_LESSON, join(course.notebooks, '02_more.ipynb'));
    writeFileSync(join(course.notebooks, 'Untitled.ipynb'), '{}');
    writeFileSync(join(course.notebooks, '01_coin_game.ipynb.12.partial'), '{}');
  });
  after(remove);

  function names(...numbers: string[]): string[] {
    return selectLessons(course, numbers).map(({ name }) => name);
  }

  it('is all lessons in reading order when none is named', () => {
    assert.deepEqual(names(), ['01_coin_game.ipynb', '02_more.ipynb']);
    assert.deepEqual(
      names(),
      listLessons(course).map(({ name }) => name),
    );
  });

  it('takes numbers with and without the zero, in any order', () => {
    assert.deepEqual(names('02'), ['02_more.ipynb']);
    assert.deepEqual(names('2', '1', '02'), ['01_coin_game.ipynb', '02_more.ipynb']);
  });

  it('names the lessons there are when one is not among them', () => {
    const message =
      'expected the number of a lesson, but got 07. There are:\n  01  01_coin_game.ipynb\n  02  02_more.ipynb';
    assert.throws(() => names('1', '7'), new RangeError(message));
    assert.throws(() => names('two'), /^RangeError: expected the number of a lesson, but got two/);
  });

  it('says so when there are no lessons at all', () => {
    const empty = makeSmallCourse();
    rmSync(join(empty.course.notebooks, '01_coin_game.ipynb'));
    try {
      assert.throws(
        () => selectLessons(empty.course, []),
        /expected lessons named NN_topic\.ipynb .* but found none/,
      );
    } finally {
      empty.remove();
    }
  });
});
