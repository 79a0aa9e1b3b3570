import assert from 'node:assert/strict';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CellProgress } from '../../tools/notebooks/execute';
import { selectLessons } from '../../tools/notebooks/lessons';
import { runLesson, type RunResult } from '../../tools/notebooks/run-lesson';
import { makeSmallCourse } from '../notebooks/small-course';

const DONE = '{"event":"done"}';

/** A stand-in for Python with nbclient; test/e2e/notebooks.test.ts runs the real one. */
describe('runLesson', () => {
  const { course, remove } = makeSmallCourse();
  const [lesson] = selectLessons(course, []);
  const kept = join(course.root, 'runs', 'notebooks', lesson.name);
  const good = readFileSync(lesson.path, 'utf8');
  const python = join(course.root, 'python');
  beforeEach(() => writeFileSync(lesson.path, good));
  after(remove);

  /** Runs the lesson with a driver that does this; $2 is the notebook and $3 where its outputs go. */
  async function run(
    script: string,
    isQuick = false,
    onCell = (_: CellProgress): void => {},
  ): Promise<RunResult> {
    mkdirSync(join(course.root, 'runs', 'notebooks'), { recursive: true });
    writeFileSync(python, `#!/bin/sh\n${script}\n`);
    chmodSync(python, 0o755);
    return runLesson(course, lesson, { isQuick, onCell, python });
  }

  it('saves what ran well, in normal form and stamped', async () => {
    writeFileSync(lesson.path, good.replace(/"gan": \{[^}]*\}\s*\},/, ''));
    const result = await run(
      `sed 's/"execution_count": \\([0-9]\\)/"execution_count": 1\\1/' "$2" > "$3"; echo '${DONE}'`,
    );
    assert.deepEqual([result.isOk, result.notes], [true, ['saved']]);
    assert.equal(readFileSync(lesson.path, 'utf8'), good);
    assert.equal(existsSync(kept), false);
  });

  it('never writes the lesson in a quick run', async () => {
    const script = `sed 's/0.6931471805599453/0.7/' "$2" > "$3"; echo '${DONE}'`;
    const result = await run(script, true);
    assert.deepEqual([result.isOk, result.notes], [true, ['ok']]);
    assert.equal(readFileSync(lesson.path, 'utf8'), good);
  });

  it('sets GAN_QUICK for a quick run, and takes it away for a full one', async () => {
    const before = process.env.GAN_QUICK;
    process.env.GAN_QUICK = '1';
    const script = `cp "$2" "$3"; echo "{\\"event\\":\\"failed\\",\\"message\\":\\"GAN_QUICK=$GAN_QUICK\\"}"`;
    try {
      assert.match((await run(script, true)).notes[0], /: GAN_QUICK=1$/);
      assert.match((await run(script, false)).notes[0], /: GAN_QUICK=$/);
    } finally {
      if (before === undefined) delete process.env.GAN_QUICK;
      else process.env.GAN_QUICK = before;
    }
  });

  it('tells the cell it is at', async () => {
    const seen: CellProgress[] = [];
    const event = '{"event":"cell","id":"loss-define","number":3,"of":7}';
    await run(`cp "$2" "$3"; echo '${event}'; echo '${DONE}'`, true, (progress) =>
      seen.push(progress),
    );
    assert.deepEqual(seen, [{ id: 'loss-define', number: 3, of: 7 }]);
  });

  it('names the cell that failed, keeps its outputs, and leaves the lesson', async () => {
    const event = '{"event":"failed","id":"loss-define","message":"failed with RangeError: no"}';
    const result = await run(`echo half > "$3"; echo '${event}'; exit 1`);
    assert.deepEqual(result.notes, [
      '01_coin_game.ipynb, cell loss-define: failed with RangeError: no',
      'its outputs: runs/notebooks/01_coin_game.ipynb',
    ]);
    assert.equal(result.isOk, false);
    assert.equal(readFileSync(kept, 'utf8'), 'half\n');
    assert.equal(readFileSync(lesson.path, 'utf8'), good);
  });

  it('fails when a picture has no alt text, and leaves the lesson', async () => {
    const result = await run(`sed 's/"alt"/"old"/' "$2" > "$3"; echo '${DONE}'`);
    assert.equal(
      result.notes[0],
      '01_coin_game.ipynb, cell many-picture: the image/png output has no alt text',
    );
    assert.equal(readFileSync(lesson.path, 'utf8'), good);
  });

  it('does not overwrite a lesson that was edited while it ran', async () => {
    const result = await run(`cp "$2" "$3"; echo >> "$2"; echo '${DONE}'`);
    assert.match(result.notes[0], /^not saved: the notebook was changed/);
    assert.equal(readFileSync(lesson.path, 'utf8'), `${good}\n`);
  });

  it('shows the last lines of a driver that breaks down', async () => {
    const result = await run('echo "No module named nbclient" >&2; exit 3');
    assert.match(
      result.notes[0],
      /the notebook client ended with code 3: No module named nbclient/,
    );
  });

  it('says what to do without Python', async () => {
    const result = await runLesson(course, lesson, {
      isQuick: true,
      onCell: () => {},
      python: join(course.root, 'none'),
    });
    assert.match(result.notes[0], /none is missing: npm start or npm test sets it up/);
  });
});
