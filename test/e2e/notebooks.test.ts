import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { coursePython } from '../../tools/notebooks/execute';
import { COURSE, selectLessons } from '../../tools/notebooks/lessons';
import { runLesson, type RunResult } from '../../tools/notebooks/run-lesson';
import { makeSmallCourse } from '../notebooks/small-course';

/** The course's own kernel, through nbclient. */
describe('runLesson in the kernel', function () {
  this.timeout(120_000);
  const { course, remove } = makeSmallCourse();
  const [lesson] = selectLessons(course, []);
  const good = readFileSync(lesson.path, 'utf8');
  beforeEach(() => writeFileSync(lesson.path, good));
  after(remove);

  /** Runs the lesson with one cell's code replaced. */
  async function runWith(code: string, replacement: string): Promise<RunResult> {
    assert.ok(good.includes(code));
    writeFileSync(lesson.path, good.replace(code, replacement));
    return runLesson(course, lesson, {
      isQuick: true,
      onCell: () => {},
      python: coursePython(COURSE),
    });
  }

  it('gives the outputs that are committed', async () => {
    const seen: string[] = [];
    const options = { isQuick: false, python: coursePython(COURSE) };
    writeFileSync(lesson.path, good.replace(/"0\.69314\d+\\n"/, '"0\\n"'));
    const result = await runLesson(course, lesson, {
      ...options,
      onCell: ({ id }) => seen.push(id),
    });
    assert.deepEqual(result.notes, ['saved']);
    assert.equal(readFileSync(lesson.path, 'utf8'), good);
    assert.deepEqual(seen.slice(0, 2), ['setup-imports', 'setup-options']);
    assert.equal(seen.length, 7);
  });

  it('fails at a cell that throws', async () => {
    const result = await runWith('coinLoss(0);', "throw new RangeError('no such coin');");
    assert.equal(result.isOk, false);
    assert.match(
      result.notes[0],
      /^01_coin_game\.ipynb, cell loss-at-zero: .*RangeError: no such coin/s,
    );
  });

  it('fails at a cell that does not compile', async () => {
    const result = await runWith('coinLoss(0);', 'coinLoss(nothing);');
    assert.match(
      result.notes[0],
      /^01_coin_game\.ipynb, cell loss-at-zero: .*Cannot find name 'nothing'/s,
    );
  });

  it('fails at a cell that writes to stderr', async () => {
    const result = await runWith('coinLoss(0);', "console.error('careful');");
    assert.match(result.notes[0], /cell loss-at-zero: writes to stderr: careful/);
  });

  it('saves what a cell prints though it is half of a surrogate pair', async () => {
    const result = await runWith('coinLoss(0);', "console.log('a👍b'.slice(0, 2));");
    assert.deepEqual(result.notes, ['ok']);
  });

  it('fails when the kernel dies', async () => {
    const result = await runWith('coinLoss(0);', 'process.exit(1);');
    assert.match(result.notes[0], /cell loss-at-zero: the kernel died/);
    assert.ok(readFileSync(join(course.root, 'runs', 'notebooks', lesson.name), 'utf8').length > 0);
  });
});
