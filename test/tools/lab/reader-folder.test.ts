import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { READER_FOLDER } from '../../../tools/lab/arguments.mjs';
import { contentsPage } from '../../../tools/lab/contents-page';
import { layOutReaderFolder } from '../../../tools/lab/reader-folder';
import { COURSE } from '../../../tools/notebooks/lessons';
import { makeSmallCourse } from '../../notebooks/small-course';

describe('layOutReaderFolder', () => {
  const { course, remove } = makeSmallCourse();
  after(remove);
  const below = (name: string) => join(course.root, 'my-course', name);
  const lesson = '01_coin_game.ipynb';

  it('gives copies of the lessons beside the library and the runs of the course', () => {
    assert.deepEqual(layOutReaderFolder(course), []);
    const [copy, original] = [below('notebooks'), course.notebooks].map((folder) =>
      readFileSync(join(folder, lesson), 'utf8'),
    );
    assert.equal(copy, original);
    // where a lesson says '../lib' and '../runs'
    assert.equal(realpathSync(below('notebooks/../lib')), realpathSync(course.lib));
    assert.equal(realpathSync(below('notebooks/../runs')), join(course.root, 'runs'));
    assert.ok(!existsSync(below('docs'))); // the small course has none
  });

  it('lists the lessons on the page of contents', () => {
    const page = readFileSync(below('Contents.md'), 'utf8');
    assert.match(
      page,
      /\*\*\[Begin with lesson 1: The coin game\]\(notebooks\/01_coin_game\.ipynb\)/,
    );
  });

  it('says which lesson has a newer original than a changed copy, and leads to it', () => {
    writeFileSync(below(`notebooks/${lesson}`), 'mine');
    writeFileSync(
      join(course.notebooks, lesson),
      readFileSync(join(course.notebooks, lesson), 'utf8').replace('coin game', 'coin game, again'),
    );
    const newer = below('notebooks/01_coin_game.new.ipynb');
    assert.deepEqual(layOutReaderFolder(course), [
      `${lesson}: you have changed your copy, so the course's newer one is beside it: ${newer}`,
    ]);
    const page = readFileSync(below('Contents.md'), 'utf8');
    assert.ok(page.includes('([a newer one](notebooks/01_coin_game.new.ipynb), beside yours)'));
    assert.deepEqual(layOutReaderFolder(course), []);
  });
});

describe("the reader's folder", () => {
  it('is not known to git, so that an update does not meet what a reader has changed', () => {
    execFileSync(
      'git',
      ['check-ignore', '-q', `${READER_FOLDER}/notebooks/01_what_is_a_gan.ipynb`],
      {
        cwd: COURSE.root,
      },
    );
  });
});

describe('contentsPage', () => {
  const lesson = (number: number, part?: string) => ({
    number,
    title: `T${number}`,
    promise: `Promise ${number}`,
    row:
      part === undefined ? undefined : { part, idea: `$|x|$ ${number}`, minutes: '5', result: '' },
    path: `notebooks/0${number}.ipynb`,
  });

  it('has the lessons by part, with idea and minutes; without a row of the README with their promise', () => {
    const rows = contentsPage('Course', [lesson(1, 'A'), lesson(2, 'A'), lesson(3, 'B'), lesson(4)])
      .split('\n')
      .filter((line) => line.startsWith('| ') && !/Lesson|---/.test(line));
    assert.deepEqual(rows, [
      '| | **A** | | |',
      '| 1 | [T1](notebooks/01.ipynb) | $\\|x\\|$ 1 | 5 |',
      '| 2 | [T2](notebooks/02.ipynb) | $\\|x\\|$ 2 | 5 |',
      '| | **B** | | |',
      '| 3 | [T3](notebooks/03.ipynb) | $\\|x\\|$ 3 | 5 |',
      '| 4 | [T4](notebooks/04.ipynb) | Promise 4 |  |',
    ]);
  });
});
