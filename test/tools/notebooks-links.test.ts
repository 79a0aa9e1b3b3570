import assert from 'node:assert/strict';
import { formatFinding } from '../../tools/notebooks/findings';
import { checkLinks } from '../../tools/notebooks/rules/links';
import { lessonOf, markdown } from '../notebooks/build-notebook';
import { COIN_LESSON } from '../notebooks/small-course';

/** What is found in a text that stands beside the coin lesson. */
function found(text: string): string[] {
  return checkLinks(lessonOf(markdown('a-b', text)), COIN_LESSON).map(formatFinding);
}

describe('checkLinks', () => {
  it('accepts other lessons, headings, pages and pictures of the repository', () => {
    const text = [
      '[lesson](./01_coin_game.ipynb#Setup) and [above](#Setup)',
      '[page](https://example.org) ![dots](01_coin_game.ipynb)',
    ];
    assert.deepEqual(found(text.join('\n')), []);
  });

  it('finds a link that leads nowhere', () => {
    assert.deepEqual(found('\n[x](./99_none.ipynb#Setup)'), [
      '01_small.ipynb, cell a-b, line 2: the link ./99_none.ipynb#Setup leads nowhere',
    ]);
  });

  it('finds a picture without alt text, and one from the network', () => {
    assert.deepEqual(found('![](01_coin_game.ipynb)'), [
      '01_small.ipynb, cell a-b, line 1: the picture 01_coin_game.ipynb has no alt text',
    ]);
    assert.deepEqual(found('![x](https://example.org/x.png)'), [
      '01_small.ipynb, cell a-b, line 1: the picture https://example.org/x.png needs the network',
    ]);
  });

  /** Each text, and what is said of it. */
  const CASES: readonly (readonly [string, string])[] = [
    ['[half price](50%_off.md)', 'the link 50%_off.md is no address: write %25 for a percent sign'],
    ['![x](50%_off.png)', 'the picture 50%_off.png is no address: write %25 for a percent sign'],
    ['<a href="none.md">x</a>', 'the link none.md leads nowhere'],
    ['[x][y]\n\n[y]: none.md', 'the link none.md leads nowhere'],
    [
      '[x](/etc/hosts)',
      'the link /etc/hosts is no relative path: readers have the course elsewhere',
    ],
    ['![x](..)', 'the picture .. leads nowhere'],
    [
      '<img src="https://example.org/x.png" alt="x">',
      'the picture https://example.org/x.png needs the network',
    ],
    [
      '![x][y]\n\n[y]: https://example.org/x.png',
      'the picture https://example.org/x.png needs the network',
    ],
    ['![x](//example.org/x.png)', 'the picture //example.org/x.png needs the network'],
    [
      '<img src="01_coin_game.ipynb" srcset="https://example.org/x.png 2x" alt="x">',
      'the picture https://example.org/x.png needs the network',
    ],
    [
      '<p style="background: url(https://example.org/x.png)">x</p>',
      'the <p> with https://example.org/x.png needs the network',
    ],
    [
      '<iframe src="https://example.org/"></iframe>',
      "a lesson's text has links, pictures and formulas, but no <iframe>",
    ],
    [
      '<video src="x.mp4"></video>',
      "a lesson's text has links, pictures and formulas, but no <video>",
    ],
    [
      '![x](attachment:none.png)',
      'the picture attachment:none.png is not among those pasted into the cell: paste it again',
    ],
  ];
  for (const [text, message] of CASES) {
    it(`finds, with its cell and its line, ${text.replace(/\n/g, ' ')}`, () => {
      const place = /^01_small\.ipynb, cell a-b, line \d+: /;
      assert.deepEqual(
        found(`Before.\n\n${text}`).map((each) => each.replace(place, '')),
        [message],
      );
    });
  }

  it('accepts a picture pasted into the cell, up to 100 KB', () => {
    const foundIn = (numBytes: number) => {
      const data = Buffer.alloc(numBytes).toString('base64');
      const attachments = { 'x.png': { 'image/png': data } };
      const cell = { ...markdown('a-b', '![x](attachment:x.png)'), attachments };
      return checkLinks(lessonOf(cell), COIN_LESSON).map(formatFinding);
    };
    assert.deepEqual(foundIn(102_400), []);
    assert.match(foundIn(102_401).join(), /x\.png has 101 KB: the limit is 100 KB$/);
  });

  it('takes brackets in a formula for a formula, and dollars in code for code', () => {
    assert.deepEqual(found('$f[i](x)$ and `$a[i](x)`'), []);
    assert.equal(found('`$a` [x](none.md) `$b`').length, 1);
  });

  it('takes brackets in a code block for code', () => {
    assert.deepEqual(found('```ts\nlosses[name](real)\n```'), []);
  });
});
