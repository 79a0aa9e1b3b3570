import assert from 'node:assert/strict';
import { Formulas, splitFormulas } from '../../tools/site/formulas';
import { parseFragment } from '../../tools/site/html';
import { plainTokens } from '../../tools/site/code';
import { markQuizzes } from '../../tools/site/quizzes';
import { searchEntries, searchScript } from '../../tools/site/search';
import { sectionsOf } from '../../tools/site/sections';
import { keepUnits } from '../../tools/site/units';

describe('keepUnits', () => {
  it('lets no line end before a percent sign or beside a ±, and leaves code alone', () => {
    const $ = parseFragment('<p>97.2 ± 0.2 % or $1.1$ % <em>of 3 %</em> <code>5 % 2</code></p>');
    keepUnits($);
    assert.equal($('p').text(), '97.2\u00a0±\u00a00.2\u00a0% or $1.1$\u00a0% of 3\u00a0% 5 % 2');
  });
});

describe('splitFormulas', () => {
  it('takes text and formulas apart', () => {
    assert.deepEqual(splitFormulas('a $x$ b $$y$$'), [
      'a ',
      { tex: 'x', display: false },
      ' b ',
      { tex: 'y', display: true },
    ]);
  });
});

describe('splitFormulas, of environments without dollars,', () => {
  const align = '\\begin{align}x &= y\\end{align}';

  it('takes them for displayed formulas, as JupyterLab does', () => {
    assert.deepEqual(splitFormulas(`a ${align} b`), ['a ', { tex: align, display: true }, ' b']);
  });

  it('leaves those within dollars to their formula', () => {
    assert.deepEqual(splitFormulas(`$$${align}$$`), [{ tex: align, display: true }]);
    assert.deepEqual(splitFormulas(`$${align}$`), [{ tex: align, display: false }]);
  });
});

describe('Formulas', () => {
  let formulas: Formulas;
  before(async () => {
    formulas = await Formulas.open();
  });

  it('draws formulas of the text, and leaves code alone', () => {
    const $ = parseFragment('<p>$x$ and <code>$y$</code></p><p>$$\\boldsymbol{z}$$</p>');
    assert.deepEqual(formulas.render($), []);
    assert.equal($('mjx-container > svg').length, 2);
    assert.equal($('mjx-assistive-mml math').length, 2);
    assert.equal($('code').text(), '$y$');
    // each use of a letter's shape finds it on this very page
    const uses = [...$.html().matchAll(/xlink:href="#([^"]+)"/g)];
    assert.ok(uses.length >= 2);
    uses.forEach(([, id]) => assert.equal($(`path[id="${id}"]`).length, 1));
  });

  it('draws an environment without dollars', () => {
    const $ = parseFragment('<p>\\begin{align}\nx &amp;= y \\\\ z &amp;&lt; 1\n\\end{align}</p>');
    assert.deepEqual(formulas.render($), []);
    assert.equal($('mjx-container[display="true"] > svg').length, 1);
    assert.equal($('p').clone().children().remove().end().text(), '');
  });

  it('says which formula it cannot read', () => {
    const [error] = formulas.render(parseFragment('<p>$\\nosuch{x}$</p>'));
    assert.match(error, /^the formula \\nosuch\{x\}: Undefined control sequence/);
  });

  it("keeps what touches a formula on the formula's line", () => {
    const $ = parseFragment("<p>all of ($G$'s loss) falls</p>");
    formulas.render($);
    assert.equal($('.together').clone().find('mjx-container').remove().end().text(), "('s");
  });
});

describe('plainTokens', () => {
  it('keeps the marks of tokens with a colour only', () => {
    const $ = parseFragment(
      '<div class="highlight"><span class="k">if</span><span class="w"> </span><a><span class="nx">x</span></a></div>',
    );
    plainTokens($);
    assert.equal($.html(), '<div class="highlight"><span class="k">if</span> <a>x</a></div>');
  });
});

describe('markQuizzes', () => {
  it('makes one question of the paragraph and the answers below it', () => {
    const answer = (name: string, text: string): string =>
      `<li><details><summary>${name}</summary><p>${text}</p></details></li>`;
    const $ = parseFragment(
      `<p>Before.</p><p><strong>Question.</strong> Why?</p><ul>${answer('a', 'Wrong: x.')}${answer('b', 'Right: y.')}</ul><p>After.</p>`,
    );
    markQuizzes($);
    assert.equal($('.quiz').length, 1);
    assert.equal($('.quiz > p').text(), 'Question. Why?');
    assert.equal($('.quiz details.wrong summary').text(), 'a');
    assert.equal($('.quiz details.right summary').text(), 'b');
    assert.equal($.root().children('p').length, 2);
  });
});

describe('sectionsOf', () => {
  it('finds for each heading the text and the code below it', () => {
    const $ = parseFragment(
      '<h1 id="t">T</h1><p>one</p><div><h2 id="s">S<a class="anchor">#</a></h2><p>two</p><p>three</p><pre>f(x)</pre></div>',
    );
    assert.deepEqual(sectionsOf($), [
      { id: 't', title: 'T', level: 1, text: 'one', code: '' },
      { id: 's', title: 'S', level: 2, text: 'two three', code: 'f(x)' },
    ]);
  });
});

describe('sectionsOf, of a whole file,', () => {
  it('has nothing: its parts stand above it', () => {
    const $ = parseFragment(
      '<h2 id="s">S</h2><details class="source file"><pre>f(x)</pre></details>',
    );
    assert.deepEqual(sectionsOf($), [{ id: 's', title: 'S', level: 2, text: '', code: '' }]);
  });
});

describe('searchEntries', () => {
  it('has an entry for each section, formulas as one may type them, and the names in its code', () => {
    const page = { file: '01_x.html', title: 'X', description: '', body: '' };
    const section = {
      id: 'a b',
      title: 'A $\\beta_1$',
      level: 2,
      text: '$$\\begin{gathered}\\ln 2,\\\\[0.4em]x\\end{gathered}$$ wins',
      code: 'f(total, total)',
    };
    const [entry] = searchEntries(page, [section]);
    assert.deepEqual(entry, {
      url: '01_x.html#a%20b',
      page: 'X',
      section: 'A beta_1',
      text: ' ln 2, x  wins',
      code: 'total',
    });
    assert.match(searchScript([entry]), /^window\.courseSearchEntries = \[.*\];\n$/);
  });
});
