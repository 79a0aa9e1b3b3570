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

  it('takes brackets in a code block for code', () => {
    assert.deepEqual(found('```ts\nlosses[name](real)\n```'), []);
  });
});
