import assert from 'node:assert/strict';

import { type OtherRuns, besideOtherRuns } from '../../lib/experiments/other-runs';
import { tableHtml } from '../../lib/table-html';
import { libraryFace } from '../../tools/notebooks/check-lesson';
import { formatFinding } from '../../tools/notebooks/findings';
import { fingerprintOf } from '../../tools/notebooks/freshness';
import { checkKeptRun } from '../../tools/notebooks/rules/kept-run';
import { code, lessonOf, markdown, printed } from '../notebooks/build-notebook';
import { makeSmallCourse } from '../notebooks/small-course';

describe('checkKeptRun', () => {
  const { course, remove } = makeSmallCourse();
  after(remove);
  const face = libraryFace(course);
  const numbers: OtherRuns['numbers'] = [
    {
      key: 'a-train/0/0/0',
      cell: 'a-train',
      of: 'D loss ·',
      values: [0.26, 0.31],
      isOfSeed: false,
    },
  ];
  const others = (about: Partial<OtherRuns> = {}): OtherRuns => ({
    code: fingerprintOf(lesson('').notebook, face).code,
    processor: 'p',
    runs: [1, 2].map((seed) => ({ seed, kernels: 'all' })),
    figures: { modes: [7, 8] },
    numbers,
    ...about,
  });
  /** A lesson that prints 0.281 and 0.500, of which only the first differs from run to run. */
  function lesson(text: string, rows = besideOtherRuns('01', { modes: '8' }, undefined)) {
    const table = {
      output_type: 'display_data' as const,
      data: { 'text/html': tableHtml(rows) },
      metadata: {},
    };
    return lessonOf(
      code('a-train', 'train();', { outputs: [printed('D loss 0.281\nhalf 0.500\nshare 0.8\n')] }),
      code('a-your-run', 'show();', { outputs: [table] }),
      markdown('a-read', text),
    );
  }
  const rows = () => besideOtherRuns('01', { modes: '8' }, others());
  const found = (text: string, about?: Partial<OtherRuns>, shown = rows()) =>
    checkKeptRun(lesson(text, shown), others(about), face).map(formatFinding);

  it('finds nothing where the text keeps to what is certain', () => {
    assert.deepEqual(found('The loss ends between 0.2 and 0.4, and half is 0.500.'), []);
  });

  it('finds a number of the kept run that is not said to be one', () => {
    assert.deepEqual(found('One.\n\nThe loss ends at 0.281.'), [
      '01_small.ipynb, cell a-read, line 3: 0.281 is of this run only (a-train, D loss ·: other runs 0.26 to ' +
        '0.31, expected 0 to 0.835): give the range, or say "in the kept run"',
    ]);
  });

  it('accepts it in a paragraph or an item that says so, and only there', () => {
    assert.deepEqual(found('In the kept run the loss\nends at 0.281.'), []);
    assert.equal(found('- the kept run: 0.281\n- the loss: 0.281').length, 1);
  });

  it('accepts a number that depends on the seed alone', () => {
    const ofSeed = numbers.map((number) => ({ ...number, isOfSeed: true }));
    assert.deepEqual(found('The loss ends at 0.281.', { numbers: ofSeed }), []);
  });

  it('leaves numbers of one digit alone, which are often there by chance', () => {
    const third = numbers.map((number) => ({ ...number, key: 'a-train/0/2/0' }));
    assert.deepEqual(found('D gives 0.8 to each.', { numbers: third }), []);
  });

  it('finds runs of other code', () => {
    assert.deepEqual(found('', { code: '0ther' }), [
      '01_small.ipynb, cell a-your-run: the code has changed since the other runs were made: run npm run spread -- 01',
    ]);
  });

  it('finds a table of other runs than those that are kept', () => {
    assert.deepEqual(found('', {}, besideOtherRuns('01', { modes: '8' }, undefined)), [
      '01_small.ipynb, cell a-your-run: shows other numbers than data/spread/01.json: run npm run notebooks -- 01',
    ]);
  });

  it('asks for runs where a lesson has the table and none are kept', () => {
    const findings = checkKeptRun(lesson(''), undefined, face).map(formatFinding);
    assert.deepEqual(findings, [
      '01_small.ipynb, cell a-your-run: no other runs to stand beside: run npm run spread -- 01',
    ]);
  });

  it('knows the table by each ending that the id of its cell may have', () => {
    for (const ending of ['-your-run', '-your-seeds', '-your-range']) {
      const findings = checkKeptRun(lessonOf(code(`a${ending}`, 'show();')), undefined, face);
      assert.equal(findings.length, 1, ending);
    }
    assert.deepEqual(checkKeptRun(lessonOf(code('a-your-runs', 'show();')), undefined, face), []);
  });

  it('leaves lessons alone that have no such table', () => {
    const plain = lessonOf(markdown('a-read', 'The loss ends at 0.281.'));
    assert.deepEqual(checkKeptRun(plain, others(), face), []);
  });
});
