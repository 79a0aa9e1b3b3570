import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import {
  describeFailure,
  describeMissingPackages,
  SetupFailure,
} from '../../tools/setup/failure.mjs';
import type { Part, Work } from '../../tools/setup/part';
import { describeResults } from '../../tools/setup/results';
import { NeedFailed, Runner } from '../../tools/setup/runner';

/** A part that is in place when `isThere`, and whose remedy makes it so. */
function fakePart(name: string, differences: Partial<Part & { isThere: boolean }> = {}) {
  const calls: string[] = [];
  const state = { isThere: differences.isThere ?? false };
  const part: Part = {
    name,
    title: name.toUpperCase(),
    needs: [],
    inputs: [],
    outputs: [],
    async probe() {
      calls.push('probe');
      if (!state.isThere) throw new Error('it is not there');
    },
    async remedy() {
      calls.push('remedy');
      state.isThere = true;
    },
    ...differences,
  };
  return { part, calls, state };
}

describe('Runner', () => {
  let root: string;
  beforeEach(() => (root = mkdtempSync(join(tmpdir(), 'set up ü-'))));
  afterEach(() => rmSync(root, { recursive: true }));

  const runnerFor = (...parts: Part[]) => new Runner(parts, { root, python: 'python3' });
  const mark = (name: string) => join(root, '.setup/unfinished', name);

  it('leaves a part alone whose probe passes', async () => {
    const { part, calls } = fakePart('a', { isThere: true });
    assert.equal((await runnerFor(part).run(part)).outcome, 'in place');
    assert.deepEqual(calls, ['probe']);
  });

  it('probes, puts in place and probes again', async () => {
    const { part, calls } = fakePart('a');
    assert.equal((await runnerFor(part).run(part)).outcome, 'set up');
    assert.deepEqual(calls, ['probe', 'remedy', 'probe']);
    assert.equal(existsSync(mark('a')), false);
  });

  it('does not believe the probe of a part that was begun and not finished', async () => {
    const { part, calls } = fakePart('a', { isThere: true });
    mkdirSync(join(root, '.setup/unfinished'), { recursive: true });
    writeFileSync(mark('a'), '');
    assert.equal((await runnerFor(part).run(part)).outcome, 'set up');
    assert.deepEqual(calls, ['remedy', 'probe']);
  });

  it('believes the probe of a part that is exchanged as a whole, whatever came of earlier tries', async () => {
    const remedy = () => Promise.reject(new Error('no network'));
    const broken = fakePart('a', { isExchanged: true, remedy });
    await assert.rejects(runnerFor(broken.part).run(broken.part));
    const { part } = fakePart('a', { isExchanged: true, isThere: true, remedy });
    assert.equal((await runnerFor(part).run(part)).outcome, 'in place');
  });

  it('marks a part as unfinished from before its remedy until after its second probe', async () => {
    const seen: boolean[] = [];
    const look = async () => void seen.push(existsSync(mark('a')));
    const { part } = fakePart('a', { remedy: look });
    part.probe = async () => {
      await look();
      if (seen.length === 1) throw new Error('not yet');
    };
    await runnerFor(part).run(part);
    // The first probe, the remedy and the second probe; then the mark is gone.
    assert.deepEqual([...seen, existsSync(mark('a'))], [false, true, true, false]);
  });

  it('keeps the mark when the remedy does not help, and says what the probe found', async () => {
    const { part } = fakePart('a', { remedy: async () => {} });
    await assert.rejects(runnerFor(part).run(part), (error: unknown) => {
      const text = describeFailure(error);
      assert.match(text, /^A was set up, but does not work\.$/m);
      assert.match(text, /it is not there/);
      return true;
    });
    assert.equal(existsSync(mark('a')), true);
  });

  it("tells a failed command, the last lines of its output and the log's path", async () => {
    const remedy = async ({ run }: Work) =>
      void (await run(process.execPath, ['-e', 'console.log("disk full"); process.exit(3)']));
    const { part } = fakePart('a', { remedy });
    await assert.rejects(runnerFor(part).run(part), (error: unknown) => {
      const text = describeFailure(error);
      assert.match(text, /^A could not be set up\.$/m);
      assert.match(text, /Tried: .* ended with exit code 3$/m);
      assert.match(text, /^ {4}disk full$/m);
      assert.ok(text.includes(`Log: ${join(root, '.setup/logs/a.log')}`));
      assert.match(text, /What to do: /);
      return true;
    });
  });

  it('passes on what a part itself says to do', async () => {
    const remedy = async () => {
      throw new SetupFailure('no paper.', { advice: 'Buy some.' });
    };
    const { part } = fakePart('a', { remedy });
    await assert.rejects(runnerFor(part).run(part), (error: unknown) => {
      assert.equal(describeFailure(error), 'A: no paper.\n  What to do: Buy some.');
      return true;
    });
  });

  it('leaves an optional part out that fails, and tells why', async () => {
    const remedy = async () => {
      throw new SetupFailure('no paper.', { advice: 'Buy some.' });
    };
    const { part } = fakePart('a', { isOptional: true, isExchanged: true, remedy });
    const { outcome, failure } = await runnerFor(part).run(part);
    assert.equal(outcome, 'left out');
    assert.equal(describeFailure(failure), 'A: no paper.\n  What to do: Buy some.');
  });

  it('leaves an optional part out whose remedy does not help', async () => {
    const { part } = fakePart('a', { isOptional: true, remedy: async () => {} });
    const { outcome, failure } = await runnerFor(part).run(part);
    assert.equal(outcome, 'left out');
    assert.match(describeFailure(failure), /^A was set up, but does not work\.$/m);
  });

  it('puts a part in place after those that it needs, each once', async () => {
    const order: string[] = [];
    const recorded = (name: string, needs: string[]) => {
      const { part, state } = fakePart(name, { needs });
      part.remedy = async () => {
        order.push(name);
        state.isThere = true;
      };
      return part;
    };
    const [a, b, c] = [recorded('a', []), recorded('b', ['a', 'c']), recorded('c', ['a'])];
    const runner = runnerFor(b, c, a);
    await Promise.all([b, c, a].map((part) => runner.run(part)));
    assert.deepEqual(order, ['a', 'c', 'b']);
  });

  it('does not try a part that needs a failed one', async () => {
    const broken = fakePart('broken', { remedy: async () => {} });
    const next = fakePart('next', { needs: ['broken'] });
    const runner = runnerFor(broken.part, next.part);
    await assert.rejects(runner.run(next.part), NeedFailed);
    assert.deepEqual(next.calls, []);
  });
});

describe('describeResults', () => {
  it('has a line for each part with what was done and its seconds', () => {
    const text = describeResults(
      [
        { title: 'Node packages', outcome: 'set up', seconds: 17.04 },
        { title: 'MNIST', outcome: 'in place', seconds: 0.2 },
        { title: 'MovieLens', outcome: 'left out', seconds: 3 },
      ],
      0,
      21,
    );
    assert.match(text, /complete, after 21 s/);
    assert.match(text, /^ {2}Node packages {2}set up +17\.0 s$/m);
    assert.match(text, /^ {2}MNIST +was in place +0\.2 s$/m);
    assert.match(text, /^ {2}MovieLens +left out +3\.0 s$/m);
  });
});

describe('describeMissingPackages', () => {
  const asking = (...packages: string[]) => new SetupFailure('x', { advice: 'y', packages });

  it('is one command, naming each package once', () => {
    const text = describeMissingPackages([asking('a', 'b'), new Error('other'), asking('b', 'c')]);
    assert.equal(text, 'All packages at once: sudo apt-get install a b c');
  });

  it('is nothing when one failure says it already', () => {
    assert.equal(describeMissingPackages([asking('a')]), undefined);
  });
});
