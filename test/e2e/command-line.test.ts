import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '../..');
const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
  scripts: Record<string, string>;
};

/** One option of each program, without the `--` that npm wants, and what to type instead. */
const KEPT: Record<string, { readonly typed: string[]; readonly right: string }> = {
  start: { typed: ['start', '--author'], right: 'npm start -- --author' },
  setup: { typed: ['run', 'setup', '--course'], right: 'npm run setup -- --course' },
  notebooks: {
    typed: ['run', 'notebooks', '01', '--quick'],
    right: 'npm run notebooks -- 01 --quick',
  },
  'notebooks:check': {
    typed: ['run', 'notebooks:check', '--fix'],
    right: 'npm run notebooks:check -- --fix',
  },
  site: {
    typed: ['run', 'site', '--base-url', 'https://example.org/gans/'],
    right: 'npm run site -- --base-url <address>',
  },
  train: { typed: ['run', 'train', '--resume'], right: 'npm run train -- --resume' },
  classifier: {
    typed: ['run', 'classifier', '--epochs=3'],
    right: 'npm run classifier -- --epochs 3',
  },
  bench: { typed: ['run', 'bench', '--peers'], right: 'npm run bench -- --peers' },
  experiments: {
    typed: ['run', 'experiments', 'images', '--again'],
    right: 'npm run experiments -- images --again',
  },
  spread: { typed: ['run', 'spread', '05', '--quick'], right: 'npm run spread -- 05 --quick' },
  data: { typed: ['run', 'data', '--all'], right: 'npm run data -- --all' },
};

describe('npm', () => {
  let sub: string;
  before(() => {
    mkdirSync(join(ROOT, 'runs'), { recursive: true });
    sub = mkdtempSync(join(ROOT, 'runs/sub-'));
  });
  after(() => rmSync(sub, { recursive: true }));

  function npm(args: readonly string[], cwd = ROOT) {
    const { npm_execpath, ...env } = process.env; // npm's own of the npm that runs these tests
    void npm_execpath;
    return spawnSync('npm', ['--silent', ...args], { cwd, env, encoding: 'utf8' });
  }

  for (const name of Object.keys(scripts)) {
    if (!/^node tools\/(run|start|setup)\.mjs/.test(scripts[name]) || name === 'test') continue;
    it(`run ${name} says what to type when npm has kept an option for itself`, () => {
      const { typed, right } = KEPT[name] ?? assert.fail(`no case for npm run ${name}`);
      const { status, stderr } = npm(typed);
      assert.match(stderr, /npm has kept --\S+ for itself\. Type: /);
      assert.ok(stderr.includes(`Type: ${right}\n`), stderr);
      assert.equal(status, 1);
    });
  }

  for (const name of ['site', 'train', 'notebooks', 'notebooks:check', 'bench']) {
    it(`run ${name} tells a wrong option in one sentence, once`, () => {
      const { status, stderr } = npm(['run', name, '--', '--no-such']);
      assert.equal(stderr, `npm run ${name}: unknown option '--no-such'\n`);
      assert.equal(status, 1);
    });
  }

  it('run train looks for a folder where the reader stands, and says where it has looked', () => {
    const { status, stderr } = npm(['run', 'train', '--', '--data', 'mine'], sub);
    assert.ok(stderr.startsWith(`npm run train: ${join(sub, 'mine')}: no such folder`), stderr);
    assert.equal(status, 1);
  });
});
