import assert from 'node:assert/strict';

import { tableHtml } from '../lib/table-html';

describe('tableHtml', () => {
  it('has header cells for columns, and for rows when the first column is words', () => {
    const html = tableHtml([{ loss: 'hinge', value: '0.50' }]);
    assert.equal(
      html,
      '<table><thead><tr><th scope="col" style="text-align: left">loss</th>' +
        '<th scope="col" style="text-align: right">value</th></tr></thead>' +
        '<tbody><tr><th scope="row" style="text-align: left">hinge</th>' +
        '<td style="text-align: right">0.50</td></tr></tbody></table>',
    );
  });

  it('has plain cells in a first column of numbers', () => {
    assert.doesNotMatch(tableHtml([{ step: 1, loss: 2 }]), /scope="row"/);
  });

  it('puts numbers flush right, also those written as text', () => {
    for (const number of [0.5, -3, '1,234', '−0.25', '3.1e-8', '83 %', '1e+3']) {
      assert.match(tableHtml([{ a: number }]), /<td style="text-align: right">/, String(number));
    }
    for (const word of ['', 'step 3', '1/2', 'e5', '3-4']) {
      assert.match(tableHtml([{ n: 1, a: word }]), /<td style="text-align: left">/, word);
    }
  });

  it('shows what looks like HTML as it is written', () => {
    assert.match(tableHtml([{ a: '<b> & "c"' }]), />&lt;b&gt; &amp; "c"</);
  });

  it('puts the columns in the order of the first row', () => {
    const html = tableHtml([
      { a: 1, b: 2 },
      { b: 4, a: 3 },
    ]);
    assert.deepEqual(html.match(/\d(?=<)/g), ['1', '2', '3', '4']);
  });

  it('refuses no row, and a row with other columns', () => {
    assert.throws(() => tableHtml([]), {
      name: 'RangeError',
      message: 'expected at least 1 row, but got 0',
    });
    assert.throws(() => tableHtml([{ a: 1 }, { a: 1, b: 2 }]), {
      name: 'RangeError',
      message: 'expected row 1 to have the columns of row 0 (a), but got a, b',
    });
  });
});
