import assert from 'node:assert/strict';

import { type LessonEntry, placeAmong } from '../../tools/site/lesson-page';

const entry = (number: number): LessonEntry => ({
  lesson: { name: `${number}.ipynb`, number: String(number), path: `${number}.ipynb` },
  file: `${number}.html`,
  number,
  title: '',
  promise: '',
  row: undefined,
});

describe('placeAmong', () => {
  it('counts up to the last lesson, also when one before it is not written yet', () => {
    const lessons = [1, 2, 4].map(entry);
    assert.equal(placeAmong(2, lessons), 'Lesson 2 of 4');
    assert.equal(placeAmong(4, lessons), 'Lesson 4 of 4');
  });
});
