import assert from 'node:assert/strict';
import { finishPage, indexPage, rewriteLinks } from '../../tools/site/pages';

const ENTRIES = ['one', 'two & <three>', 'four'].map((title, i) => ({
  file: `0${i + 1}_x.html`,
  title,
  promise: `Promise ${i + 1}`,
}));

describe('rewriteLinks', () => {
  const files = new Set(['01_x.html', '02_x.html']);

  it('leads links to lessons to their pages', () => {
    const html = '<a href="./02_x.ipynb">two</a> <a class="c" href="01_x.ipynb#Setup">one</a>';
    assert.equal(
      rewriteLinks(html, files),
      '<a href="02_x.html">two</a> <a class="c" href="01_x.html#Setup">one</a>',
    );
  });

  it('leaves links to the web and within the page', () => {
    const html =
      '<a href="https://example.org/01_x.ipynb">web</a> <a class="anchor-link" href="#Setup">¶</a>';
    assert.equal(rewriteLinks(html, files), html);
  });

  it('keeps only the text of links to other files', () => {
    const html =
      '<a href="../lib/losses.ts"><code>losses</code></a> <a href="./09_x.ipynb">nine</a>';
    assert.equal(rewriteLinks(html, files), '<code>losses</code> nine');
  });
});

describe('finishPage', () => {
  const html =
    '<title>02_x</title><!-- lesson navigation --><p>$1 costs $&</p><!-- lesson navigation -->';

  it('gives the page its title, and leads to its neighbours twice', () => {
    const page = finishPage(html, ENTRIES, '02_x.html');
    assert.match(page, /<title>two &amp; &lt;three&gt;<\/title>/);
    assert.equal(page.match(/<a href="01_x\.html">← one<\/a>/g)?.length, 2);
    assert.equal(page.match(/<a href="index\.html">All lessons<\/a>/g)?.length, 2);
    assert.equal(page.match(/<a href="03_x\.html">four →<\/a>/g)?.length, 2);
    assert.match(page, /<p>\$1 costs \$&<\/p>/);
  });

  it('leads nowhere before the first and after the last lesson', () => {
    assert.doesNotMatch(finishPage(html, ENTRIES, '01_x.html'), /←/);
    assert.doesNotMatch(finishPage(html, ENTRIES, '03_x.html'), /→/);
  });
});

describe('indexPage', () => {
  it('lists every lesson with its promise', () => {
    const page = indexPage('<ol><!-- lessons --></ol>', ENTRIES);
    assert.equal(page.match(/<li>/g)?.length, 3);
    assert.match(
      page,
      /<li><a href="02_x\.html">two &amp; &lt;three&gt;<\/a><p>Promise 2<\/p><\/li>/,
    );
  });
});
