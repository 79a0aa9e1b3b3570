import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { wellFormed } from '../../kernel/well-formed';
import { normaliseNotebook } from '../../tools/notebooks/normalise';
import { notebookOf } from '../notebooks/build-notebook';
import { KernelClient, errorOf, streamText } from './kernel-client';

/** Where Jupyter finds the kernel. */
const SPEC = join(__dirname, '../../.venv/share/jupyter/kernels/tslab/kernel.json');

/** A loop like a training's: it looks at the signal, pauses for real, and returns what it has. */
const TRAINING = `const steps = await withInterrupt(async (signal) => {
  for (; count < 1e6 && !signal.aborted; count++) {
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  return count;
});
console.log('ended at', steps === count);`;

interface Completion {
  readonly matches: readonly string[];
  readonly cursor_start: number;
  readonly cursor_end: number;
}

describe('the kernel', function () {
  this.timeout(60_000);
  let kernel: KernelClient;
  before(async () => {
    kernel = new KernelClient();
    await kernel.ready();
  });
  after(() => kernel.close());
  const one = async (code: string, interruptAfter?: number) =>
    (await kernel.run([code], interruptAfter))[0];

  it('counts executions and echoes the code', async () => {
    const [first, second] = await kernel.run(['const a: number = 1;', 'a + 1']);
    assert.equal(second.count, first.count + 1);
    const input = second.outputs[0];
    assert.deepEqual([input.type, input.execution_count], ['execute_input', second.count]);
    assert.equal(streamText(second), '2\n');
  });

  it('tells an error with its message, and the cells and lines it went through', async () => {
    const [defined, failed] = await kernel.run([
      'type Size = number;\nfunction fail(size: Size): never {\n  throw new RangeError(`size ${size}`);\n}',
      '// a comment\nfail(3);',
    ]);
    const error = errorOf(failed);
    assert.equal(failed.status, 'error');
    assert.deepEqual([error?.ename, error?.evalue], ['RangeError', 'size 3']);
    assert.deepEqual(error?.traceback, [
      'RangeError: size 3',
      `    at cell ${defined.count}, line 3:9`,
      `    at cell ${failed.count}, line 2:1`,
    ]);
    assert.equal(streamText(failed, 'stderr'), '');
  });

  it('tells the line of an error after an await', async () => {
    const failed = await one(
      'await new Promise((r) => setTimeout(r, 1));\n\nthrow new Error("late");',
    );
    assert.match(errorOf(failed)?.traceback?.[1] ?? '', /line 3:/);
  });

  it('tells each finding of a cell that does not compile, with its line', async () => {
    const failed = await one('const n: number = 1;\nconst s: string = 2;\nunknownName;');
    assert.equal(errorOf(failed)?.ename, 'CompileError');
    assert.deepEqual(errorOf(failed)?.traceback, [
      "CompileError: line 2:7 - Type 'number' is not assignable to type 'string'.",
      "line 3:1 - Cannot find name 'unknownName'.",
    ]);
  });

  it('tells what is thrown though it is no error, and a rejection', async () => {
    assert.equal(errorOf(await one('throw { code: 7 };'))?.evalue, '{ code: 7 }');
    assert.equal(errorOf(await one('await Promise.reject(new Error("no"));'))?.evalue, 'no');
  });

  it('runs a loop that renames properties of what an earlier cell made, with an await inside', async () => {
    await one('const rows = [{ name: "a", loss: 1 }, { name: "b", loss: 2 }];');
    const result = await one(`for (const [i, { name: label, loss: l }] of rows.entries()) {
  console.log(i, label, await Promise.resolve(l));
}
rows.map(({ loss: l }) => l + rows.length);`);
    assert.equal(errorOf(result), undefined);
    assert.equal(streamText(result), '0 a 1\n1 b 2\n[ 3, 4 ]\n');
  });

  it('runs { seed } with a name of an earlier cell, and assigns it by destructuring', async () => {
    await one('let seed = 3;\nconst options = { seed: 5 };');
    const result = await one(`console.log({ seed });
({ seed } = options);
console.log(seed, 'seed' in globalThis);
const { seed: other } = options;
throw new Error(\`seed \${other}\`);`);
    assert.equal(streamText(result), '{ seed: 3 }\n5 false\n');
    assert.deepEqual(errorOf(result)?.traceback?.[0], 'Error: seed 5');
    assert.match(errorOf(result)?.traceback?.[1] ?? '', /line 5:/);
  });

  it('aborts what waits after a failure, then goes on', async () => {
    const results = await kernel.run(['throw new Error("stop");', 'console.log("skipped");']);
    assert.deepEqual(
      results.map(({ status }) => status),
      ['error', 'aborted'],
    );
    assert.deepEqual(results[1].outputs, []);
    assert.equal(streamText(await one('console.log("on");')), 'on\n');
  });

  it('runs what waits after a failure when the request says so', async () => {
    const [, next] = await kernel.run([
      { code: 'throw new Error("go on");', stop_on_error: false },
      'console.log("run");',
    ]);
    assert.equal(streamText(next), 'run\n');
  });

  it('delivers 20,000 lines of one cell, in order', async () => {
    const result = await one('for (let i = 0; i < 20000; i++) console.log(i);');
    assert.equal(result.status, 'ok');
    assert.equal(streamText(result), Array.from({ length: 20_000 }, (_, i) => `${i}\n`).join(''));
  });

  it('leaves out with a notice what passes 5,000,000 characters', async () => {
    const result = await one('for (let i = 0; i < 60; i++) console.log("x".repeat(100_000));');
    assert.equal(result.status, 'ok');
    assert.match(streamText(result).slice(-100), /the rest is left out/);
    assert.ok(streamText(result).length < 5_200_000);
  });

  it('shows pictures with alternative text and size, in order with the text', async () => {
    const result = await one(`
      import { display, openDisplay } from '../lib';
      const picture = { mime: 'image/png' as const, data: Buffer.from('a'), alt: 'a dot', width: 3, height: 2 };
      console.log('before');
      display(picture);
      console.log('after');
      const live = openDisplay();
      live.show(picture);
      live.show({ ...picture, alt: 'two dots' });`);
    const shown = result.outputs.slice(1);
    assert.deepEqual(
      shown.map(({ type }) => type),
      ['stream', 'display_data', 'stream', 'display_data', 'update_display_data'],
    );
    assert.deepEqual(shown[1].metadata, { 'image/png': { alt: 'a dot', width: 3, height: 2 } });
    assert.equal(shown[4].metadata?.['image/png'].alt, 'two dots');
  });

  it('shows a picture anew when a cell that did not open its view is run again', async () => {
    await one(`import { openDisplay } from '../lib';
const view = openDisplay();
const dot = { mime: 'image/png' as const, data: Buffer.from('a'), alt: 'a dot', width: 3, height: 2 };`);
    for (let i = 0; i < 2; i++) {
      const { outputs } = await one('view.show(dot);\nview.show(dot);');
      assert.deepEqual(
        outputs.map(({ type }) => type),
        ['execute_input', 'display_data', 'update_display_data'],
      );
    }
  });

  /** Cells that put half of a pair, \ud83d, into each kind of message that has text of a cell. */
  const HALF: Readonly<Record<string, string>> = {
    stream: `console.log('half \\ud83d', '👍 whole');`,
    display_data: `import { display } from '../lib';
const half = { mime: 'image/png' as const, data: Buffer.from('a'), alt: 'half \\ud83d', width: 3, height: 2 };
display(half);`,
    update_display_data: `import { openDisplay } from '../lib';
{ const view = openDisplay(); view.show(half); view.show(half); }`,
    error: `throw Object.assign(new Error('half \\ud83d'), { name: 'Half\\ud83d' });`,
  };
  for (const [type, code] of Object.entries(HALF)) {
    it(`puts U+FFFD for half of a surrogate pair in ${type}, which no file in UTF-8 can hold`, async () => {
      if (type === 'update_display_data') await one(HALF.display_data);
      const { outputs, reply } = await one(code);
      const texts = JSON.stringify(outputs.filter((output) => output.type === type));
      assert.match(texts, /half \ufffd/);
      assert.deepEqual([outputs, reply], wellFormed([outputs, reply]));
    });
  }

  it('interrupts a training within a second, keeps its value, and goes on when run again', async () => {
    await one(`import { withInterrupt } from '../lib';\nlet count = 0;`);
    const first = await one(TRAINING, 0.5);
    assert.equal(first.status, 'ok');
    assert.ok(first.ended < 1.5, `${first.ended} s, of which 0.5 before the interrupt`);
    const reached = Number(streamText(await one('console.log(steps);')));
    assert.ok(reached > 10);
    const second = await one(TRAINING, 0.5);
    assert.equal(second.status, 'ok');
    assert.ok(Number(streamText(await one('console.log(steps);'))) > reached);
  });

  it('interrupts a cell that waits, and one that computes', async () => {
    for (const code of ['await new Promise((r) => setTimeout(r, 30_000));', 'while (true);']) {
      const result = await one(code, 0.4);
      assert.equal(errorOf(result)?.ename, 'Interrupted');
      assert.ok(result.ended < 1.4, `${result.ended} s, of which 0.4 before the interrupt`);
    }
  });

  it('survives three interrupts in a row while idle, and keeps its variables', async () => {
    await one('const kept = 42;');
    for (let i = 0; i < 3; i++)
      assert.deepEqual(await kernel.ask({ interrupt: true }), { alive: true });
    assert.equal(streamText(await one('kept')), '42\n');
  });

  it('completes and explains what stands behind letters of two UTF-16 units', async () => {
    await one('const word = "a";\nconst seen = 1;');
    for (const before of ['const g = "😀😀😀😀😀😀"; ', '// 𝒢 plays 𝒟\n']) {
      const start = [...before].length; // as Jupyter counts
      const code = `${before}word.toUpp`;
      const end = [...code].length;
      const completed = (await kernel.ask({ complete: code, cursor_pos: end })) as Completion;
      assert.deepEqual(completed.matches, ['toUpperCase']);
      assert.deepEqual([completed.cursor_start, completed.cursor_end], [start + 5, end]);
      const place = { inspect: `${before}seen; word`, cursor_pos: start + 1 };
      const inspected = (await kernel.ask(place)) as { data: Record<string, string> };
      assert.equal(inspected.data['text/plain'], 'const seen: 1');
    }
  });

  it('is busy, then idle, about a request that it does not know, and writes nothing', async () => {
    // JupyterLab asks for the history and shows the kernel as unknown until it hears this.
    assert.deepEqual(await kernel.ask({ history: true }), ['busy', 'idle']);
  });

  it('says of itself what saved lessons say, so that JupyterLab changes nothing in one that it opens', async () => {
    const { kernelspec, language_info } = normaliseNotebook(notebookOf()).metadata;
    const info = (await kernel.ask({ info: true })) as { language_info: object };
    assert.deepEqual(info.language_info, language_info);
    const { display_name, language } = JSON.parse(readFileSync(SPEC, 'utf8'));
    assert.deepEqual({ display_name, language, name: 'tslab' }, kernelspec);
  });

  it('names the lexer that colours its code, and the version of the compiler', async () => {
    const { language_info } = (await kernel.ask({ info: true })) as {
      language_info: Record<string, string>;
    };
    assert.equal(language_info.pygments_lexer, 'typescript');
    const { version } = await import('@tslab/typescript-for-tslab');
    assert.equal(language_info.version, version);
  });

  it('starts afresh on restart, and ends by itself on shutdown though a timer runs', async () => {
    assert.deepEqual(await kernel.ask({ restart: true }), { alive: true });
    assert.equal(errorOf(await one('kept'))?.ename, 'CompileError');
    await one('setInterval(() => {}, 1000);');
    assert.deepEqual(await kernel.ask({ shutdown: true }), { code: 0 });
  });
});

