import assert from 'node:assert/strict';

import { tableHtml } from '../../../lib/table-html';
import { otherRunsOf } from '../../../tools/spread/compare';
import { numbersIn, plainNumber, printedNumbers } from '../../../tools/spread/printed-numbers';
import { reportText } from '../../../tools/spread/report';
import type { Output } from '../../../tools/notebooks/notebook';
import { code, notebookOf, printed } from '../../notebooks/build-notebook';

const table = (rows: Parameters<typeof tableHtml>[0]): Output => ({
  output_type: 'display_data',
  data: { 'text/html': tableHtml(rows) },
  metadata: {},
});

describe('printedNumbers', () => {
  it('finds the numbers of lines, and says which line they are of', () => {
    const outputs = [printed('steps: 1,500\nJSD −0.25, then 3e-4 of D2\n')];
    assert.deepEqual(
      printedNumbers(notebookOf(code('a-b', '', { outputs }))).map(({ of, text, value }) => ({
        of,
        text,
        value,
      })),
      [
        { of: 'steps: ·', text: '1,500', value: 1500 },
        { of: 'JSD ·, then · of D2', text: '−0.25', value: -0.25 },
        { of: 'JSD ·, then · of D2', text: '3e-4', value: 3e-4 },
      ],
    );
  });

  it('finds the numbers of tables by row and column, but not in the names of the rows', () => {
    const outputs = [table([{ epoch: 'of 10', 'D loss': '0.5', share: '8.1 %' }])];
    const found = printedNumbers(notebookOf(code('a-b', '', { outputs })));
    assert.deepEqual(
      found.map(({ of, text }) => [of, text]),
      [
        ['of 10 · D loss', '0.5'],
        ['of 10 · share', '8.1'],
      ],
    );
  });

  it('leaves times on the clock out', () => {
    const outputs = [printed('minutes 3.1\n'), table([{ gan: 'a', minutes: '2.5', modes: '8' }])];
    const found = printedNumbers(notebookOf(code('a-b', '', { outputs })));
    assert.deepEqual(
      found.map(({ text }) => text),
      ['8'],
    );
  });
});

describe('numbersIn', () => {
  it('reads numbers as people write them, not those inside of names', () => {
    assert.deepEqual(numbersIn('a $-0.08$ of 1,234 in conv2d, −2 to +1.5e-3 %'), [
      '-0.08',
      '1,234',
      '−2',
      '+1.5e-3',
    ]);
    assert.equal(plainNumber('−1,234.50'), '-1234.50');
  });
});

describe('otherRunsOf', () => {
  const beside = (text: string) =>
    code('a-your-run', '', { outputs: [table([{ number: 'modes', 'this run': text, to: '9' }])] });
  const lesson = (loss: string, modes: string) =>
    notebookOf(
      code('a-train', '', { outputs: [printed(`D loss ${loss}, of 3 seeds\n`)] }),
      beside(modes),
    );
  const about = {
    code: 'c0de',
    processor: 'p',
    runs: [1, 2].map((seed) => ({ seed, kernels: 'all' })),
  };

  it('keeps the main numbers, and each printed number that differs with its values', () => {
    const found = otherRunsOf(about, {
      runs: [lesson('0.50', '8'), lesson('0.75', '7')],
      sameSeed: [lesson('0.50', '8')],
    });
    assert.deepEqual(found, {
      ...about,
      figures: { modes: [8, 7] },
      numbers: [
        {
          key: 'a-train/0/0/0',
          cell: 'a-train',
          of: 'D loss ·, of · seeds',
          values: [0.5, 0.75],
          isOfSeed: true,
        },
      ],
    });
    const text = reportText(found, printedNumbers(lesson('0.50', '8')));
    assert.match(text, /modes: 7\.5 ± 0\.7071 \(7 to 8\)/);
    assert.match(text, /a-train\n {2}seed {2}0\.50 {2}0\.625 ± 0\.1768 \(0\.5 to 0\.75\)/);
  });

  it('says null where a run printed no such number', () => {
    const short = notebookOf(code('a-train', ''), beside('8'));
    const kept = lesson('0.50', '8');
    const { numbers } = otherRunsOf(about, { runs: [kept, short], sameSeed: [kept] });
    assert.deepEqual(
      numbers.map(({ key, values }) => [key, values]),
      [
        ['a-train/0/0/0', [0.5, null]],
        ['a-train/0/0/1', [3, null]],
      ],
    );
  });

  it('finds nothing where all runs are the same', () => {
    const kept = lesson('0.50', '8');
    const found = otherRunsOf(about, { runs: [kept, kept], sameSeed: [kept] });
    assert.deepEqual(found.numbers, []);
    assert.match(reportText(found, []), /All numbers are the same/);
  });

  it('tells a number that other kernels print otherwise from one of the seed', () => {
    const kept = lesson('0.50', '8');
    const { numbers } = otherRunsOf(about, {
      runs: [kept, kept],
      sameSeed: [kept, lesson('0.51', '8')],
    });
    assert.deepEqual(
      numbers.map(({ isOfSeed }) => isOfSeed),
      [false],
    );
  });
});
