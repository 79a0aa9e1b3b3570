import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { coursePython } from '../../tools/notebooks/execute';
import { COURSE } from '../../tools/notebooks/lessons';
import { highlightCode } from '../../tools/site/highlight';
import { runPython } from '../../tools/site/run-python';

const PYTHON = coursePython(COURSE);

describe('highlightCode', () => {
  const before = process.env.PYTHONIOENCODING;
  afterEach(() => {
    if (before === undefined) delete process.env.PYTHONIOENCODING;
    else process.env.PYTHONIOENCODING = before;
  });

  for (const encoding of ['utf-8', 'latin-1', 'ascii', 'gb2312']) {
    it(`keeps every letter where Python's streams are ${encoding}`, async () => {
      process.env.PYTHONIOENCODING = encoding;
      const [html] = await highlightCode(['// 2³¹ − 1, 𝒢, "é"'], PYTHON);
      assert.match(html, /^<span class="c1">\/\/ 2³¹ − 1, 𝒢, (&quot;|")é(&quot;|")<\/span>/);
    });
  }
});

describe('runPython', () => {
  const folder = mkdtempSync(join(tmpdir(), 'run-python-'));
  after(() => rmSync(folder, { recursive: true }));
  const run = (code: string, input?: string) => {
    const program = join(folder, 'program.py');
    writeFileSync(program, code);
    return runPython(PYTHON, [program], { input });
  };

  it('resolves with what the program writes of what it reads', async () => {
    assert.equal(await run('print(len(input()))', 'four\n'), '4\n');
  });

  it("rejects with the program's own last words, also of one that does not read", async () => {
    const message = /program\.py ended with 3:\nno such lexer$/;
    const code = 'import sys; print("no such lexer", file=sys.stderr); sys.exit(3)';
    await assert.rejects(run(code, 'x'.repeat(1_000_000)), { message });
  });

  it('rejects when there is no such program', async () => {
    await assert.rejects(runPython(join(folder, 'none'), []), /ENOENT/);
  });
});