describe('a stock tslab kernel', function () {
  this.timeout(60_000);
  const folder = mkdtempSync(join(tmpdir(), 'stock-'));
  after(() => rmSync(folder, { recursive: true }));

  it('runs what lessons use: the library, its types and its pictures', async () => {
    const spec = join(folder, 'kernels/tslab');
    mkdirSync(spec, { recursive: true });
    const tslab = join(__dirname, '../../node_modules/tslab/bin/tslab');
    const argv = [process.execPath, tslab, 'kernel', '--config-path', '{connection_file}'];
    writeFileSync(
      join(spec, 'kernel.json'),
      JSON.stringify({ argv, display_name: 'stock', language: 'typescript' }),
    );
    const kernel = new KernelClient(folder);
    try {
      await kernel.ready();
      const [imported, , shown] = await kernel.run([
        `import { Random, display, drawImageGrid, tf } from '../lib';`,
        `const images = new Random(1).uniform<tf.Rank.R4>([4, 3, 3, 1]) as tf.Tensor4D;`,
        `display(drawImageGrid(images));`,
      ]);
      assert.deepEqual(imported.outputs, []); // not even execute_input: it is the stock kernel
      assert.match(String(shown.outputs[0].metadata?.['image/png'].alt), /4 images/);
    } finally {
      await kernel.close();
    }
  });
});
