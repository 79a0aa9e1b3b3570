import assert from 'node:assert/strict';
import { parseFragment } from '../../tools/site/html';
import {
  addAnchors,
  linkImports,
  linkInlineCode,
  linkTokens,
  rewriteLinks,
} from '../../tools/site/links';

/** What a function makes of a piece of HTML. */
function after(html: string, change: ($: ReturnType<typeof parseFragment>) => void): string {
  const $ = parseFragment(html);
  change($);
  return $.html();
}

const PLACES = new Map([['trainGan', 'reference/training.html#trainGan']]);
const LINK = '<a class="name" href="reference/training.html#trainGan">';

describe('rewriteLinks', () => {
  const files = new Set([
    '01_x.html',
    '02_x.html',
    'reference/data-pictures.html',
    'reference/losses.html',
    'reference/metrics.html',
  ]);
  const rewrite = (html: string): string => after(html, ($) => rewriteLinks($, files));

  it('leads links to lessons to their pages', () => {
    assert.equal(
      rewrite('<a href="./02_x.ipynb">two</a> <a class="c" href="01_x.ipynb#Setup">one</a>'),
      '<a href="02_x.html">two</a> <a class="c" href="01_x.html#Setup">one</a>',
    );
  });

  it("leads links to the library's files to the reference", () => {
    assert.equal(
      rewrite('<a href="../lib/losses.ts">a</a> <a href="../lib/metrics/score.ts">b</a>'),
      '<a href="reference/losses.html">a</a> <a href="reference/metrics.html">b</a>',
    );
  });

  it('leads links to data to the page of their kind, folders too', () => {
    assert.equal(
      rewrite('<a href="../lib/data/emoji.ts">a</a> <a href="../lib/data/faces/">b</a>'),
      '<a href="reference/data-pictures.html">a</a> <a href="reference/data-pictures.html">b</a>',
    );
  });

  it('leaves links to the web and within the page', () => {
    const html = '<a href="https://example.org/01_x.ipynb">web</a> <a href="#Setup">here</a>';
    assert.equal(rewrite(html), html);
  });

  it('keeps only the text of links to other files', () => {
    const html = '<a href="../data/x.json"><code>x</code></a> <a href="./09_x.ipynb">nine</a>';
    assert.equal(rewrite(html), '<code>x</code> nine');
  });
});

describe('addAnchors', () => {
  it('gives each section a link to itself in the place of the one that nbconvert writes', () => {
    const html = '<h2 id="a-b?">A<a class="anchor-link" href="#a-b?">¶</a></h2>';
    assert.equal(
      after(html, addAnchors),
      '<h2 id="a-b?">A<a class="anchor" aria-label="Link to this section" href="#a-b%3F">#</a></h2>',
    );
  });
});

describe('linkInlineCode', () => {
  const link = (html: string): string => after(html, ($) => linkInlineCode($, PLACES, ''));

  it('leads names and calls to their entries', () => {
    assert.equal(link('<p><code>trainGan</code></p>'), `<p>${LINK}<code>trainGan</code></a></p>`);
    assert.equal(link('<code>trainGan(a, b)</code>'), `${LINK}<code>trainGan(a, b)</code></a>`);
  });

  it('leaves other code, headings and code that is a link already', () => {
    for (const html of [
      '<code>trainGans</code>',
      '<h2><code>trainGan</code></h2>',
      '<a href="x"><code>trainGan</code></a>',
      '<pre><code>trainGan</code></pre>',
    ])
      assert.equal(link(html), html);
  });
});

describe('linkImports', () => {
  const cell = (from: string): string =>
    `<div class="highlight"><pre>import { <span>trainGan</span> } from <span>'${from}'</span></pre></div>`;

  it('leads the names of an import from the library to their entries', () => {
    const html = after(cell('../lib'), ($) => linkImports($, PLACES, ''));
    assert.ok(html.includes(`${LINK}<span>trainGan</span></a>`));
  });

  it('leaves imports from elsewhere', () => {
    assert.equal(
      after(cell('node:fs'), ($) => linkImports($, PLACES, '')),
      cell('node:fs'),
    );
  });
});

describe('linkTokens', () => {
  it('leaves properties with the name of a function', () => {
    const html =
      '<span>x</span><span>.</span><span>trainGan</span><b>{</b><span>trainGan</span><span>:</span>';
    assert.equal(
      after(html, ($) => linkTokens($, $('span'), PLACES, '')),
      html,
    );
  });
});
